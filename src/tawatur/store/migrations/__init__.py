"""Changes of a store's tables, one module each, in order of their numbers."""
