"""From a roll document and a template to parts of whole pixels: people under their roles, then tools, then the statement."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise

from productions.rollkit.document.model import RollDocument, Tool
from productions.rollkit.fonts.font_set import SHIPPED_FONTS, FontSet
from productions.rollkit.images.logos import LogoFile
from productions.rollkit.layout.block_assignment import PlacedBlock, Section, arrange_blocks, join_roles
from productions.rollkit.layout.block_lanes import build_blocks_beside
from productions.rollkit.layout.block_measures import measure_block
from productions.rollkit.layout.boxes import Part
from productions.rollkit.layout.group_parts import (
    append_honorifics,
    measure_parts,
    set_text_rows,
    set_title_rows,
)
from productions.rollkit.layout.logo_rows import build_logo_rows
from productions.rollkit.layout.name_lines import Rows
from productions.rollkit.layout.qr_codes import build_qr_row, write_address
from productions.rollkit.layout.role_forms import lay_out_role
from productions.rollkit.layout.role_lanes import stands_in_lanes
from productions.rollkit.layout.role_parts import build_laned_parts, build_role_parts, split_names_alone
from productions.rollkit.layout.roll_style import LayOutRole, RollStyle
from productions.rollkit.layout.screen_names import list_screen_titles
from productions.rollkit.layout.style import Area, LayoutStyle
from productions.rollkit.screen_spec import HD_RASTER, Raster
from productions.rollkit.template.model import Block, Motion, Template
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import list_notices
from productions.rollkit.texts.training_notice import list_training_notices


def lay_out_parts(
    document: RollDocument,
    *,
    lang: str,
    raster: Raster = HD_RASTER,
    template: Template = FILM_ROLL,
    fonts: FontSet = SHIPPED_FONTS,
    logos: Sequence[LogoFile] = (),
    rows: LayOutRole = lay_out_role,
) -> tuple[Part, ...]:
    """Everything on the roll, from the top; `rows` lay out a role. Raises LineTooWide, LogoTooWide naming what does not fit."""
    template_of_edition = template.for_edition(document.work.edition_kind or document.work.edition)
    own_fonts = replace(fonts, lang=lang)
    settings: dict[Motion, RollStyle] = {}
    places = arrange_blocks(document, template, lang)
    motions = template_of_edition.list_motions([block for block, _sections in places])
    found: list[Part] = []
    starts = [index for index, (block, _sections) in enumerate(places) if not (index and block.beside)]
    cleared = apart = False  # apart: the block that the next one is near to says nothing
    for start, end in pairwise([*starts, len(places)]):
        (block, _sections), motion = places[start], motions[start]
        if motion not in settings:
            moving = template_of_edition.for_motion(motion)
            shared = (lang, raster, moving, own_fonts, document.is_working_copy)
            settings[motion] = RollStyle(*shared, document, logos, rows)
        setting = settings[motion]
        builders = [partial(build_block_parts, setting, places, index) for index in range(start, end)]
        parts = build_blocks_beside(setting.area, builders, block.heading.said(lang))
        if not parts:
            apart = apart or not block.near
            continue
        if block.near and found and not apart:
            found[-1] = replace(found[-1], gap=setting.px(setting.template.gaps.block))
        clear = block.clear != "none"
        parts[0] = replace(parts[0], clear=clear or cleared or parts[0].clear)
        usual = motion == "scroll" and block.level == "middle"
        found.extend(part if usual else replace(part, motion=motion, level=block.level) for part in parts)
        cleared, apart = clear, False
    return tuple(found)


def build_block_parts(
    setting: RollStyle, places: Sequence[PlacedBlock], index: int, lane: Area | None
) -> list[Part]:
    """The parts of a block, in a lane of the safe area or in all of it."""
    block, sections = places[index]
    following = [other.holds for other, _sections in places[index + 1 :]]
    own = replace(setting, lane=lane) if lane else setting
    parts = list(PART_BUILDERS[block.holds](own, block, sections, following))
    if parts and block.fresh:
        parts[0] = replace(parts[0], fresh=True)
    return parts


def build_title_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    said = following[:1] == ["notices"] and list_screen_notices(setting)
    gaps = setting.template.gaps
    name, *rest = list_screen_titles(setting, setting.document)
    rows = (
        *set_title_rows(setting, name, setting.of(block, setting.title), block),
        *(row for text in rest for row in set_text_rows(setting, text, setting.small, block)),
    )
    yield Part(rows, setting.px(gaps.notice if said else gaps.title))


def build_notice_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    gaps, said = setting.template.gaps, list_screen_notices(setting)
    for index, text in enumerate(said, 1):
        gap = gaps.notice if index < len(said) else gaps.title
        yield Part(set_text_rows(setting, text, setting.of(block, setting.small), block), setting.px(gap))


def list_screen_notices(setting: RollStyle) -> list[str]:
    """The notices of a screen: of an issued roll without its number and day; on AI training where the template asks for it."""
    said = list_notices(setting.document, setting.lang)
    asked = any(block.training for block in setting.template.blocks)
    return [
        *(said if setting.working else said[1:]),
        *(list_training_notices(setting.document, setting.lang) if asked else ()),
    ]


def build_people_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    measured = measure_block(setting, block, sections)
    for index, section in enumerate(sections, 1):
        yield from build_section_parts(setting, measured, section, last=index == len(sections))


def build_section_parts(setting: RollStyle, block: Block, section: Section, *, last: bool) -> Iterator[Part]:
    """A heading, its people, then their tools under a heading of their own (H10).

    A heading that says just what its only role says is not printed twice.
    """
    gaps, cards = setting.template.gaps, setting.template.cards
    head: list[Part] = []
    roles = list(join_roles(section.roles, setting.lang, block))
    doubled = [title for title, _role in roles] == [section.heading]
    if section.heading and not doubled:
        rows = set_title_rows(setting, section.heading, setting.heading, block)
        head = [Part(rows, setting.px(gaps.heading), section.heading, cards.fresh != "blocks", ties=True)]
    named = any(role.song for _title, role in roles)
    if block.form == "song" and not named and (name := block.text.said(setting.lang)):
        rows = set_title_rows(setting, name, setting.song(block), block)
        head.append(Part(rows, setting.px(gaps.tool), "" if head else name, ties=True))
    above = measure_parts(head)
    parts: list[Part] = []
    for laned, run in groupby(
        split_names_alone(setting, roles, block), key=lambda pair: stands_in_lanes(setting, block, pair[1])
    ):
        below = 0 if parts else above
        build = build_laned_parts if laned else build_role_parts
        parts += build(setting, block, section, list(run), below, first=not parts)
    if last:
        append_honorifics(setting, block, parts)
    if parts:
        below = gaps.above_tools if section.tools else gaps.section
        parts[-1] = replace(parts[-1], gap=setting.px(below))
    listed = [*head, *parts]
    if listed and not listed[0].section:
        listed[0] = replace(listed[0], section=find_first_text(listed[0].rows))
    if doubled:
        listed[0] = replace(listed[0], fresh=cards.fresh != "blocks")
    tools = list(build_tool_parts(setting, section.tools, block))
    if block.clear in ("roles", "names"):
        listed, tools = clear_first_part(listed), clear_first_part(tools)
    yield from listed
    yield from tools


def clear_first_part(parts: list[Part]) -> list[Part]:
    return [replace(part, clear=part.clear or index == 0) for index, part in enumerate(parts)]


def find_first_text(rows: Rows) -> str:
    return next((cell.role or cell.text for row in rows for cell in row.cells if not cell.label), "")


def build_all_tool_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    listed = [tool for department in setting.document.departments for tool in department.tools]
    parts = list(build_tool_parts(setting, listed, block))
    if parts:
        parts[0] = replace(parts[0], section=roll_texts.format_tools_heading(setting.lang))
    yield from parts


def build_tool_parts(setting: RollStyle, tools: list[Tool], block: Block) -> Iterator[Part]:
    """The tools under their heading, aligned as the block is."""
    texts = [roll_texts.format_tool(tool, setting.document.facts, setting.lang) for tool in tools]
    plain = Block("tools", align=block.align)
    yield from build_headed_parts(setting, plain, roll_texts.format_tools_heading(setting.lang), texts)


def build_errata_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    """What an issue corrects of the one before; a roll shows it only where its template has a place for it."""
    heading = block.heading.said(setting.lang) or roll_texts.format_errata_heading(setting.lang)
    texts = [roll_texts.format_erratum(entry, setting.lang) for entry in setting.document.issue.errata]
    for index, part in enumerate(build_headed_parts(setting, block, heading, texts)):
        yield part if index else replace(part, section=heading)


def build_headed_parts(
    setting: RollStyle, block: Block, heading: str, texts: Sequence[str]
) -> Iterator[Part]:
    """Sentences under a heading; nothing where there are none."""
    if not texts:
        return
    gap, last = setting.px(setting.template.gaps.tool), setting.px(setting.template.gaps.section)
    yield Part(set_title_rows(setting, heading, setting.heading, block), gap, ties=True)
    look = setting.of(block, setting.small)
    for index, text in enumerate(texts, 1):
        yield Part(set_text_rows(setting, text, look, block), gap if index < len(texts) else last)


def build_statement_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    for said in roll_texts.list_statement_lines(setting.document.facts, setting.lang):
        yield from build_closing_parts(setting, block, said)


def build_remark_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    yield from build_closing_parts(setting, block, setting.document.work.remark)


def build_text_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    yield from build_closing_parts(setting, block, block.text.said(setting.lang))


def build_logo_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    """The heading and the rows of logos; nothing where there are none."""
    gaps, rows = setting.template.gaps, build_logo_rows(setting, block, setting.logos)
    if rows:
        yield from build_picture_heading(setting, block)
    for index, row in enumerate(rows, 1):
        gap = block.gap if index < len(rows) else gaps.section
        yield Part((row,), setting.px(gap))


def build_picture_heading(setting: RollStyle, block: Block) -> Iterator[Part]:
    """What stands above pictures, which captions say with each of them."""
    heading = block.heading.said(setting.lang)
    if heading:
        said = tuple(
            row._replace(cells=tuple(cell._replace(label=True) for cell in row.cells))
            for row in set_title_rows(setting, heading, setting.heading, block)
        )
        yield Part(said, setting.px(setting.template.gaps.heading), heading, ties=True)


def build_qr_parts(
    setting: RollStyle, block: Block, sections: list[Section], following: Sequence[str]
) -> Iterator[Part]:
    """The heading and the code; nothing where it leads nowhere."""
    address = write_address(block, setting.document)
    if not address:
        return
    yield from build_picture_heading(setting, block)
    row = build_qr_row(setting, block, address)
    yield Part((row,), setting.px(setting.template.gaps.section), alone_ms=block.alone_ms)


def build_closing_parts(setting: LayoutStyle, block: Block, said: str) -> Iterator[Part]:
    if said:
        yield Part(
            set_text_rows(setting, said, setting.of(block, setting.small), block),
            setting.px(setting.template.gaps.closing),
        )


PART_BUILDERS = {
    "title": build_title_parts,
    "notices": build_notice_parts,
    "people": build_people_parts,
    "rest": build_people_parts,
    "tools": build_all_tool_parts,
    "statement": build_statement_parts,
    "remark": build_remark_parts,
    "errata": build_errata_parts,
    "text": build_text_parts,
    "logos": build_logo_parts,
    "qr": build_qr_parts,
}
