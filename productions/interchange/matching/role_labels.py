"""Role labels as printed, resolved to codes of the role vocabulary.

The vocabulary itself is data (`productions/data/roles.csv`, `departments.csv`); `RoleLabels` is
built from any iterable of entries, so that a studio's own roles resolve the same way.
`python -m productions.interchange.matching.role_labels LABELS.csv` prints how much of a list of labels
with counts (`label_ja,occurrences`) the shipped vocabulary resolves.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TextIO

from productions.interchange.matching.label_endings import FUSED_ROLES, OBJECT_ENDING, find_ending_role
from productions.interchange.matching.label_order import find_by_label, list_label_keys
from productions.interchange.matching.label_parts import (
    MAX_LABEL_CHARACTERS,
    STRONG_SEPARATORS,
    changes_job,
    expand_elided_beginning,
    expand_elided_words,
    expand_shared_ending,
    find_nearest_label,
    fold_label,
    list_gloss_synonyms,
    split_beginning,
    split_bracket,
    split_joined_jobs,
    split_outside_brackets,
    split_words,
    strip_label,
)
from productions.interchange.matching.role_vocabulary import load_shipped_roles

MAX_LABEL_WORDS = 4
"""Words between middle dots that may together be one label (ドルビー・デジタル・コンサルタント has three)."""


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
                for key in list_label_keys(label):
                    known = self._codes.setdefault(key, entry.code)
                    if known != entry.code:
                        raise ValueError(f"The label {label} stands for two roles: {known} and {entry.code}.")

    @classmethod
    def of_index(cls, codes: Mapping[str, str]) -> "RoleLabels":
        """The labels of an index (`label_order.index_codes`), where two roles may be called alike."""
        labels = cls(())
        labels._codes = dict(codes)
        return labels

    def code(self, label: str) -> str | None:
        """The code of this exact label (spelling folded), without taking it apart."""
        return find_by_label(self._codes, label)

    def find_nearest(self, label: str) -> str | None:
        """The code of the known label of which this one is likely a slip; None where there is none."""
        near = find_nearest_label(label, self._codes)
        return self._codes[near] if near else None

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
        return self._join_bracket(label) or self._spread_beginning(label) or self._split_parts(label)

    def _join_bracket(self, label: str) -> tuple[str, ...]:
        """`原画（協力）` is 原画協力: a bracket that names a job with what it stands beside is a part of the label."""
        found = split_bracket(label)
        if found is None or not all(found):
            return ()
        outside, inside = found
        return tuple(each for each in (outside + inside, inside + outside) if self.code(each))[:1]

    def _spread_beginning(self, label: str) -> tuple[str, ...]:
        """`OP絵コンテ・演出` is storyboard and direction of the opening, none of them of the episode."""
        found = split_beginning(label)
        if found is None:
            return ()
        beginnings, rest = found
        inner = self._split_parts(rest)
        if len(beginnings) * len(inner) < 2 or not self._knows_all(inner):
            return ()
        return tuple(
            part if split_beginning(part) else beginning + part for beginning in beginnings for part in inner
        )

    def _split_parts(self, label: str) -> tuple[str, ...]:
        whole = [strip_label(label)]
        if not self.code(whole[0]):
            whole = expand_shared_ending(label) or split_outside_brackets(whole[0], STRONG_SEPARATORS)
            full = expand_elided_beginning(whole) if len(whole) > 1 else whole
            whole = full if all(map(self.code, full)) else whole
        parts = tuple(part for piece in whole for part in self._split_label(strip_label(piece)))
        return parts or (label,)

    def _split_label(self, piece: str) -> Iterable[str]:
        """The jobs that are joined in a piece, if each is known; else the piece as it is."""
        if self.code(piece):
            return (piece,)
        fused = FUSED_ROLES.get(fold_label(piece))
        if fused:
            return fused
        apart = split_words(piece)
        if len(apart) > 1 and all(map(self.code, apart)):
            return apart
        words = split_joined_jobs(piece)
        if len(words) < 2:
            return (piece,)
        if not any(map(self._find_part_code, words)):
            elided = expand_elided_words(words)
            return elided if self._knows_all(elided) else (piece,)
        return self._split_words(piece, words)

    def _split_words(self, piece: str, words: list[str]) -> Iterable[str]:
        """Jobs joined by dots. A word that is none may say of what the next one is, so two words are taken apart only if it cannot."""
        jobs = list(self._join_known_runs(words))
        elided = expand_elided_words(words)
        if self._knows_all(jobs):
            return jobs
        if self._knows_all(elided) and (all(map(self.code, elided)) or piece.endswith(OBJECT_ENDING)):
            return elided
        if any(changes_job(fold_label(word)) for word in words if not self._find_part_code(word)):
            return (piece,)
        if len(words) > 2 or self._find_part_code(words[0]) or self._ends_in_job(words[0]):
            return jobs
        whole = "".join(words)
        return (whole if find_ending_role(whole) else piece,)

    def _ends_in_job(self, word: str) -> bool:
        """Whether a word that is no known job ends in one (回想シーン演出), so that it is a job and not what one is for."""
        return any(self.code(word[place:]) for place in range(1, len(word) - 1))

    def _join_known_runs(self, words: list[str]) -> Iterator[str]:
        """Words between middle dots, the longest known run of them first."""
        start = 0
        while start < len(words):
            end = min(len(words), start + MAX_LABEL_WORDS)
            while end > start + 1 and not self.code("・".join(words[start:end])):
                end -= 1
            word = "・".join(words[start:end])
            full = word
            if not self._find_part_code(word) and start + 1 < len(words):
                whole = expand_elided_words([word, words[-1]])[0]
                full = whole if self.code(whole) else word
            fused = FUSED_ROLES.get(fold_label(full))
            yield from fused or [full]
            start = end

    def _knows_all(self, words: Iterable[str]) -> bool:
        return all(self._find_part_code(word) for word in words)

    def _find_part_code(self, part: str) -> str | None:
        known = self.code(part)
        if known or len(part) > MAX_LABEL_CHARACTERS or len(split_joined_jobs(part)) > 1:
            return known
        ending = find_ending_role(part)
        return self.code(ending) if ending else None


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
