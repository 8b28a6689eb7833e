"""Captions: which lines are on the screen at which moment."""
