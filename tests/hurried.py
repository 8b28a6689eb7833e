"""A look that asks for no reading time, so that a test's film has few frames, and whose length in frames stays what it is."""

from dataclasses import replace

from productions.rollkit.template.model import Pace
from tests.roll.looks import film_roll_at_first

HURRIED = replace(film_roll_at_first(), pace=Pace(card_ms=0, line_ms=0, scroll_ms=0))
HURRIED_VALUES = HURRIED.to_dict()
"""The same as a delivery takes it from outside."""
