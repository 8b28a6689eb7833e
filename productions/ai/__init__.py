"""AI systems."""
