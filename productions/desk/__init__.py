"""The production's desk in the admin, and the admin's first page: above every topic."""
