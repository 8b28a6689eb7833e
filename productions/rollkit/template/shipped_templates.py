"""The templates that come with the program, which productions copy."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from productions.rollkit.template.model import Template
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.shared.sentences import Sentence


def find_template(value: Any) -> Template:
    """The template of its data, or the one that comes with the program under this name. Raises TemplateRefused."""
    if isinstance(value, str) and value in SHIPPED_TEMPLATES:
        return SHIPPED_TEMPLATES[value]
    if isinstance(value, Mapping):
        return parse_template(value)
    raise TemplateRefused(
        Sentence(
            "There is no template %(asked)s; choose one of %(known)s.",
            asked=repr(value),
            known=", ".join(SHIPPED_TEMPLATES),
        )
    )


def load_shipped_template(name: str) -> Template:
    """A template that comes with the program, by the name of its file."""
    return parse_template(json.loads((SHIPPED_FOLDER / f"{name}.json").read_text("utf-8")))


SHIPPED_FOLDER = Path(__file__).with_name("shipped")
SHIPPED_NAMES = (
    "film_roll",
    "film_roll_scope",
    "tv_ending_roll",
    "tv_ending_cards",
    "tv_ending_split",
    "tv_opening_picture",
    "vertical_cards",
    "festival_short",
    "streaming_cards",
    "commercial_card",
    "plain_list",
)
SHIPPED_TEMPLATES = {
    template.name: template for template in (load_shipped_template(name) for name in SHIPPED_NAMES)
}
"""The templates that come with the program, by name. The first is the usual one."""
FILM_ROLL = next(iter(SHIPPED_TEMPLATES.values()))
