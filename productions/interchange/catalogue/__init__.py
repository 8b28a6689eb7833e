"""Films by catalogue: one JSON record a line."""
