"""A film of a catalogue, read: what an importer turns into a production, its episodes and its credits."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from productions.interchange.credit_text.organizations import looks_like_foreign_person
from productions.interchange.credit_text.statements import CreditLine, CreditText, list_credit_lines
from productions.interchange.problems import Problem
from productions.shared.names import compute_name_identity, identity_key
from productions.shared.sentences import format_count

TextField = Literal["staff", "original_work", "company", "headline", "cast"]
CREDIT_ORDER: tuple[TextField, ...] = ("staff", "original_work", "company", "headline", "cast")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the month too, may be unknown (None)."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    def __str__(self) -> str:
        """`1941`, `1941-02` or `1941-02-19`."""
        known = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(known)


@dataclass(frozen=True, slots=True)
class CatalogueEpisode:
    """A numbered part of a film; `number` as given (`1`, `13.5`, `前編`), `minutes` its running time."""

    number: str
    title: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class CatalogueText:
    """A credit text of the film, or of one of its episodes (`episode`: its number, empty for the film)."""

    field: TextField
    episode: str
    text: str
    read: CreditText


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """One film. `line` counts from 1 in the file.

    `kind` is a production's kind (film, special, series, short). `title` is without the source's marks
    (`0*2` → `02`), `title_given` with them; `kana` is the reading. `published` may be partial.
    `minutes`: running time. `texts`: every credit text, read. `remarks`: what the source adds in words.
    `problems`: what is wrong inside; each names the film and the field.
    """

    line: int
    source_id: str
    source_set: str
    kind: str
    title: str
    title_given: str
    kana: str
    published: PartialDate | None
    minutes: int | None
    episodes: tuple[CatalogueEpisode, ...]
    texts: tuple[CatalogueText, ...]
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]


def list_record_credits(record: CatalogueRecord) -> tuple[CreditLine, ...]:
    """The credits of a film in the order to enter them, `position` from 1.

    Staff first, then original work, companies and cast; of each the film's own before its episodes'. A
    line of an episode's text is for that episode. What an earlier field says already (`[製作]東映` in staff
    and in company) is not entered twice; two equal lines of one field are.
    """
    lines: list[CreditLine] = []
    for name in CREDIT_ORDER:
        before = {_get_duplicate_key(line) for line in lines if not line.absent}
        found = [
            _assign_episode(line, text.episode)
            for text in record.texts
            if text.field == name
            for line in list_credit_lines(text.read)
        ]
        lines.extend(line for line in found if line.absent or _get_duplicate_key(line) not in before)
    settled = _settle_kinds(lines)
    return tuple(replace(line, position=position) for position, line in enumerate(settled, start=1))


def _settle_kinds(lines: list[CreditLine]) -> list[CreditLine]:
    """One name is of one kind in a film: a list of companies tells what a name alone does not, unless it is written as a foreigner's."""
    kinds: dict[str, set[str]] = {}
    for line in lines:
        kinds.setdefault(identity_key(line.credited_as), set()).add(line.contributor)
    return [
        replace(line, contributor="person" if looks_like_foreign_person(line.credited_as) else "organization")
        if line.credited_as and len(kinds[identity_key(line.credited_as)]) > 1
        else line
        for line in lines
    ]


def _assign_episode(line: CreditLine, episode: str) -> CreditLine:
    if not episode or line.episodes:
        return line
    if episode.isdecimal() and len(episode) <= 4:
        return replace(line, episodes=(int(episode),))
    return replace(line, episode=episode)


def _get_duplicate_key(line: CreditLine) -> tuple[object, ...]:
    """By what two lines say the same: spaces and legal forms (`東 宝`, `㈱東宝`) make no difference."""
    name = compute_name_identity(line.credited_as, of_organization=line.contributor == "organization")
    return line.role_code, name, line.character, line.scope, line.episodes, line.episode, line.edition


@dataclass(frozen=True, slots=True)
class CatalogueCounts:
    """What a catalogue holds, counted. `bad_lines`: lines that are no film; `problems`: inside films.

    `resolved`: statements that credit somebody in roles that the vocabulary knows wholly, of `credited`.
    """

    films: int
    episodes: int
    statements: tuple[tuple[str, int], ...]
    credited: int
    resolved: int
    credits: int
    absent: int
    films_with_problems: int
    problems: int
    bad_lines: int

    @property
    def resolved_share(self) -> float:
        return self.resolved / self.credited if self.credited else 1.0

    def __str__(self) -> str:
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in self.statements)
        return (
            f"{format_count(self.films, 'film', 'films')}, {format_count(self.episodes, 'episode', 'episodes')}, "
            f"{format_count(self.bad_lines, 'line that is', 'lines that are')} no film\n"
            f"statements: {kinds}\n"
            f"roles in the vocabulary: {self.resolved:,} of {self.credited:,} ({self.resolved_share:.2%})\n"
            f"credits: {self.credits:,}, of which {self.absent:,} for people the source does not name\n"
            f"problems: {self.problems:,} in {format_count(self.films_with_problems, 'film', 'films')}"
        )


def count_catalogue(records: Iterable[CatalogueRecord | Problem]) -> CatalogueCounts:
    """Counts what `read_catalogue` gives."""
    count: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for record in records:
        if isinstance(record, Problem):
            count["bad_lines"] += 1
            continue
        count["films"] += 1
        count["episodes"] += len(record.episodes)
        count["problems"] += len(record.problems)
        count["films_with_problems"] += bool(record.problems)
        for statement in (found for text in record.texts for found in text.read.statements):
            kinds[statement.kind] += 1
            if statement.kind != "note":
                count["credited"] += 1
                count["resolved"] += bool(statement.role.codes and not statement.role.unresolved)
        lines = list_record_credits(record)
        count["credits"] += len(lines)
        count["absent"] += sum(line.absent for line in lines)
    names = (
        "films",
        "episodes",
        "credited",
        "resolved",
        "credits",
        "absent",
        "films_with_problems",
        "problems",
    )
    return CatalogueCounts(
        **{name: count[name] for name in names},
        bad_lines=count["bad_lines"],
        statements=tuple(sorted(kinds.items())),
    )
