"""The part of a work that a credit names: episodes, parts, editions."""

import re
import unicodedata

from productions.interchange.credit_text.statements import CreditScope
from productions.shared.late_patterns import compile_late

_NUMBER = r"(?:[0-9]{1,4}|[〇一二三四五六七八九十]{1,4})"
_UNIT = r"(?:話|回|章|部|巻|幕|episodes?|eps?)"
_RANGE = rf"{_NUMBER}(?:{_UNIT}?\s*[~〜-]\s*(?:第|#)?{_NUMBER})?"
_LIST = rf"(?:第|#)?\s*{_RANGE}(?:{_UNIT}?\s*[、,・&]\s*(?:第|#)?\s*{_RANGE})*"
_EPISODES = compile_late(
    rf"(?:{_LIST}\s*{_UNIT}|#\s*{_LIST}|(?:episodes?|eps?)[.\s]*{_LIST}|第\s*{_RANGE})(?:のみ|\s*only)?"
)
_IN_LABEL = compile_late(rf"(?:第\s*{_RANGE}\s*{_UNIT}|{_LIST}\s*{_UNIT})\s*の?\s*")
_ONE = compile_late(rf"({_NUMBER})(?:{_UNIT}?\s*[~〜-]\s*(?:第|#)?({_NUMBER}))?")
_INSIDE = r"[^\[\]［］【】()（）]"
_PART = compile_late(
    r"[前中後上下完][編篇巻]|[全各][話巻編篇]|本編|完結[編篇]|第[一二三]部|(?:_{1,16}の?)?(?:パート|部分|ブロック)|_{1,20}[編篇]|「[^「」]{1,80}」"
    r"|_{0,12}(?:TV|テレビ|劇場|映画|OVA|実写|日本語|英語|オリジナル|ドラマ)版|part\s*[0-9ivx]{1,4}".replace(
        "_", _INSIDE
    )
)
EMPTY_LINE = compile_late(r"(?:[1一１]行|イチギョウ)(?:空き|あき|アキ)|空行|改行")
"""What a source writes where the screen has an empty line: the part above it ends there."""
_DASHES = str.maketrans("–—―‐‑−ー－～", "-------~~")

MAX_RANGE_EPISODES = 2_000
"""A range longer than this (episodes) is a slip of the pen and stays words."""

_EDITIONS = (
    ("broadcast", compile_late(r"放[映送]版|TV版|テレビ版|on[- ]?air|broadcast|オンエア版", re.I)),
    ("streaming", compile_late(r"配信版|web版|streaming", re.I)),
    (
        "disc",
        compile_late(
            r"(?:DVD|BD|Blu-?ray|ブルーレイ|ディスク|LD|ビデオ|パッケージ|ソフト)版|disc version", re.I
        ),
    ),
    ("theatrical", compile_late(r"劇場(?:公開|上映)?版|theatrical", re.I)),
    ("dub", compile_late(r"吹き?替え?版|dub(?:bed)?\b", re.I)),
    ("festival", compile_late(r"映画祭版|festival", re.I)),
)
_ABOUT_CREDITS = compile_late(r"(?:クレジット|表記|スタッフ|キャスト|credits?)[:：]?$", re.I)


def read_scope(text: str) -> CreditScope | None:
    """The scope that a bracket states, or None.

    `第五話` → episode 5; `1～4話` → 1 to 4; `前編` and `「九十九」` → only the words."""
    label = text.strip()
    if not label or len(label) > 100:
        return None
    folded = unicodedata.normalize("NFKC", label).casefold().translate(_DASHES)
    if _EPISODES.fullmatch(folded):
        return CreditScope(label, _list_episode_numbers(folded))
    if _PART.fullmatch(unicodedata.normalize("NFKC", label)):
        return CreditScope(label)
    return None


def find_scope_in_label(label: str) -> CreditScope | None:
    """The episodes at the head of a role label: `第4話脚本` → 4."""
    if len(label) > 100:
        return None
    found = _IN_LABEL.match(unicodedata.normalize("NFKC", label).translate(_DASHES))
    if found is None or len(unicodedata.normalize("NFKC", label)) != len(label):
        return None
    return CreditScope(label[: found.end()].strip(), _list_episode_numbers(found[0]))


def read_edition(text: str) -> str:
    """The edition code that a heading names (`*TV放映版のクレジット` → broadcast), or an empty string.

    Only headings that speak of credits count, or that are the edition's name and nothing else."""
    folded = unicodedata.normalize("NFKC", text).strip(" *※＊[]【】()")
    if len(folded) > 60:
        return ""
    for code, pattern in _EDITIONS:
        found = pattern.search(folded)
        if found and (_ABOUT_CREDITS.search(folded) or (found.end() == len(folded) and found.start() <= 4)):
            return code
    return ""


def _list_episode_numbers(folded: str) -> tuple[int, ...]:
    episodes: list[int] = []
    for first, last in _ONE.findall(folded):
        low = parse_numeral(first)
        high = parse_numeral(last) if last else low
        if not low <= high <= low + MAX_RANGE_EPISODES:
            return ()
        episodes.extend(number for number in range(low, high + 1) if number not in episodes)
    return tuple(episodes)


def parse_numeral(numeral: str) -> int:
    """`12`, `一二`, `十二`, `二十`, `百二`: up to 999 when written in kanji."""
    if numeral.isascii():
        return int(numeral)
    digits = "〇一二三四五六七八九"
    hundreds, hundred, numeral = numeral.rpartition("百")
    if hundred:
        return 100 * (parse_numeral(hundreds) if hundreds else 1) + (parse_numeral(numeral) if numeral else 0)
    if "十" not in numeral:
        return int("".join(str(digits.index(kanji)) for kanji in numeral))
    tens, _, ones = numeral.partition("十")
    ones = ones.replace("十", "")
    tens_value = digits.index(tens) if len(tens) == 1 else 1
    return tens_value * 10 + (digits.index(ones) if len(ones) == 1 else 0)
