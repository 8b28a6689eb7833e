"""Fonts and logos."""
