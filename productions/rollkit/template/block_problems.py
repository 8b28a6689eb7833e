"""What keeps the blocks of a template from being set: what they hold, claim twice or ask for without a use."""

from collections.abc import Iterator
from dataclasses import astuple

from productions.rollkit.template.measures import TemplateProblem, find_measure_problems
from productions.rollkit.template.model import Block
from productions.rollkit.template.qr_problems import find_qr_problems
from productions.shared.sentences import Sentence

PEOPLE_HOLDS = ("people", "rest")
NAME_WORDS = ("fill", "name_letters", "name_space", "role_spread", "ruby", "honorifics", "name_latin")
"""How names and their roles are set."""
MAX_LOGOS = 60
MAX_LOGO_NAME_CHARACTERS = 100
SINGLE_HOLDS = ("rest", "title", "notices", "tools", "statement", "remark", "errata")
CLAIMED_TWICE = {
    "roles": Sentence("%(here)s has the role %(roles)s, which %(there)s has already."),
    "departments": Sentence("%(here)s has the department %(departments)s, which %(there)s has already."),
}


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
        yield from find_qr_problems(block, here, writing)
        yield from find_side_problems(block, here, writing, first=index == 0)
        yield from find_motion_problems(block, here, writing)
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
    yield from find_content_problems(block, here)
    yield from find_useless_wishes(block, here)
    yield from find_measure_problems(block, here)


def find_content_problems(block: Block, here: str) -> Iterator[TemplateProblem]:
    """Where a block lacks what it holds, or has what only others hold: roles, departments, a text."""
    says = any(astuple(block.text))
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


def find_useless_wishes(block: Block, here: str) -> Iterator[TemplateProblem]:
    """Where a block asks for something that what it holds does not have."""
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
    if block.holds not in PEOPLE_HOLDS:
        usual = Block(block.holds)
        for name in NAME_WORDS:
            if getattr(block, name) != getattr(usual, name):
                yield TemplateProblem(
                    f"{here}.{name}",
                    Sentence(
                        "%(here)s: the block holds %(holds)s; only people have names.", holds=block.holds
                    ),
                )


def find_side_problems(block: Block, here: str, writing: str, *, first: bool) -> Iterator[TemplateProblem]:
    """What keeps a block from standing beside another, or dots from leading to its names."""
    if block.beside and first:
        yield TemplateProblem(
            f"{here}.beside", Sentence("%(here)s stands beside the block before it, and there is none.")
        )
    if block.leader != "none" and writing == "vertical":
        yield TemplateProblem(
            f"{here}.leader",
            Sentence("%(here)s: dots lead from left to right, which nothing written downwards does."),
        )
    if block.beside and block.motion != "before":
        yield TemplateProblem(
            f"{here}.motion",
            Sentence("%(here)s stands beside the block before it, and moves as that one does."),
        )


def find_motion_problems(block: Block, here: str, writing: str) -> Iterator[TemplateProblem]:
    if block.motion == "scroll" and writing == "vertical":
        yield TemplateProblem(
            f"{here}.motion",
            Sentence("%(here)s: a scroll in a template written downwards; only cards may be."),
        )
    if block.clear in ("roles", "names") and block.holds not in PEOPLE_HOLDS:
        yield TemplateProblem(
            f"{here}.clear",
            Sentence(
                "%(here)s holds %(holds)s; only people have roles and names that roll alone.",
                holds=block.holds,
            ),
        )


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
