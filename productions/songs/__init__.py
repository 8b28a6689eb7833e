"""Songs of a production, and the lines of their rights."""
