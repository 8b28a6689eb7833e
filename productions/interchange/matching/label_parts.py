"""The anatomy of a printed role label: its key, its wrapping, its parts.

A label as printed carries more than the role: `[新作パート]脚本`, `＜アニメーションスタッフ＞製作担当`,
`演出（監督と同義）`, `「こち亀」演出`, `（製作）`. The functions here take that apart without knowing
any vocabulary; `role_labels` brings the vocabulary.
"""

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

MIN_LABEL_LIKENESS_PERCENT = 60
"""Likeness (0 to 100, rapidfuzz's ratio) from which a known label is offered for one that is not known."""
MAX_LABEL_CHARACTERS = 200
"""A printed label longer than this (characters) is not a role label and is not taken apart."""

CLOSING_BRACKETS = {
    "[": "]",
    "［": "］",
    "【": "】",
    "〔": "〕",
    "(": ")",
    "（": "）",
    "「": "」",
    "｢": "｣",
    "『": "』",
    "〈": "〉",
    "《": "》",
    "＜": "＞",
    "<": ">",
}
"""Opening bracket to closing bracket, every kind that Japanese credit texts use."""

STRONG_SEPARATORS = "、，,／/;；＋+"
WEAK_SEPARATORS = "・･·•&＆"

_FOLDED = dict.fromkeys(map(ord, " \t\n\r　・･·•‧-‐‑–—_.'’`"), None)
_VERSION = re.compile(
    r"(?:復元版|劇場版|映画版|テレビ版|TV版|TVシリーズ|テレビシリーズ|OVA版|OVA|日本語版|英語版|実写版"
    r"|アニメ版|アニメーション版|新作パート|新作部分|新作カット|新作|ドラマパート|ライブパート"
    r"|オリジナル版|初回版|完全版|本編)"
)
_EPISODE = re.compile(
    r"(?:第?[0-9〇一二三四五六七八九十百、,~～・\-]{1,20}(?:話|章|回|部)|[前中後][編篇]|本編|[A-DＡ-Ｄ]パート)の?"
)
_SYNONYM = re.compile(r"(.{1,60})と同[義意]")
_AND = re.compile(r"および|及び|ならびに|と")


def fold_label(label: str) -> str:
    """The form under which two spellings of a label are one: NFKC, casefold, spaces, middle dots,
    hyphens and full stops out (`キャラクター・デザイン` = `キャラクターデザイン`)."""
    return unicodedata.normalize("NFKC", label).casefold().translate(_FOLDED).rstrip(":")


def find_nearest_label(label: str, keys: Iterable[str]) -> str | None:
    """Which of the known labels, given by their keys, the label is likely a slip of; None where there is none."""
    found = extractOne(fold_label(label), list(keys), scorer=ratio, score_cutoff=MIN_LABEL_LIKENESS_PERCENT)
    return found[0] if found else None


def find_bracket_end(text: str, start: int) -> int:
    """Where the bracket opened at `start` closes: the index of its closing bracket, or -1."""
    opener = text[start]
    closer = CLOSING_BRACKETS[opener]
    depth = 0
    for index in range(start, len(text)):
        if text[index] == opener:
            depth += 1
        elif text[index] == closer:
            depth -= 1
            if depth == 0:
                return index
    return -1


def list_gloss_synonyms(label: str) -> list[str]:
    """The roles that an editor's gloss names: `演出（監督と同義）` → `["監督"]`, otherwise empty."""
    if not label.endswith(("）", ")")) or len(label) > MAX_LABEL_CHARACTERS:
        return []
    found = _SYNONYM.fullmatch(re.split("[（(]", label)[-1][:-1])
    return [part for part in _AND.split(found[1]) if part] if found else []


def strip_label(label: str) -> str:
    """The label without what wraps it: leading groups, versions and episodes, trailing brackets.

    `[新作パート]脚本` → `脚本`; `原画[若手原画]` → `原画`; `（製作）` → `製作`; `第4話脚本` → `脚本`.
    """
    text = label.strip(" 　*＊:：/／")
    if len(text) > MAX_LABEL_CHARACTERS:
        return text
    for _ in range(6):
        before = text
        text = _strip_leading(_strip_trailing(text)).strip(" 　*＊:：/／")
        if text == before:
            break
    return text


def _strip_leading(text: str) -> str:
    if text and text[0] in CLOSING_BRACKETS:
        end = find_bracket_end(text, 0)
        if end == len(text) - 1:
            return text[1:-1]
        if end > 0 and (text[0] not in "（(" or any(map(str.isdigit, text[:end]))):
            return text[end + 1 :]
        return text
    for pattern in (_EPISODE, _VERSION):
        found = pattern.match(unicodedata.normalize("NFKC", text))
        if found and len(text) == len(unicodedata.normalize("NFKC", text)) > found.end():
            return text[found.end() :]
    return text


def _strip_trailing(text: str) -> str:
    if text.endswith("など"):
        return text[:-2]
    for opener, closer in CLOSING_BRACKETS.items():
        if text.endswith(closer):
            start = text.find(opener)
            if start > 0 and find_bracket_end(text, start) == len(text) - 1:
                return text[:start]
    return text


def expand_shared_ending(label: str) -> list[str]:
    """`(美術・撮影・アニメーション)助手` → the three labels it stands for, otherwise empty."""
    if not label.startswith(("(", "（")) or len(label) > MAX_LABEL_CHARACTERS:
        return []
    end = find_bracket_end(label, 0)
    ending = label[end + 1 :].strip()
    if end < 2 or not ending:
        return []
    return [
        part + ending for part in split_outside_brackets(label[1:end], STRONG_SEPARATORS + WEAK_SEPARATORS)
    ]


def split_outside_brackets(text: str, separators: str) -> list[str]:
    """The parts of `text` between any of `separators`, outside brackets, trimmed, none empty."""
    parts: list[str] = []
    depth = 0
    start = 0
    for index, character in enumerate(text):
        if character in CLOSING_BRACKETS:
            depth += 1
        elif character in CLOSING_BRACKETS.values():
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return [bare for bare in map(_strip_lone_closer, parts) if bare]


def _strip_lone_closer(part: str) -> str:
    part = part.strip()
    lone = part[-1:] in CLOSING_BRACKETS.values() and not any(opener in part for opener in CLOSING_BRACKETS)
    return part[:-1].strip() if lone else part
