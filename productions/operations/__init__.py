"""Leases, turns, locks, deadlines, workers, and what the database is asked for."""
