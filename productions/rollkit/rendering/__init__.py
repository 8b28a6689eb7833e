"""Pages of a laid-out roll as pixels: stills and the tiles of the preview."""
