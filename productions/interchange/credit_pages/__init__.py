"""Texts that are no tables: sections of a wiki, descriptions of videos, endings read off the screen."""
