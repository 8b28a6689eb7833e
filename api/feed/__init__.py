"""The feed of changes: what the public may know of each event, by `changes/` and by webhook."""
