"""Counting: who is named, how many entries there are, and when that is done."""
