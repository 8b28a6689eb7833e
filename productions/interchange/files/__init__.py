"""Files of every kind that people have: what a file is, and its reader."""
