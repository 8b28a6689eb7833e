"""One self-contained page: no script, one style sheet whose hash a strict CSP can name, light and dark."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import BinaryIO

from productions.rollkit.document.model import RoleBlock, RollDocument
from productions.rollkit.file_names import list_provenance
from productions.rollkit.progress import Progress, ignore_progress
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_lines import list_paper_notices
from productions.rollkit.texts.printed_names import format_printed_line, group_printed_lines
from productions.rollkit.texts.printed_sections import (
    BlockGroup,
    PrintedSection,
    is_empty_section,
    list_printed_sections,
)
from productions.shared.site_languages import WORK_LANGUAGE

STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1f;--soft:#5c5c66;--paper:#fdfcf9;--line:#d8d5cc}
@media (prefers-color-scheme:dark){:root{--ink:#f1efe9;--soft:#a9a7b0;--paper:#121216;--line:#3a3a42}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;
font-family:"Hiragino Sans","Yu Gothic","Noto Sans JP","Noto Sans CJK JP",system-ui,sans-serif}
main{max-width:52rem;margin:0 auto;padding:3rem 1.25rem 5rem}
h1{font-size:1.7rem;line-height:1.3;text-align:center;margin:0 0 .5rem;text-wrap:balance}
.notice{text-align:center;color:var(--soft);margin:.2rem 0}
.working{border:2px solid currentColor;padding:.3rem .8rem;width:fit-content;margin:1rem auto;font-weight:700}
h2{font-size:1rem;letter-spacing:.08em;color:var(--soft);border-bottom:1px solid var(--line);
margin:2.75rem 0 1rem;padding-bottom:.3rem}
dl{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:.35rem 3%;margin:0}
dt{text-align:right;color:var(--soft);overflow-wrap:anywhere}
dd{margin:0;overflow-wrap:anywhere}
dd p{margin:0}
.studio{font-weight:700;margin-top:.4rem}
.unnamed{font-style:italic;color:var(--soft)}
h3{font-size:.85rem;margin:1.5rem 0 .3rem;color:var(--soft)}
ul{margin:0;padding-left:1.2rem}
footer{margin-top:3.5rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);font-size:.9rem}
@media (max-width:34rem){dl{grid-template-columns:1fr}dt{text-align:left;margin-top:.6rem}main{padding-top:1.5rem}}
@media print{body{background:#fff;color:#000}}
"""
STYLE_SHA256 = b64encode(sha256(STYLE.encode()).digest()).decode()
"""For the header `Content-Security-Policy: style-src 'sha256-…'`."""


def write(
    document: RollDocument,
    out: BinaryIO,
    *,
    lang: str = WORK_LANGUAGE,
    signed: Sequence[str] = (),
    progress: Progress = ignore_progress,
) -> None:
    """UTF-8; every text is escaped."""
    out.write("".join(build_html_page(document, lang, signed)).encode())
    progress(1.0)


def build_html_page(document: RollDocument, lang: str, signed: Sequence[str]) -> Iterator[str]:
    title = escape(roll_texts.format_title(document, lang))
    yield f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    for said in list_provenance(document.digest, document.issue.number, signed):
        yield f'<meta name="dcterms.provenance" content="{escape(said)}">\n'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    for index, notice in enumerate(list_paper_notices(document, lang)):
        mark = " working" if index == 0 and document.is_working_copy else ""
        yield f'<p class="notice{mark}">{escape(notice)}</p>\n'
    for section in list_printed_sections(document, lang):
        yield from build_html_section(document, section, lang)
    yield from build_html_closing(document, lang)
    yield "</main>\n</body>\n</html>\n"


def build_html_section(document: RollDocument, section: PrintedSection, lang: str) -> Iterator[str]:
    """A department or a segment: its people, then its tools (H10)."""
    if is_empty_section(section):
        return
    yield f"<section>\n<h2>{escape(section.heading)}</h2>\n"
    for group in section.groups(lang):
        yield from build_html_group(document, group, lang)
    if section.tools:
        yield f"<h3>{escape(roll_texts.format_tools_heading(lang))}</h3>\n<ul>\n"
        yield from (
            f"<li>{escape(roll_texts.format_tool(tool, document.facts, lang))}</li>\n"
            for tool in section.tools
        )
        yield "</ul>\n"
    yield "</section>\n"


def build_html_group(document: RollDocument, group: BlockGroup, lang: str) -> Iterator[str]:
    """Roles, of a song under its heading and above its lines of rights."""
    if group.heading:
        yield f"<h3>{escape(group.heading)}</h3>\n"
    people = [text for block in group.blocks for text in build_html_entry(document, block, lang)]
    yield "<dl>\n" + "".join(people) + "</dl>\n"
    yield from (f'<p class="notice">{escape(text)}</p>\n' for text in group.rights)


def build_html_entry(document: RollDocument, block: RoleBlock, lang: str) -> Iterator[str]:
    """A role as a term, its names as one description."""
    groups = group_printed_lines(block)
    if not groups:
        return
    yield f"<dt>{escape(roll_texts.format_role_heading(block, lang))}</dt>\n<dd>"
    for group in groups:
        if group.studio:
            yield f'<p class="studio">{escape(group.studio)}</p>'
        for line in group.lines:
            text = escape(format_printed_line(line, block, lang, working=document.is_working_copy))
            yield f"<p>{text}</p>" if line.is_named else f'<p class="unnamed">{text}</p>'
    yield "</dd>\n"


def build_html_closing(document: RollDocument, lang: str) -> Iterator[str]:
    """The statement for the whole, corrections, and the remark."""
    said = [*roll_texts.list_statement_lines(document.facts, lang), document.work.remark]
    if document.issue.errata:
        yield f"<section>\n<h2>{escape(roll_texts.format_errata_heading(lang))}</h2>\n<ul>\n"
        yield from (
            f"<li>{escape(roll_texts.format_erratum(entry, lang))}</li>\n" for entry in document.issue.errata
        )
        yield "</ul>\n</section>\n"
    if any(said):
        yield "<footer>\n"
        yield from (f"<p>{escape(text)}</p>\n" for text in said if text)
        yield "</footer>\n"
