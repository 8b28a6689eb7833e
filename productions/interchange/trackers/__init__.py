"""Task lists of production trackers: who was given which task of which shot."""
