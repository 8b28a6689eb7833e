"""Headings of a page, songs that stand alone, and entries of a template: what says something of the lines below."""

import re

from productions.interchange.credit_pages.page_markup import PageLine
from productions.interchange.credit_pages.page_reading import PageReading, add_names
from productions.interchange.credit_pages.page_rows import list_episode_runs
from productions.interchange.credit_pages.page_words import (
    is_cast_label,
    is_known_label,
    is_no_credit_key,
    may_be_name,
    split_label,
)
from productions.interchange.credit_text.scopes import read_edition, read_scope
from productions.interchange.sheets.coded_words import CODE_OF_WORD, CODE_SPELLINGS
from productions.interchange.sheets.song_cells import SONG_PATTERN
from productions.interchange.sheets.spellings import fold_word
from productions.shared.late_patterns import compile_late

_TITLED = compile_late(r"[「『“](?P<title>[^「」『』“”]{1,200})[」』”](?P<names>.*)")
CAST_LABEL = "声の出演"
"""The role of voices under a heading that names no role (登場人物)."""

CAST_HEADINGS = compile_late(
    r"(?:主な|メイン|サブ)?(?:登場)?(?:人物|キャラクター)|登場人物・?キャスト|characters?(?: ?(?:&|and) ?cast)?|voice cast",
    re.IGNORECASE,
)
STAFF_HEADINGS = compile_late(
    r"(?:制作|製作|アニメ|アニメーション|メイン|作品)?(?:スタッフ|クレジット)(?:リスト|一覧)?|staff(?: list)?|crew|credits?|スタッフ[・/／&＆]?キャスト|staff ?(?:/|&|and) ?cast",
    re.IGNORECASE,
)
_FRAMED = compile_late(
    r"[【［\[＜<〈《〔(（「『=\-―─～~*★☆■●▼◆◇◎○・\s]*(?P<text>.*?)[】］\]＞>〉》〕)）」』=\-―─～~*★☆\s：:]*"
)


def unframe(text: str) -> str:
    """A heading without the marks around it."""
    found = _FRAMED.fullmatch(text) if len(text) <= 80 else None
    return found["text"].strip() if found else text


def is_framed_heading(reading: PageReading, text: str) -> bool:
    """Whether a line alone is the heading of a staff or a cast, with marks around it or without."""
    bare = unframe(text)
    return bool(
        STAFF_HEADINGS.fullmatch(bare)
        or CAST_HEADINGS.fullmatch(bare)
        or read_scope(bare)
        or read_edition(text)
    )


def read_heading(reading: PageReading, line: PageLine) -> None:
    """A heading: of an edition, a part, a cast, a role, or of anything else, which ends what was above."""
    bare = unframe(line.text)
    edition, scope = read_edition(line.text), read_scope(bare)
    reading.begin("", line.line, alone=False)
    reading.term, reading.song = "", {}
    reading.song_kind = CODE_OF_WORD["song_kind"].get(fold_word(bare), "")
    if edition:
        reading.edition = edition
    elif scope is not None:
        reading.scope = next(iter(list_episode_runs(scope.episodes)), "")
        if not reading.scope:
            reading.leave_out(line.line, line.text)
    elif is_cast_label(bare, reading.labels) or CAST_HEADINGS.fullmatch(bare):
        reading.cast = bare if is_cast_label(bare, reading.labels) else CAST_LABEL
    elif reading.song_kind:
        reading.cast = ""
        reading.leave_out(line.line, line.text)
    elif is_known_label(bare, reading.labels):
        reading.cast = ""
        reading.begin(bare, line.line, alone=True)
    else:
        reading.cast = ""
        if not STAFF_HEADINGS.fullmatch(bare):
            reading.scope = ""
        reading.leave_out(line.line, line.text)


def take_song(reading: PageReading, line: PageLine) -> bool:
    """Whether a line is a song alone: its kind and title, or its title under a heading of songs."""
    found = SONG_PATTERN.fullmatch(line.text) if line.text[-1] in '」』”"' else None
    kind = CODE_OF_WORD["song_kind"].get(fold_word(found["label"])) if found and found["label"] else None
    if found is None or (kind is None and (found["label"] or not reading.song_kind)):
        return False
    label = found["label"].strip()
    usual = CODE_SPELLINGS["song_kind"][kind] if kind else None
    reading.song = {
        "song": found["title"],
        "song_kind": kind or reading.song_kind,
        "song_label": label if usual and label not in (usual.en, usual.ja) else "",
    }
    return True


def read_entry(reading: PageReading, line: PageLine) -> None:
    """`|監督=試山 験太` of a template: a credit where the key is a role."""
    reading.begin("", line.line, alone=False)
    key = line.key.rstrip("0123456789０１２３４５６７８９ ")
    is_role = not is_no_credit_key(key) and is_known_label(key, reading.labels)
    if is_role and not line.text:
        reading.begin(key, line.line, alone=True)
    elif is_role and may_be_name(line.text):
        add_names(reading, line.line, key, line.text)
    else:
        reading.leave_out(line.line, f"{line.key} = {line.text}")


def take_titled_song(reading: PageReading, line: int, label: str, names: str) -> bool:
    """Whether a kind of song stands before a title: `主題歌：「手紙」例音 奏`. Who stands behind the title is credited with it."""
    kind = CODE_OF_WORD["song_kind"].get(fold_word(label))
    found = _TITLED.fullmatch(names) if kind else None
    if kind is None or found is None:
        return False
    usual = CODE_SPELLINGS["song_kind"][kind]
    reading.begin("", line, alone=False)
    reading.song = {
        "song": found["title"],
        "song_kind": kind,
        "song_label": "" if label in (usual.en, usual.ja) else label,
    }
    names = found["names"].strip(" 　/／-")
    pair = split_label(names) if names else None
    if pair and is_known_label(pair.label, reading.labels):
        add_names(reading, line, pair.label, pair.names)
    elif names:
        add_names(reading, line, label, names)
    return True
