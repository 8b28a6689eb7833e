"""Looks that tests hold on to."""

import json
from pathlib import Path

from productions.rollkit.template.model import Template
from productions.rollkit.template.validation import parse_template

CARDS = Path(__file__).parents[1] / "data" / "templates" / "cards.json"


def cards_at_first() -> Template:
    """A set of cards as it was shipped first: what the shipped ones become changes no test of it."""
    return parse_template(json.loads(CARDS.read_text("utf-8")))


def film_roll_at_first() -> Template:
    """The film roll of one column, as it was shipped first."""
    return parse_template(json.loads(CARDS.with_name("film_roll.json").read_text("utf-8")))
