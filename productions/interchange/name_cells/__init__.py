"""Cells of names: whom a cell names, what stands around the names, and marks that repeat the cell above."""
