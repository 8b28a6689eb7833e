"""Events, tombstones and redirects; writing and checking rows; what is blanked in events."""
