"""The number of an episode that stands in its title: `第四話 旅立ち`, `第2巻`, `Ⅲ`, `VOL.03`, `其の2`."""

import re
import unicodedata
from typing import NamedTuple

from productions.interchange.credit_text.scopes import parse_numeral
from productions.shared.late_patterns import compile_late

_NUMERAL = r"[0-9０-９]{1,4}(?:\.[0-9])?|[〇一二三四五六七八九十百]{1,5}"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_NUMBERED = (
    rf"第\s*(?P<a>{_NUMERAL})\s*(?:話|回|巻|章|部|幕|夜|集|弾|期)"
    rf"|(?:[#＃]|episodes?|ep|vol(?:ume)?|part|act|chapter|その|其の|其ノ|巻之)[\s.．]{{0,3}}(?P<b>{_NUMERAL})(?![0-9０-９])"
    rf"|(?P<c>[0-9０-９]{{1,4}})\s*(?:話|巻)"
    rf"|(?P<d>[{_ROMAN}])(?![^\s「『（(\[［:：.．、,-])"
    r"|(?P<e>[前中後上下完][編篇巻])"
)
_OPEN = r"[\[［（(【〈<＜～~\s]*"
_CLOSE = r"[\]］）)】〉>＞～~\s:：.．、,-]*"
_FIRST = compile_late(rf"{_OPEN}(?:{_NUMBERED}){_CLOSE}", re.IGNORECASE)
_LAST = compile_late(
    rf"(?:(?<=\s)|(?<=[\]］）)】])|(?=[\[［（(【])){_OPEN}(?:{_NUMBERED}){_CLOSE}$", re.IGNORECASE
)


class NumberedTitle(NamedTuple):
    """An episode's number in digits (or 前編, as words), and the rest of its title, which may be empty."""

    number: str
    title: str


def split_numbered_title(title: str) -> NumberedTitle | None:
    """The number at the beginning or the end of a title, and the rest; None where there is none."""
    if len(title) > 1000:
        return None
    found = _FIRST.match(title) or _LAST.search(title)
    if found is None:
        return None
    rest = (title[: found.start()] + title[found.end() :]).strip()
    return NumberedTitle(_write_number(found), rest)


def _write_number(found: re.Match[str]) -> str:
    if found["e"]:
        return found["e"]
    if found["d"]:
        return str(_ROMAN.index(found["d"]) + 1)
    numeral = unicodedata.normalize("NFKC", found["a"] or found["b"] or found["c"])
    return numeral.lstrip("0") or "0" if numeral.isascii() else str(parse_numeral(numeral))
