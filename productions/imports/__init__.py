"""Imports of catalogues and sheets."""
