"""Loads the language data and looks words, names and fixed phrases up in it."""
