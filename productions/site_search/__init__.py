"""Search over everything that its user may see."""
