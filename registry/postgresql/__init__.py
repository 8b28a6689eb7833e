"""The database engine of web and worker processes on PostgreSQL."""
