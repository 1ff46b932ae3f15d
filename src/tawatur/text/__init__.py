"""Tokens with offsets into the untouched original, normal forms, sentences, quotations."""
