"""Credits as people write them in running text."""
