"""Recording and ending a wish everywhere."""
