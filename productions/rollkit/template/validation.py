"""Templates read strictly from plain values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from productions.rollkit.dataclass_json import DocumentError, from_plain
from productions.rollkit.errors import RollRefused
from productions.rollkit.template.block_problems import find_blocks_problems
from productions.rollkit.template.contrast import find_background_problems
from productions.rollkit.template.measures import TemplateProblem, find_measure_problems
from productions.rollkit.template.model import Template, Variant
from productions.shared.sentences import Sentence

MAX_FONTS = 100
"""A bound for what is looked up, far above what any roll is set in."""
MAX_VERSION = 1_000_000
"""Far above what anybody makes; files keep whole numbers of 64 bits."""
UNKEPT_PATTERN = re.compile("[\0\ud800-\udfff]")
"""What UTF-8 and databases do not keep: NUL, and halves of characters."""
VERTICAL_NEEDS_CARDS = Sentence("%(here)s: written downwards; only cards may be.")


class TemplateRefused(RollRefused):
    """The data is no template that a roll can be set by. One clear sentence with the place; `problems` are all of them.

    Data that are no template at all have a sentence alone.
    """

    def __init__(self, reason: Sentence, problems: tuple[TemplateProblem, ...] = ()) -> None:
        super().__init__(reason)
        self.problems = problems


def parse_template(data: Mapping[str, Any]) -> Template:
    """The template of plain values; what is absent has its default. Raises TemplateRefused."""
    try:
        template = from_plain(Template, data, "template", sparse=True)
    except DocumentError as error:
        raise TemplateRefused(error.sentence) from error
    require_usable_template(template)
    return template


def require_usable_template(template: Template) -> None:
    """Raise TemplateRefused with everything that no roll can be set by."""
    if found := tuple(find_template_problems(template)):
        raise TemplateRefused(found[0].told, found)


def find_template_problems(template: Template) -> Iterator[TemplateProblem]:
    place = "template"
    if not template.name.strip() or len(template.name) > 100:
        yield TemplateProblem(f"{place}.name", Sentence("%(here)s has 1 to 100 characters."))
    if template.version < 1:
        yield TemplateProblem(f"{place}.version", Sentence("%(here)s is a number from 1."))
    elif template.version > MAX_VERSION:
        yield TemplateProblem(
            f"{place}.version",
            Sentence("%(here)s is at most %(most)d.", most=MAX_VERSION),
        )
    yield from find_character_problems(template, place)
    for part in ("type", "gaps", "cards", "pace", "backing"):
        yield from find_measure_problems(getattr(template, part), f"{place}.{part}")
    yield from find_measure_problems(template, place)
    yield from find_font_problems(template.fonts, f"{place}.fonts")
    yield from find_background_problems(template)
    if template.writing == "vertical" and template.kind != "cards":
        yield TemplateProblem(f"{place}.writing", VERTICAL_NEEDS_CARDS)
    yield from find_blocks_problems(template.blocks, f"{place}.blocks", template.writing)
    for index, variant in enumerate(template.variants):
        yield from find_variant_problems(template, variant, index, f"{place}.variants[{index}]")


def find_character_problems(value: Any, place: str) -> Iterator[TemplateProblem]:
    """Texts, wherever they stand, with a character that no file keeps."""
    if isinstance(value, str):
        if found := UNKEPT_PATTERN.search(value):
            yield TemplateProblem(
                place,
                Sentence(
                    "%(here)s has a character that no file keeps (U+%(code)04X); remove it.",
                    code=ord(found[0]),
                ),
            )
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from find_character_problems(item, f"{place}[{index}]")
    elif is_dataclass(value):
        for each in fields(value):
            yield from find_character_problems(getattr(value, each.name), f"{place}.{each.name}")


def find_variant_problems(
    template: Template, variant: Variant, index: int, place: str
) -> Iterator[TemplateProblem]:
    if variant.edition in (other.edition for other in template.variants[:index]):
        yield TemplateProblem(
            f"{place}.edition",
            Sentence("%(here)s repeats %(edition)s; put both into one.", edition=variant.edition),
        )
    if template.writing == "vertical" and variant.kind not in (None, "cards"):
        yield TemplateProblem(f"{place}.kind", VERTICAL_NEEDS_CARDS)
    yield from find_measure_problems(variant, place)
    for part in ("cards", "pace"):
        if (own := getattr(variant, part)) is not None:
            yield from find_measure_problems(own, f"{place}.{part}")
    if variant.blocks is not None:
        yield from find_blocks_problems(variant.blocks, f"{place}.blocks", template.writing)


def find_font_problems(families: tuple[str, ...], place: str) -> Iterator[TemplateProblem]:
    if len(families) > MAX_FONTS:
        yield TemplateProblem(
            place,
            Sentence(
                "%(here)s has %(count)d families; a roll is set in at most %(most)d.",
                count=len(families),
                most=MAX_FONTS,
            ),
        )
    for family in families:
        if not family.strip() or len(family) > 100:
            yield TemplateProblem(
                place, Sentence("%(here)s has a family without a name, or one longer than 100 characters.")
            )
        elif families.count(family) > 1:
            yield TemplateProblem(place, Sentence("%(here)s has %(family)s twice.", family=family))
