"""The lines of a pasted page without its markup: wiki links, templates and lists, tags, addresses."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from productions.shared.late_patterns import compile_late

MAX_TEMPLATE_DEPTH = 4
"""Templates inside templates that are taken off; deeper ones stay as they are."""


MAX_MARKED_CHARACTERS = 2_000
"""A longer line is no line of a list."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as it reads. `line` counts from 1, `depth` is how deep it stands in a list; `key` is that of a template's entry;
    `is_indented`: it stands under the second column of the line above."""

    line: int
    text: str
    depth: int = 0
    is_heading: bool = False
    is_term: bool = False
    key: str = ""
    is_indented: bool = False


_COMMENT = compile_late(r"<!--[^>]{0,2000}-->")
_REFERENCE = compile_late(r"<ref[^<>/]{0,200}(?:/>|>[^<]{0,2000}</ref\s*>)", re.IGNORECASE)
_BREAK = compile_late(r"<br\s*/?>", re.IGNORECASE)
_TAG = compile_late(r"</?[A-Za-z][^<>\n]{0,200}>")
_PICTURE = compile_late(
    r"\[\[\s*(?:ファイル|画像|File|Image|Category|カテゴリ)\s*:[^\[\]\n]{0,500}\]\]", re.IGNORECASE
)
_LINK = compile_late(r"\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{0,300})\]\]")
_OUTER_LINK = compile_late(r"\[https?://[^\s\]]{1,500}(?:[ \t]+([^\]\n]{0,300}))?\]")
_TEMPLATE = compile_late(r"\{\{([^{}\n]{0,500})\}\}")
_EMPHASIS = compile_late(r"'{2,5}")
_ADDRESS = compile_late(r"https?://\S+|(?<![\w.])@[A-Za-z0-9_]{2,30}\b|(?<!\S)[#＃][^\W\d]\w*")

_HEADING = compile_late(r"(={1,6})\s*(?P<text>[^=].*?)\s*\1")
_ENTRY = compile_late(r"[|｜]\s*(?P<key>[^=|｜]{1,60}?)\s*=\s*(?P<value>.*)")
_LIST_MARK = compile_late(r"(?P<marks>[*#:;]{1,10})(?P<space>\s*)(?=\S)")
_INDENT = compile_late(r"\t| {2}|　")
_SYMBOLS = compile_late(r"[♪♫♬\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\u200d\s]*")
"""What stands before labels for its looks."""
_BULLET = compile_late(r"[・●◆▶▼◇◎■□♦➤›»✦★☆▲△▪▫•‣]\s*(?=[^\s・])|[-–—]\s+(?=\S)")

SHOWN_TEMPLATES = {
    "仮リンク": 0,
    "link-interwiki": 0,
    "ルビ": 0,
    "ruby": 0,
    "読み仮名": 0,
    "small": -1,
    "nowrap": -1,
    "color": -1,
    "lang": -1,
}
"""Template → which of its arguments is seen; of others nothing is."""


LIST_TEMPLATES = frozenset({"ubl", "unbulleted list", "plainlist", "hlist", "flatlist", "plain list"})
"""Templates whose arguments are all seen, one below the other."""
_OPEN_TEMPLATE = compile_late(r"\{\{[^{}|]{0,60}\|?")


def list_page_lines(text: str) -> Iterator[PageLine]:
    """Every line that says something, and empty lines as they are."""
    for number, line in enumerate(strip_markup(text).split("\n"), start=1):
        yield parse_page_line(number, line)


def strip_markup(text: str) -> str:
    """The text without markup, each line where it was."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _REFERENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _TAG.sub("", _BREAK.sub("、", text))
    text = _LINK.sub(lambda found: found[1], _PICTURE.sub("", text))
    text = _OUTER_LINK.sub(lambda found: found[1] or "", text)
    for _ in range(MAX_TEMPLATE_DEPTH):
        text, count = _TEMPLATE.subn(show_template, text)
        if not count:
            break
    return _EMPHASIS.sub("", text)


def show_template(found: re.Match[str]) -> str:
    """What a reader of the page sees of a template."""
    name, *arguments = (part.strip() for part in found[1].split("|"))
    if name.casefold() in LIST_TEMPLATES:
        return "、".join(argument for argument in arguments if argument and "=" not in argument)
    place = SHOWN_TEMPLATES.get(name.casefold())
    return arguments[place] if place is not None and arguments else ""


def parse_page_line(number: int, line: str) -> PageLine:
    text = _ADDRESS.sub("", line).strip()
    if symbols := _SYMBOLS.match(text):
        text = text[symbols.end() :]
    if len(text) > MAX_MARKED_CHARACTERS:
        return PageLine(number, text)
    if heading := _HEADING.fullmatch(text):
        return PageLine(number, heading["text"], is_heading=True)
    if entry := _ENTRY.fullmatch(text):
        value = (
            _OPEN_TEMPLATE.sub("", entry["value"]).strip()
            if "}}" not in entry["value"]
            else entry["value"].strip()
        )
        return PageLine(number, value, key=entry["key"])
    mark = _LIST_MARK.match(text)
    if mark and not is_numbered(text):
        rest = text[mark.end() :].strip()
        return PageLine(number, rest, depth=len(mark["marks"]), is_term=mark["marks"].endswith(";"))
    if bullet := _BULLET.match(text):
        return PageLine(number, text[bullet.end() :].strip(), depth=1)
    return PageLine(number, text, is_indented=bool(_INDENT.match(line)))


def is_numbered(text: str) -> bool:
    """Whether a `#` stands before a number, as in `#1～#4`: no list."""
    return text.startswith("#") and unicodedata.normalize("NFKC", text[1:2]).isdigit()
