"""Templates read strictly from plain values, and the shipped ones, which productions copy."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from productions.roll.codec import DocumentError, from_plain
from productions.roll.refused import RollRefused
from productions.roll.template import Block, Cards, Gaps, Template

LONGEST_MS = 3_600_000
PEOPLE = ("people", "rest")
MOST_FONTS = 6


class TemplateRefused(RollRefused):
    """The data is no template that a roll can be set by. One clear sentence with the place."""


def template_from(data: Mapping[str, Any]) -> Template:
    """The template of plain values; what is absent has its default. Raises TemplateRefused."""
    try:
        template = from_plain(Template, data, "template", sparse=True)
    except DocumentError as error:
        raise TemplateRefused(str(error)) from error
    require_usable(template)
    return template


def template_of(value: Any) -> Template:
    """The template of its data, or the one that comes with the program under this name. Raises TemplateRefused."""
    if isinstance(value, str) and value in SHIPPED:
        return SHIPPED[value]
    if isinstance(value, Mapping):
        return template_from(value)
    raise TemplateRefused(f"There is no template {value!r}; choose one of {', '.join(SHIPPED)}.")


def require_usable(template: Template) -> None:
    """Raise TemplateRefused with the first thing that no roll can be set by."""
    for problem in problems(template):
        raise TemplateRefused(problem)


def problems(template: Template) -> Iterator[str]:
    """Each a sentence with the place."""
    if not template.name.strip() or len(template.name) > 100:
        yield "template.name has 1 to 100 characters."
    if template.version < 1:
        yield "template.version is a number from 1."
    yield from problems_of_measures(template)
    yield from problems_of_fonts(template.fonts, "template.fonts")
    for edition in ("", *(variant.edition for variant in template.variants)):
        place = f"template.variants of {edition}" if edition else "template"
        seen = template.for_edition(edition)
        if seen.writing == "vertical" and seen.kind != "cards":
            yield f"{place}.writing is vertical; only cards may be."
        yield from problems_of_blocks(seen.blocks, f"{place}.blocks")
    editions = [variant.edition for variant in template.variants]
    for edition in editions:
        if editions.count(edition) > 1:
            yield f"template.variants has {edition} twice; put it into one."


def problems_of_fonts(families: tuple[str, ...], place: str) -> Iterator[str]:
    if len(families) > MOST_FONTS:
        yield f"{place} has {len(families)} families; a roll is set in at most {MOST_FONTS}."
    for family in families:
        if not family.strip() or len(family) > 100:
            yield f"{place} has a family without a name, or one longer than 100 characters."
        elif families.count(family) > 1:
            yield f"{place} has {family} twice."


def problems_of_measures(template: Template) -> Iterator[str]:
    for name, low, high in (
        *((name, 20, 400) for name in ("size", "title", "heading", "small")),
        *((name, 20, 600) for name in ("pitch", "title_pitch", "heading_pitch", "small_pitch")),
        *((name, 60, 255) for name in ("role_white", "heading_white", "small_white")),
    ):
        if not low <= getattr(template.type, name) <= high:
            yield f"template.type.{name} is from {low} to {high}, not {getattr(template.type, name)}."
    for name in Gaps.__dataclass_fields__:
        if not 0 <= getattr(template.gaps, name) <= 2000:
            yield f"template.gaps.{name} is from 0 to 2000, not {getattr(template.gaps, name)}."
    for place, cards in (("template.cards", template.cards), *variant_cards(template)):
        if not 1 <= cards.each_ms <= LONGEST_MS:
            yield f"{place}.each_ms is from 1 to {LONGEST_MS} milliseconds, not {cards.each_ms}."
        if not (0 <= cards.fade_in <= 240 and 0 <= cards.fade_out <= 240):
            yield f"{place} has fades from 0 to 240 frames, not {cards.fade_in} and {cards.fade_out}."
    for name, value in (("running_ms", template.running_ms), ("hold_ms", template.hold_ms)):
        if value is not None and not 1 <= value <= LONGEST_MS:
            yield f"template.{name} is from 1 to {LONGEST_MS} milliseconds, not {value}."


def variant_cards(template: Template) -> Iterator[tuple[str, Cards]]:
    for variant in template.variants:
        if variant.cards is not None:
            yield f"template.variants of {variant.edition}.cards", variant.cards


def problems_of_blocks(blocks: tuple[Block, ...], place: str) -> Iterator[str]:
    if not blocks:
        yield f"{place} is empty; a roll has at least one block, such as rest."
    last_people = max((index for index, block in enumerate(blocks) if block.holds in PEOPLE), default=-1)
    claimed: dict[str, int] = {}
    for index, block in enumerate(blocks):
        here = f"{place}[{index}]"
        yield from problems_of_block(block, here)
        if block.holds in ("tools", "statement") and index < last_people:
            yield (
                f"{here} holds {block.holds} and stands before people in {place}[{last_people}]; people come first."
            )
        for name in (f"role {role}" for role in block.roles):
            if name in claimed:
                yield f"{here} has the {name}, which {place}[{claimed[name]}] has already."
            claimed[name] = index
        for name in (f"department {department}" for department in block.departments):
            if name in claimed:
                yield f"{here} has the {name}, which {place}[{claimed[name]}] has already."
            claimed[name] = index
    for once in ("rest", "title", "notices", "tools", "statement", "remark"):
        if sum(block.holds == once for block in blocks) > 1:
            yield f"{place} has {once} more than once."


def problems_of_block(block: Block, here: str) -> Iterator[str]:
    if block.holds == "people" and not (block.roles or block.departments):
        yield f"{here} holds people of no role and no department; name some, or let it hold rest."
    if block.holds != "people" and (block.roles or block.departments):
        yield f"{here} holds {block.holds}; only people are of roles and departments."
    if block.holds == "text" and not (block.text.ja or block.text.en):
        yield f"{here} is a text that says nothing."
    if block.holds != "text" and block.form != "song" and (block.text.ja or block.text.en):
        yield f"{here} holds {block.holds}; only a block of text and a song have a text of their own."
    if not 1 <= block.columns <= 12:
        yield f"{here}.columns is from 1 to 12, not {block.columns}."
    if block.size is not None and not 20 <= block.size <= 400:
        yield f"{here}.size is from 20 to 400, not {block.size}; letters are at least 20 px high."
    if block.pitch is not None and not 20 <= block.pitch <= 600:
        yield f"{here}.pitch is from 20 to 600, not {block.pitch}."
    if block.alone_ms is not None and not 1 <= block.alone_ms <= LONGEST_MS:
        yield f"{here}.alone_ms is from 1 to {LONGEST_MS} milliseconds, not {block.alone_ms}."


def shipped(name: str) -> Template:
    """A template that comes with the program, by the name of its file."""
    return template_from(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


FOLDER = Path(__file__).with_name("shipped")
NAMES = ("film_roll", "tv_ending_roll", "tv_ending_cards", "streaming_cards", "plain_list")
SHIPPED = {template.name: template for template in (shipped(name) for name in NAMES)}
"""The templates that come with the program, by name. The first is the usual one."""
FILM_ROLL = next(iter(SHIPPED.values()))
