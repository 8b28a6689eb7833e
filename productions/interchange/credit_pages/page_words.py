"""What a line of a page is: a label and names, a label alone, a name, or prose."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.interchange.credit_text.statements import OTHER_ROLE_CODE
from productions.interchange.matching.label_parts import CLOSING_BRACKETS
from productions.interchange.matching.role_labels import RoleLabels
from productions.shared.late_patterns import compile_late

MAX_LABEL_CHARACTERS = 60
MAX_NAME_LINE_CHARACTERS = 80
MIN_SPACED_NAMES = 3
"""Of two words of kanji one may be the surname of the other."""
KEPT_WORDS = 2_000
"""Labels and names of a page that are remembered: a page asks for each several times."""

_COLON = compile_late(r"[：:]")
_LEADER = compile_late(r"…{1,20}|‥{1,20}|・{3,20}|\.{3,40}|(?:\. ){3,20}|─{2,20}|ー{3,20}|－{2,20}|―{2,20}")
_DASH = compile_late(r"(?<=\s)[-–—―−]{1,20}(?=\s)")
_TAB = compile_late(r"\t")
_WIDE_GAP = compile_late(r"[ 　]{2,200}")
_SURE = (_TAB, _LEADER, _COLON)
_WEAK = (_DASH, _WIDE_GAP)
_SLASH = compile_late(r"[/／|｜]")
_VOICED = compile_late(
    r"(?P<character>[^（()）：:]{1,80})[（(]\s{0,4}(?:CV|ＣＶ|声|演)\s{0,4}[.．：:/／]?(?P<name>[^（()）]{1,80})[）)]",
    re.IGNORECASE,
)
VOICE_LABEL = "CV"
_BY = compile_late(r"(?P<label>[A-Za-z][A-Za-z &,/-]{2,40}) by (?P<names>\S.*)", re.IGNORECASE)
_ROLE_ENDING = compile_late(
    r"(?:監督|演出|設定|設計|制作|製作|協力|担当|補佐|助手|管理|進行|検査|指定|効果|監修|考証|デザイン|デザイナー|プロデューサー|ディレクター|アニメーター|マネージャー|コーディネーター|スーパーバイザー|係)$"
)
"""How labels end that nobody knows whole."""
_WHOLE_NAME = compile_late(r"[\u3400-\u9fff々]{3,6}")
_WESTERN_NAME = compile_late(r"(?:[A-ZÀ-Þ][\w.'’-]{0,30}\s?){2,4}")
_PROSE = compile_late(
    r"[。！？!?♪☆★❤]|(?:です|ます|ました|ください|でした|だった|である|ましょう|下さい)$|\.$", re.IGNORECASE
)
_NO_NAME = compile_late(r"[\W\d_]*(?:年|月|日|時|分|円|話|版)?[\W\d_]*|.*\d{4}\s*年.*|.*\d{1,2}:\d{2}.*")
_NO_CREDIT_KEYS = compile_late(
    r"タイトル|題名|サブタイトル|放送(?:期間|日|時間|開始|終了)|配信(?:日|開始|サイト|期間)|公開日?|公式.*|(?:web)?サイト|ホームページ|url|twitter|x|hp|話数|回数|全\d+話"
    r"|時間|尺|上映時間|原題|あらすじ|概要|ジャンル|価格|発売日?|会場|日時|場所|お問い合わせ|チャンネル(?:登録)?|登録|期間|枠|国|言語|備考|画像|状態|脚注|"
    r"title|genre|website|episodes|runtime|release(?: date)?|synopsis|subscribe|instagram|tiktok|youtube|discord|patreon|follow.*|links?",
    re.IGNORECASE,
)
_ABBREVIATED_VOICES = frozenset({"声", "cv", "vc", "演", "声優", "キャスト", "役者", "voice"})


class LabelledLine(NamedTuple):
    """What stands before and behind a mark, and whether the mark says by itself that it divides a label from names."""

    label: str
    names: str
    is_sure: bool


def split_label(text: str) -> LabelledLine | None:
    """The first mark that divides a line in two. A clock and a label that is too long divide nothing."""
    for patterns, is_sure in ((_SURE, True), (_WEAK, False)):
        for pattern in patterns:
            found = pattern.search(text)
            if found is None or not 0 < found.start() <= MAX_LABEL_CHARACTERS or found.end() == len(text):
                continue
            label, names = text[: found.start()].strip(), text[found.end() :].strip()
            if label.count("（") + label.count("(") > label.count("）") + label.count(")"):
                continue
            if label and names and not (label[-1].isdigit() and names[0].isdigit()):
                return LabelledLine(label, names, is_sure)
    return None


def split_voiced_character(text: str) -> tuple[str, str] | None:
    """`結城ハルカ（CV：髙橋 美咲）` → the character and the voice."""
    found = _VOICED.fullmatch(text)
    return (found["character"].strip(), found["name"].strip()) if found else None


def split_played_character(text: str) -> tuple[str, str] | None:
    """`Ada Sample as Lena` → the character and the voice."""
    name, found, character = text.partition(" as ")
    return (character.strip(), name.strip()) if found and name.strip() and character.strip() else None


def split_spoken_label(text: str, labels: RoleLabels) -> LabelledLine | None:
    """`監督 試山験太`, `Animation by Name`: a label that is known, before a space or “by”."""
    if split_label(text):
        return None
    by = _BY.fullmatch(text)
    if by and labels.code(f"{by['label']} by"):
        return LabelledLine(f"{by['label']} by", by["names"], True)
    if by and is_known_label(by["label"], labels):
        return LabelledLine(by["label"], by["names"], True)
    label, *names = re.split(r"[ 　]+", text, maxsplit=1)
    if names and not label.isascii() and labels.code(label):
        return LabelledLine(label, names[0], True)
    return None


def split_labelled_parts(text: str) -> list[str]:
    """`監督：A / 原画：B` → both; a line with one label, or with a part without any, is one."""
    parts = [part.strip() for part in _SLASH.split(text)]
    if len(parts) > 1 and all(_COLON.search(part) or _DASH.search(part) for part in parts):
        return parts
    return [text]


def join_columns(names: str) -> str:
    """Names in columns of a line, as a list; whole names of kanji with a space between are several too."""
    spaced = re.split(r"[ 　]+", names)
    if len(spaced) >= MIN_SPACED_NAMES and all(_WHOLE_NAME.fullmatch(each) for each in spaced):
        return "、".join(spaced)
    return "、".join(
        part for part in (each.strip() for each in re.split(r"\t+| {2,200}|　{2,200}", names)) if part
    )


@lru_cache(maxsize=KEPT_WORDS)
def is_known_label(text: str, labels: RoleLabels) -> bool:
    """Whether a text is the label of roles, whole."""
    found = labels.resolve(text)
    return found.whole and found.codes != (OTHER_ROLE_CODE,)


@lru_cache(maxsize=KEPT_WORDS)
def is_label_line(text: str, labels: RoleLabels) -> bool:
    """Whether a line alone is a label: known as it is, or one by its ending that is no person's and no company's name."""
    if labels.code(text):
        return labels.code(text) != OTHER_ROLE_CODE
    if _ROLE_ENDING.search(text) and len(text) <= MAX_LABEL_CHARACTERS and not re.search(r"[ 　、]", text):
        return not is_organization(text)
    return is_known_label(text, labels) and not is_organization(text) and not looks_like_japanese_person(text)


@lru_cache(maxsize=KEPT_WORDS)
def is_cast_label(text: str, labels: RoleLabels) -> bool:
    """Whether a label is of the cast's roles alone."""
    found = labels.resolve(text)
    return found.whole and all(code in labels.cast for code in found.codes)


def is_voice_word(text: str) -> bool:
    """Whether a label says only that somebody voices the character above."""
    return unicodedata.normalize("NFKC", text).casefold() in _ABBREVIATED_VOICES


def is_prose(text: str) -> bool:
    """Whether a line is a sentence, or too long for names."""
    return bool(_PROSE.search(text)) or len(text) > MAX_NAME_LINE_CHARACTERS


def may_be_name(text: str) -> bool:
    """Whether a text can name somebody: it has letters and is no date, clock or number."""
    plain = unicodedata.normalize("NFKC", text)
    return any(map(str.isalpha, plain)) and not _NO_NAME.fullmatch(plain)


def is_no_credit_key(label: str) -> bool:
    """Whether what stands behind the label is about the work and names nobody."""
    return bool(_NO_CREDIT_KEYS.fullmatch(unicodedata.normalize("NFKC", label).strip()))


@lru_cache(maxsize=KEPT_WORDS)
def looks_like_name(text: str) -> bool:
    """Whether a line looks like a person's or an organization's name, or like two to four words of a Western one."""
    return looks_like_japanese_person(text) or is_organization(text) or bool(_WESTERN_NAME.fullmatch(text))


def starts_with_label_bracket(text: str) -> bool:
    """`[役職]名前`: the credit-text reader's own form."""
    return text[0] in "[［【" and CLOSING_BRACKETS[text[0]] in text[1:-1]
