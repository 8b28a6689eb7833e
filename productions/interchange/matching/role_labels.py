"""Role labels as printed, resolved to codes of the role vocabulary.

The vocabulary itself is data (`productions/data/roles.csv`, `departments.csv`); `RoleLabels` is
built from any iterable of entries, so that a studio's own roles resolve the same way.
`python -m productions.interchange.matching.role_labels LABELS.csv` prints how much of a list of labels
with counts (`label_ja,occurrences`) the shipped vocabulary resolves.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TextIO

from productions.interchange.matching.label_parts import (
    MAX_LABEL_CHARACTERS,
    STRONG_SEPARATORS,
    WEAK_SEPARATORS,
    expand_shared_ending,
    fold_label,
    list_gloss_synonyms,
    split_outside_brackets,
    strip_label,
)
from productions.interchange.matching.role_vocabulary import load_shipped_roles

ROLE_ENDINGS = (
    "キャラクターデザイン",
    "メカニックデザイン",
    "メカニカルデザイン",
    "メカデザイン",
    "総作画監督",
    "作画監督補佐",
    "作画監督",
    "作監",
    "美術監督",
    "美術設定",
    "美術ボード",
    "キャラクター原案",
    "デザイン原案",
    "デザイン協力",
    "デザイン",
    "絵コンテ",
    "脚本",
    "原画",
    "動画",
    "背景",
    "色彩設計",
    "作詞",
    "作曲",
    "編曲",
    "演奏",
    "考証",
    "イラスト",
    "製作委員会",
    "制作プロダクション",
    "アニメーション制作",
)
"""A label that ends so is that role with its object or its part of the work before it
(`ブラックマンタデザイン`, `ミンキーモモ作画監督`). 監督 and 演出 are not here: 撮影監督 is no 監督."""

ENDING_ROLES = {"デザイン原案": "キャラクター原案"}

FUSED_ROLES = {
    "原動画": ("原画", "動画"),
    "描線彩色": ("描線", "彩色"),
    "描線彩画": ("描線", "彩画"),
    "企画製作": ("企画", "製作"),
    "企画制作": ("企画", "制作"),
    "製作著作": ("製作", "著作"),
    "制作著作": ("制作", "著作"),
    "原作製作": ("原作", "製作"),
    "製作配給": ("製作", "配給"),
    "録音演出助手": ("録音演出", "演出助手"),
    "企画原案製作総指揮": ("企画", "原案", "製作総指揮"),
}
"""Two roles printed as one word."""


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """A role code and every label that stands for it; whether organizations hold it; whether it is cast."""

    code: str
    labels: tuple[str, ...]
    company: bool = False
    cast: bool = False


@dataclass(frozen=True, slots=True)
class RoleResolution:
    """What a printed label stands for: codes in the order printed, and the parts nobody knows."""

    codes: tuple[str, ...]
    unresolved: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return bool(self.codes) and not self.unresolved


class RoleLabels:
    """A vocabulary of role labels. Raises ValueError when one label stands for two roles.

    `companies` and `cast`: the codes of the roles that organizations hold, and of the cast's roles.
    """

    def __init__(self, entries: Iterable[RoleEntry]) -> None:
        self._codes: dict[str, str] = {}
        self.companies: set[str] = set()
        self.cast: set[str] = set()
        for entry in entries:
            if entry.company:
                self.companies.add(entry.code)
            if entry.cast:
                self.cast.add(entry.code)
            for label in entry.labels:
                key = fold_label(label)
                known = self._codes.setdefault(key, entry.code)
                if known != entry.code:
                    raise ValueError(f"The label {label} stands for two roles: {known} and {entry.code}.")

    def code(self, label: str) -> str | None:
        """The code of this exact label (spelling folded), without taking it apart."""
        key = fold_label(label)
        return self._codes.get(key) or self._codes.get(key.removesuffix("s"))

    def resolve(self, label: str) -> RoleResolution:
        """The roles a printed label stands for. A label known as a whole wins over its parts."""
        codes: list[str] = []
        unresolved: list[str] = []
        for part in self.parts(label):
            found = self._find_part_code(part)
            if found is None:
                unresolved.append(part)
            elif found not in codes:
                codes.append(found)
        return RoleResolution(tuple(codes), tuple(unresolved))

    def parts(self, label: str) -> tuple[str, ...]:
        """The single roles in a printed label: `監督・脚本` → 監督, 脚本; `キャラクター・デザイン` stays."""
        label = label.strip()
        if not label or len(label) > MAX_LABEL_CHARACTERS or self.code(label):
            return (label,) if label else ()
        named = list_gloss_synonyms(label)
        if named:
            return tuple(named)
        whole = [strip_label(label)]
        if not self.code(whole[0]):
            whole = expand_shared_ending(label) or split_outside_brackets(whole[0], STRONG_SEPARATORS)
        parts = tuple(part for piece in whole for part in self._split_label(strip_label(piece)))
        return parts or (label,)

    def _split_label(self, piece: str) -> Iterator[str]:
        if self.code(piece):
            yield piece
            return
        fused = FUSED_ROLES.get(fold_label(piece))
        if fused:
            yield from fused
            return
        words = split_outside_brackets(piece, WEAK_SEPARATORS)
        if len(words) == 1 or not any(self._find_part_code(word) for word in words):
            yield from (
                _expand_elided(words)
                if len(words) > 1 and self._knows_all(_expand_elided(words))
                else [piece]
            )
            return
        yield from self._split_joined_words(words)

    def _split_joined_words(self, words: list[str]) -> Iterator[str]:
        """Words between middle dots, the longest known run of them first."""
        start = 0
        while start < len(words):
            end = len(words)
            while end > start + 1 and not self.code("".join(words[start:end])):
                end -= 1
            word = "・".join(words[start:end])
            full = word
            if not self._find_part_code(word) and start + 1 < len(words):
                whole = _expand_elided([word, words[-1]])[0]
                full = whole if self.code(whole) else word
            fused = FUSED_ROLES.get(fold_label(full))
            yield from fused or [full]
            start = end

    def _knows_all(self, words: list[str]) -> bool:
        return all(self._find_part_code(word) for word in words)

    def _find_part_code(self, part: str) -> str | None:
        known = self.code(part)
        if known:
            return known
        key = fold_label(part)
        for ending in ROLE_ENDINGS:
            if key.endswith(fold_label(ending)):
                return self.code(ENDING_ROLES.get(ending, ending))
        return None


def _expand_elided(words: list[str]) -> list[str]:
    """`キャラクター＆メカデザイン` says デザイン once for both: every word with the shared ending."""
    last = words[-1]
    for ending in ("デザイン", "作画監督", "監督", "設定", "協力", "補佐", "助手", "検査", "制作"):
        if last.endswith(ending) and last != ending:
            return [word if word.endswith(ending) else word + ending for word in words]
    return words


@lru_cache(maxsize=1)
def load_shipped_labels() -> RoleLabels:
    """The shipped vocabulary, ready to resolve labels."""
    return RoleLabels(
        RoleEntry(role.code, role.labels, role.company, role.department == "cast")
        for role in load_shipped_roles()
    )


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """How much of a list of labels resolves, counted in occurrences."""

    occurrences: int
    resolved: int
    missed: tuple[tuple[str, int], ...]

    def __str__(self) -> str:
        share = 100 * self.resolved / self.occurrences if self.occurrences else 0.0
        return f"role labels resolved: {self.resolved} of {self.occurrences} occurrences, {share:.2f}%"


def count_resolved_labels(counts: Iterable[tuple[str, int]], labels: RoleLabels) -> LabelCounts:
    """Counts labels (label, occurrences); one counts as resolved only if every part of it does."""
    total = resolved = 0
    missed: list[tuple[str, int]] = []
    for label, count in counts:
        total += count
        if labels.resolve(label).whole:
            resolved += count
        else:
            missed.append((label, count))
    return LabelCounts(total, resolved, tuple(missed))


def read_label_counts(stream: TextIO) -> list[tuple[str, int]]:
    """A CSV `label_ja,occurrences`."""
    return [(row["label_ja"], int(row["occurrences"])) for row in csv.DictReader(stream)]


def main(arguments: list[str]) -> int:
    """Prints the figure for the CSV named, then the labels that do not resolve."""
    with open(arguments[0], encoding="utf-8", newline="") as stream:
        found = count_resolved_labels(read_label_counts(stream), load_shipped_labels())
    print(found)
    for label, count in found.missed:
        print(f"{count}\t{label}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
