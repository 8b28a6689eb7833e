"""Statements of catalogues, read."""

from productions.interchange.catalogue.catalogue_reader import read_catalogue_text
from productions.interchange.catalogue.catalogue_record import (
    TextField,
)


def list_names(text: str, field: TextField = "staff") -> list[tuple[str, str]]:
    """The kind (p, o) and name of everybody who is credited."""
    statements = read_catalogue_text(text, field).statements
    return [(each.contributor[0], each.credited_as) for each in statements if each.kind != "note"]


def list_actors(text: str) -> list[tuple[str, str]]:
    """The character and actor of each statement of a cast."""
    statements = read_catalogue_text(text, "cast").statements
    return [(each.character, each.credited_as) for each in statements if each.kind != "note"]


def list_told(text: str, field: TextField = "staff") -> list[str]:
    return [problem.message for problem in read_catalogue_text(text, field).problems]
