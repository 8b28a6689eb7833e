"""From a roll document and a template to parts of whole pixels: people under their roles, then tools, then the statement."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from productions.roll import words
from productions.roll.delivery import HD, Raster
from productions.roll.document import Block as Role
from productions.roll.document import RollDocument, Tool
from productions.roll.fonts import SHIPPED, Fonts
from productions.roll.layout import notices
from productions.roll.logos import Logo
from productions.roll.screen.forms import role_rows
from productions.roll.screen.logos import logo_rows
from productions.roll.screen.measure import balanced
from productions.roll.screen.names import titles
from productions.roll.screen.parts import Cell, Look, Part, Row
from productions.roll.screen.places import Section, arranged, joined
from productions.roll.screen.setting import Setting
from productions.roll.screen.wording import Rows, turned
from productions.roll.template import Block, Template
from productions.roll.templates import FILM_ROLL

RoleRows = Callable[[Setting, Block, str, Role, int | None], Sequence[Rows]]


@dataclass(frozen=True)
class RollSetting(Setting):
    """The setting with the whole roll; `rows` lay out a role, which the rest of the roll does not change."""

    document: RollDocument
    logos: Sequence[Logo]
    rows: Callable[[Block, str, Role, int | None], Sequence[Rows]]


def parts_of(
    document: RollDocument,
    *,
    lang: str,
    raster: Raster = HD,
    template: Template = FILM_ROLL,
    fonts: Fonts = SHIPPED,
    logos: Sequence[Logo] = (),
    rows: RoleRows = role_rows,
) -> tuple[Part, ...]:
    """Everything on the roll, from the top; `rows` lay out a role. Raises LineTooWide, LogoTooWide naming what does not fit."""
    template_of_edition = template.for_edition(document.work.edition)
    shared = (lang, raster, template_of_edition, replace(fonts, lang=lang), document.is_working_copy)
    setting = RollSetting(*shared, document, logos, partial(rows, Setting(*shared)))
    places = arranged(document, template, lang)
    found: list[Part] = []
    for index, (block, sections) in enumerate(places):
        following = [other.holds for other, _sections in places[index + 1 :]]
        parts = list(PARTS[block.holds](setting, block, sections, following))
        if parts and block.fresh:
            parts[0] = replace(parts[0], fresh=True)
        found.extend(parts)
    return tuple(found)


def title(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    said = following[:1] == ["notices"] and told(setting)
    gaps = setting.template.gaps
    name, *rest = titles(setting, setting.document)
    rows = (
        *middle(setting, name, setting.of(block, setting.title), block),
        *(row for text in rest for row in middle(setting, text, setting.small, block)),
    )
    yield Part(rows, setting.px(gaps.notice if said else gaps.title))


def notice_parts(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    gaps, said = setting.template.gaps, told(setting)
    for index, text in enumerate(said, 1):
        gap = gaps.notice if index < len(said) else gaps.title
        yield Part(middle(setting, text, setting.of(block, setting.small), block), setting.px(gap))


def told(setting: RollSetting) -> list[str]:
    """The notices of a screen: of an issued roll without its number and day."""
    said = notices(setting.document, setting.lang)
    return said if setting.working else said[1:]


def people(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    for section in sections:
        yield from section_parts(setting, block, section)


def section_parts(setting: RollSetting, block: Block, section: Section) -> Iterator[Part]:
    """A heading, its people, then their tools under a heading of their own (H10).

    A heading that says just what its only role says is not printed twice.
    """
    gaps, cards = setting.template.gaps, setting.template.cards
    head: list[Part] = []
    roles = list(joined(section.roles, setting.lang, block))
    doubled = [title for title, _role in roles] == [section.heading]
    if section.heading and not doubled:
        rows = middle(setting, section.heading, setting.heading, block)
        head = [Part(rows, setting.px(gaps.heading), section.heading, cards.fresh != "blocks", ties=True)]
    if block.form == "song" and (name := block.text.said(setting.lang)):
        rows = middle(setting, name, setting.name(block, bold=True), block)
        head.append(Part(rows, setting.px(gaps.tool), "" if head else name, ties=True))
    above = sum(part.height + part.gap for part in head)
    parts: list[Part] = []
    for title, role in by_themselves(roles, block):
        room = setting.area.height
        if room is not None and not parts:
            room -= above
        pieces = setting.rows(block, title, role, room)
        for index, rows in enumerate(pieces):
            alone = block.alone_ms
            fresh = index > 0 or alone is not None or (bool(parts) and cards.fresh == "roles")
            parts.append(Part(rows, setting.px(gaps.block), fresh=fresh and bool(parts), alone_ms=alone))
    if parts:
        last = gaps.above_tools if section.tools else gaps.section
        parts[-1] = replace(parts[-1], gap=setting.px(last))
    listed = [*head, *parts]
    if listed and not listed[0].section:
        listed[0] = replace(listed[0], section=first_words(listed[0].rows))
    if doubled:
        listed[0] = replace(listed[0], fresh=cards.fresh != "blocks")
    yield from listed
    yield from tool_parts(setting, section.tools, block)


def by_themselves(roles: Iterable[tuple[str, Role]], block: Block) -> Iterator[tuple[str, Role]]:
    """The roles, one for each name where names stand alone."""
    for title, role in roles:
        if block.alone_ms is None or block.alone == "roles":
            yield title, role
            continue
        for line in role.lines:
            if line.on_screen:
                yield title, replace(role, lines=(line,))


def first_words(rows: Rows) -> str:
    return next((cell.role or cell.text for row in rows for cell in row.cells if not cell.label), "")


def all_tools(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    listed = [tool for department in setting.document.departments for tool in department.tools]
    parts = list(tool_parts(setting, listed, block))
    if parts:
        parts[0] = replace(parts[0], section=words.tools_heading(setting.lang))
    yield from parts


def tool_parts(setting: RollSetting, tools: list[Tool], block: Block) -> Iterator[Part]:
    """The tools under their heading, aligned as the block is."""
    texts = [words.tool(tool, setting.document.facts, setting.lang) for tool in tools]
    plain = Block("tools", align=block.align)
    yield from under(setting, plain, words.tools_heading(setting.lang), texts)


def errata(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    """What an issue corrects of the one before; a roll shows it only where its template has a place for it."""
    heading = block.heading.said(setting.lang) or words.errata_heading(setting.lang)
    texts = [words.erratum(entry, setting.lang) for entry in setting.document.issue.errata]
    for index, part in enumerate(under(setting, block, heading, texts)):
        yield part if index else replace(part, section=heading)


def under(setting: RollSetting, block: Block, heading: str, texts: Sequence[str]) -> Iterator[Part]:
    """Sentences under a heading; nothing where there are none."""
    if not texts:
        return
    gap, last = setting.px(setting.template.gaps.tool), setting.px(setting.template.gaps.section)
    yield Part(middle(setting, heading, setting.heading, block), gap, ties=True)
    look = setting.of(block, setting.small)
    for index, text in enumerate(texts, 1):
        yield Part(middle(setting, text, look, block), gap if index < len(texts) else last)


def statement(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    for said in words.statement_lines(setting.document.facts, setting.lang):
        yield from closing(setting, block, said)


def remark(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    yield from closing(setting, block, setting.document.work.remark)


def text(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    yield from closing(setting, block, block.text.said(setting.lang))


def logos(
    setting: RollSetting, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    """The heading and the rows of logos; nothing where there are none."""
    gaps, rows = setting.template.gaps, logo_rows(setting, block, setting.logos)
    heading = block.heading.said(setting.lang)
    if rows and heading:
        said = tuple(
            replace(row, cells=tuple(replace(cell, label=True) for cell in row.cells))
            for row in middle(setting, heading, setting.heading, block)
        )
        yield Part(said, setting.px(gaps.heading), heading, ties=True)
    for index, row in enumerate(rows, 1):
        gap = block.gap if index < len(rows) else gaps.section
        yield Part((row,), setting.px(gap))


def closing(setting: Setting, block: Block, said: str) -> Iterator[Part]:
    if said:
        yield Part(
            middle(setting, said, setting.of(block, setting.small), block),
            setting.px(setting.template.gaps.closing),
        )


def middle(setting: Setting, text: str, look: Look, block: Block) -> tuple[Row, ...]:
    """A text over the whole width, broken between words where it is longer."""
    area = setting.area
    return tuple(
        Row(look.pitch, (Cell(turned(block.align), line, look, area.left, area.width),))
        for line in balanced(text, look, area.width)
    )


PARTS = {
    "title": title,
    "notices": notice_parts,
    "people": people,
    "rest": people,
    "tools": all_tools,
    "statement": statement,
    "remark": remark,
    "errata": errata,
    "text": text,
    "logos": logos,
}
