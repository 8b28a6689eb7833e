"""Contributors, their names, identifiers and private details."""
