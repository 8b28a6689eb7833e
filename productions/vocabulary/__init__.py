"""Departments, roles and their other labels."""
