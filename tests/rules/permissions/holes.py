"""Secrets that somebody is told who should not be, with the reason why that stands yet. The test fails when one is mended
and still listed."""

HOLES: dict[str, str] = {}
