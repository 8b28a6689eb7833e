"""Cinecred's own credit sheet."""
