"""Filters of a page that a user keeps under a name."""
