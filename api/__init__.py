"""The public door: read-only, public data, no sign-in."""
