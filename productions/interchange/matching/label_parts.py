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

from productions.shared.late_patterns import compile_late

MIN_LABEL_LIKENESS_PERCENT = 60
"""Likeness (0 to 100, rapidfuzz's ratio) from which a known label is offered for one that is not known."""
MIN_SHORT_LIKENESS_PERCENT = 80
"""The same for a label of few characters, of which one alone makes half of it alike (砂絵, 絵)."""
SHORT_LABEL_CHARACTERS = 3
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
_VERSION = compile_late(
    r"(?:復元版|劇場版|映画版|テレビ版|TV版|TVシリーズ|テレビシリーズ|OVA版|OVA|日本語版|英語版|実写版"
    r"|アニメ版|アニメーション版|新作パート|新作部分|新作カット|新作|ドラマパート|ライブパート"
    r"|オリジナル版|初回版|完全版|本編)"
)
_EPISODE = compile_late(
    r"(?:第?[0-9〇一二三四五六七八九十百、,~～・\-]{1,20}(?:話|章|回|部)|[前中後][編篇]|本編|[A-DＡ-Ｄ]パート)の?"
)
_SYNONYM = compile_late(r"(.{1,60})と同[義意]")
_AND = compile_late(r"および|及び|ならびに|と")
_ENGLISH_AND = compile_late(r"\s+and\s+", re.IGNORECASE)
_PLACE = (
    r"オープニング|エンディング|アイキャッチ|次回予告|予告編?|劇中劇|劇中アニメ|アバン|ライブパート|ライブ|バンク"
    r"|opening|ending|OP|ED"
)
_BEGINNING = compile_late(
    rf"({_PLACE})(?:\s*(?:[・/&、,]|and|と)\s*({_PLACE}))?[\s・:]*(?=\S)|(挿入歌|劇中歌|主題歌)(?=[^\s・/&、,])",
    re.IGNORECASE,
)
_RANK = compile_late(
    r"(?:総|副|助|補|補佐|助手|準|次席|主|主任|サブ|アシスタント|セカンド|チーフ|リード|監修|協力|統括|応援|見習い?|第[二2零〇0])\Z"
)
"""A word that, right before a role, makes it another one: 副美術監督 is no 美術監督, セカンド原画 no 原画."""
_MACHINE = compile_late(r"(?<![a-z])ai(?![a-z])|生成|自動|機械学習")
"""Work with a machine is never taken for the work without it: AI動画 is no 動画."""
_SHORT_BEGINNINGS = (("op", "オープニング", "opening"), ("ed", "エンディング", "ending"))


def fold_label(label: str) -> str:
    """The form under which two spellings of a label are one: NFKC, casefold, spaces, middle dots,
    hyphens and full stops out (`キャラクター・デザイン` = `キャラクターデザイン`)."""
    return unicodedata.normalize("NFKC", label).casefold().translate(_FOLDED).rstrip(":")


def changes_job(words: str) -> bool:
    """Whether words beside a role, folded, make another job of it."""
    return bool(_MACHINE.search(words) or _RANK.search(words))


def swap_beginning(key: str) -> str:
    """A folded label with OP or ED spelled out, or short where it is spelled out: `op演出` and `オープニング演出` are one label."""
    for short, japanese, english in _SHORT_BEGINNINGS:
        for long in (japanese, english):
            if key.startswith(long):
                return short + key[len(long) :]
        rest = key[len(short) :]
        if key.startswith(short) and rest:
            return (english if rest.isascii() else japanese) + rest
    return key


def find_nearest_label(label: str, keys: Iterable[str]) -> str | None:
    """Which of the known labels, given by their keys, the label is likely a slip of; None where there is none."""
    key = fold_label(label)
    likeness = MIN_LABEL_LIKENESS_PERCENT if len(key) > SHORT_LABEL_CHARACTERS else MIN_SHORT_LIKENESS_PERCENT
    found = extractOne(key, list(keys), scorer=ratio, score_cutoff=likeness)
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


def split_beginning(label: str) -> tuple[tuple[str, ...], str] | None:
    """The parts of the work that a label begins with, and what follows: `OP・ED絵コンテ・演出` → (OP, ED), `絵コンテ・演出`."""
    text = unicodedata.normalize("NFKC", label)
    found = _BEGINNING.match(text)
    if found is None:
        return None
    return tuple(filter(None, found.groups())), text[found.end() :]


def split_bracket(label: str) -> tuple[str, str] | None:
    """A label with one bracket before or behind it, as what stands outside and inside: `原画（協力）` → 原画, 協力."""
    text = label.strip()
    if not text or len(text) > MAX_LABEL_CHARACTERS:
        return None
    if text[0] in CLOSING_BRACKETS:
        end = find_bracket_end(text, 0)
        return (text[end + 1 :].strip(), text[1:end].strip()) if 0 < end < len(text) - 1 else None
    start = next((place for place, character in enumerate(text) if character in CLOSING_BRACKETS), -1)
    if start > 0 and find_bracket_end(text, start) == len(text) - 1:
        return text[:start].strip(), text[start + 1 : -1].strip()
    return None


def split_words(label: str) -> list[str]:
    """Japanese words between spaces (`作画 原画`), otherwise the label alone: in English a space is no border between jobs."""
    words = label.split()
    return [label] if any(map(str.isascii, words)) else words


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
        if (
            end > 0
            and not changes_job(fold_label(text[1:end]))
            and (text[0] not in "（(" or any(map(str.isdigit, text[:end])))
        ):
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
                return text if changes_job(fold_label(text[start + 1 : -1])) else text[:start]
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


def split_joined_jobs(text: str) -> list[str]:
    """What stands between middle dots, `&` or the word "and"."""
    return [
        word
        for part in split_outside_brackets(text, WEAK_SEPARATORS)
        for word in _ENGLISH_AND.split(part)
        if word
    ]


def expand_elided_words(words: list[str]) -> list[str]:
    """`キャラクター＆メカデザイン` says デザイン once for both: every word with the shared ending."""
    last = words[-1]
    for ending in ("デザイン", "作画監督", "監督", "設定", "協力", "補佐", "助手", "検査", "制作", "考証"):
        if last.endswith(ending) and last != ending:
            return [word if word.endswith(ending) else word + ending for word in words]
    return words


def expand_elided_beginning(words: list[str]) -> list[str]:
    """`Creative Supervisor/Director` says Creative once for both: single English words with the first one's beginning."""
    beginning, _space, ending = words[0].rpartition(" ")
    if not beginning or not ending.isascii():
        return words
    return [words[0], *(f"{beginning} {word}" if word.isalpha() else word for word in words[1:])]


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
