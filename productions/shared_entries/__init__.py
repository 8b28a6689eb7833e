"""Who changes what productions share (H15), and what can be undone."""
