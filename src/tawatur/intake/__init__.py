"""From files to a store: what is new is read in worker processes and kept in batches."""
