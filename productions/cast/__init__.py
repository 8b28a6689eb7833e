"""Characters of a production, which voices name."""
