"""Numbers of cuts, and ranges of them."""
