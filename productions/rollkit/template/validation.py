"""Templates read strictly from plain values, and the shipped ones, which productions copy."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from productions.rollkit.dataclass_json import DocumentError, from_plain
from productions.rollkit.errors import RollRefused
from productions.rollkit.template.model import Block, Cards, Gaps, Template, Type, Variant
from productions.shared.sentences import Sentence

MAX_DURATION_MS = 3_600_000
PEOPLE_HOLDS = ("people", "rest")
MAX_FONTS = 6
MAX_LOGOS = 60
MAX_LOGO_NAME_CHARACTERS = 100


MEASURE_RANGES: dict[type, dict[str, tuple[int, int]]] = {
    Type: {
        **dict.fromkeys(("size", "title", "heading", "small"), (20, 400)),
        **dict.fromkeys(("pitch", "title_pitch", "heading_pitch", "small_pitch"), (20, 600)),
        **dict.fromkeys(("role_white", "heading_white", "small_white"), (60, 255)),
    },
    Gaps: dict.fromkeys(Gaps.__dataclass_fields__, (0, 2000)),
    Block: {
        "columns": (1, 12),
        "size": (20, 400),
        "pitch": (20, 600),
        "alone_ms": (1, MAX_DURATION_MS),
        "height": (20, 1000),
        "gap": (0, 600),
    },
    Cards: {"each_ms": (1, MAX_DURATION_MS), "fade_in": (0, 240), "fade_out": (0, 240)},
    Variant: {"running_ms": (1, MAX_DURATION_MS)},
    Template: {"running_ms": (1, MAX_DURATION_MS), "hold_ms": (1, MAX_DURATION_MS)},
}
"""The least and the most of every number, both allowed."""
SINGLE_HOLDS = ("rest", "title", "notices", "tools", "statement", "remark", "errata")
VERTICAL_NEEDS_CARDS = Sentence("%(here)s: written downwards; only cards may be.")
CLAIMED_TWICE = {
    "roles": Sentence("%(here)s has the role %(roles)s, which %(there)s has already."),
    "departments": Sentence("%(here)s has the department %(departments)s, which %(there)s has already."),
}


class TemplateProblem(NamedTuple):
    """What no roll can be set by: its place (`template.blocks[0].columns`) and its sentence, which wants `here` besides.

    `there` is another place, `holds`, `edition`, `roles` and `departments` are codes. A form says it of its own fields.
    """

    place: str
    sentence: Sentence

    @property
    def told(self) -> Sentence:
        """The sentence of the place in the data."""
        return self.sentence.given(here=self.place)

    def __str__(self) -> str:
        return str(self.told)


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
        raise TemplateRefused(error.reason) from error
    require_usable_template(template)
    return template


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
    for part in ("type", "gaps", "cards"):
        yield from find_measure_problems(getattr(template, part), f"{place}.{part}")
    yield from find_measure_problems(template, place)
    yield from find_font_problems(template.fonts, f"{place}.fonts")
    if template.writing == "vertical" and template.kind != "cards":
        yield TemplateProblem(f"{place}.writing", VERTICAL_NEEDS_CARDS)
    yield from find_blocks_problems(template.blocks, f"{place}.blocks", template.writing)
    for index, variant in enumerate(template.variants):
        yield from find_variant_problems(template, variant, index, f"{place}.variants[{index}]")


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
    if variant.cards is not None:
        yield from find_measure_problems(variant.cards, f"{place}.cards")
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


def find_measure_problems(record: Any, place: str) -> Iterator[TemplateProblem]:
    for name, (low, high) in MEASURE_RANGES[type(record)].items():
        value = getattr(record, name)
        if value is not None and not low <= value <= high:
            yield TemplateProblem(
                f"{place}.{name}",
                Sentence(
                    "%(here)s is from %(low)d to %(high)d, not %(value)d.", low=low, high=high, value=value
                ),
            )


def find_blocks_problems(blocks: tuple[Block, ...], place: str, writing: str) -> Iterator[TemplateProblem]:
    if not blocks:
        yield TemplateProblem(
            place, Sentence("%(here)s is empty; a roll has at least one block, such as rest.")
        )
    last_people = max(
        (index for index, block in enumerate(blocks) if block.holds in PEOPLE_HOLDS), default=-1
    )
    claimed: dict[tuple[str, str], str] = {}
    for index, block in enumerate(blocks):
        here = f"{place}[{index}]"
        yield from find_block_problems(block, here)
        yield from find_logo_problems(block, here, writing)
        if block.holds in ("tools", "statement") and index < last_people:
            yield TemplateProblem(
                here,
                Sentence(
                    "%(here)s holds %(holds)s and comes before people in %(there)s; people come first.",
                    holds=block.holds,
                    there=f"{place}[{last_people}]",
                ),
            )
        for listed, sentence in CLAIMED_TWICE.items():
            for code in getattr(block, listed):
                if (listed, code) in claimed:
                    there = claimed[listed, code]
                    yield TemplateProblem(here, sentence.given(**{listed: code, "there": there}))
                claimed[listed, code] = here
        if block.holds in SINGLE_HOLDS and block.holds in (other.holds for other in blocks[:index]):
            yield TemplateProblem(
                here, Sentence("%(here)s holds %(holds)s again; only one block may.", holds=block.holds)
            )


def find_block_problems(block: Block, here: str) -> Iterator[TemplateProblem]:
    says = bool(block.text.ja or block.text.en)
    if block.holds == "people" and not (block.roles or block.departments):
        yield TemplateProblem(
            here,
            Sentence("%(here)s holds people of no role and no department; name some, or let it hold rest."),
        )
    if block.holds != "people" and (block.roles or block.departments):
        yield TemplateProblem(
            here,
            Sentence(
                "%(here)s holds %(holds)s; only people are of roles and departments.", holds=block.holds
            ),
        )
    if block.holds == "text" and not says:
        yield TemplateProblem(here, Sentence("%(here)s has an empty text."))
    if block.holds != "text" and block.form != "song" and says:
        yield TemplateProblem(
            here,
            Sentence(
                "%(here)s holds %(holds)s; only a block of text and a song have a text of their own.",
                holds=block.holds,
            ),
        )
    if block.training and block.holds != "notices":
        yield TemplateProblem(
            f"{here}.training",
            Sentence(
                "%(here)s holds %(holds)s; only notices say what is said about AI training.",
                holds=block.holds,
            ),
        )
    if block.chain and block.holds not in PEOPLE_HOLDS:
        yield TemplateProblem(
            f"{here}.chain",
            Sentence(
                "%(here)s holds %(holds)s; only people have somebody who gave the work on.", holds=block.holds
            ),
        )
    yield from find_measure_problems(block, here)


def find_logo_problems(block: Block, here: str, writing: str) -> Iterator[TemplateProblem]:
    if block.holds != "logos" and block.logos:
        yield TemplateProblem(
            here, Sentence("%(here)s holds %(holds)s; only a block of logos has logos.", holds=block.holds)
        )
    if block.holds == "logos" and writing == "vertical":
        yield TemplateProblem(
            here,
            Sentence("%(here)s holds logos; they stand side by side, which nothing written downwards does."),
        )
    if len(block.logos) > MAX_LOGOS:
        yield TemplateProblem(
            f"{here}.logos",
            Sentence(
                "%(here)s has %(count)d logos; a block has at most %(most)d.",
                count=len(block.logos),
                most=MAX_LOGOS,
            ),
        )
    for name in dict.fromkeys(block.logos):
        if not name.strip() or len(name) > MAX_LOGO_NAME_CHARACTERS:
            yield TemplateProblem(
                f"{here}.logos",
                Sentence(
                    "%(here)s has a logo without a name, or one longer than %(most)d characters.",
                    most=MAX_LOGO_NAME_CHARACTERS,
                ),
            )
        elif block.logos.count(name) > 1:
            yield TemplateProblem(f"{here}.logos", Sentence("%(here)s has %(logo)s twice.", logo=name))


def load_shipped_template(name: str) -> Template:
    """A template that comes with the program, by the name of its file."""
    return parse_template(json.loads((SHIPPED_FOLDER / f"{name}.json").read_text("utf-8")))


SHIPPED_FOLDER = Path(__file__).with_name("shipped")
SHIPPED_NAMES = ("film_roll", "tv_ending_roll", "tv_ending_cards", "streaming_cards", "plain_list")
SHIPPED_TEMPLATES = {
    template.name: template for template in (load_shipped_template(name) for name in SHIPPED_NAMES)
}
"""The templates that come with the program, by name. The first is the usual one."""
FILM_ROLL = next(iter(SHIPPED_TEMPLATES.values()))
