"""Secrets that somebody is told who should not be, with the reason why that stands yet."""

HOLES: dict[str, str] = {}
