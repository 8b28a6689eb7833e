"""Required roles, and what is still missing."""
