"""Moving pictures of a reel: its pixels once into an encoder's planes, and frames as rows of them."""
