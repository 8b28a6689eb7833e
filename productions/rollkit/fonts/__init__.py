"""Fonts: which one sets a letter, how wide it runs, and whether an uploaded one is safe."""
