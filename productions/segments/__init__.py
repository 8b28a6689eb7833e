"""Segments that run in a range of episodes, and parts that are ranges of cuts."""
