"""Reads claims: units, chunks, clauses, triggers, roles, factuality, chains of tellers."""
