"""What is kept, and how it is asked for: one database file, or a team's PostgreSQL."""
