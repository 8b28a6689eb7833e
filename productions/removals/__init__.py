"""Removing, merging, and undoing both."""
