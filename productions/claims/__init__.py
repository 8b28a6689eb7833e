"""Claims and disputes."""
