"""Files that workers make: exports and dumps."""
