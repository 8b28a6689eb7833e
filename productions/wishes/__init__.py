"""What people wish for their names, and their statements."""
