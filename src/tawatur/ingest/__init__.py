"""Reports from outside: files, their encodings, and what is wrong with them."""
