"""A look that asks for no reading time, so that a test's film has few frames."""

from dataclasses import replace

from productions.rollkit.template.model import Pace
from productions.rollkit.template.shipped_templates import FILM_ROLL

HURRIED = replace(FILM_ROLL, pace=Pace(card_ms=0, line_ms=0, scroll_ms=0))
HURRIED_VALUES = HURRIED.to_dict()
"""The same as a delivery takes it from outside."""
