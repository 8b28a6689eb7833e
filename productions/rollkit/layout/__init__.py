"""The roll for a screen: one strip of whole-pixel rows, white on black, as wide as the raster."""
