"""The site as it runs: real gunicorn, PgBouncer, and wires that break."""
