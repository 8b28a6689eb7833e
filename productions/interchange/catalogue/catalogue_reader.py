"""Catalogues of films, one JSON object a line or an array of objects, read into records and problems.

A line (the shape of the Media Arts Database, processed) has
`madb_id`* (the source's id), `title`*, `title_kana`, `type` (`class:AnimationMovieSeries`, …), `source_set`,
`published` (`1941-02-19`, `1941-02`, `1941`, `1941-00-00`), the credit texts `staff`, `cast`, `company`,
`original_work`, and `episodes`: a list of objects with `episodeNumber`, `alternativeHeadline` (title),
`duration` (minutes), `contributor` (staff) and `actor` (cast). `*` is required; all values are text, credit texts lists of texts too, numbers and years JSON numbers too.
An entry of `episodes` without a number, in its title neither, speaks of the film itself.

A line that is no film is one `Problem`; what is wrong inside a film is in the film's `problems`, and the
rest of the film is read. No line takes another with it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from productions.interchange.catalogue.catalogue_record import (
    CatalogueEpisode,
    CatalogueRecord,
    CatalogueText,
    PartialDate,
    TextField,
)
from productions.interchange.catalogue.episode_titles import split_numbered_title
from productions.interchange.catalogue.json_fields import JsonFields
from productions.interchange.catalogue.json_records import read_json_records
from productions.interchange.credit_text.statements import CreditText
from productions.interchange.credit_text.text_reader import read_credit_text
from productions.interchange.matching.role_labels import RoleLabels, load_shipped_labels
from productions.interchange.problems import Problem
from productions.shared.late_patterns import compile_late
from productions.shared.numbers import number_key

SOURCE_TEXT_CHARACTERS = 255
"""The source cuts its credit texts at this many characters, wherever that falls."""

HALF_NAME_NOTE = "The source breaks off in or after this name."

_KINDS = (
    ("movie", "film"),
    ("special", "special"),
    ("short", "short"),
    ("tv", "series"),
    ("video", "series"),
)
_KNOWN = frozenset(
    (
        "madb_id",
        "type",
        "source_set",
        "title",
        "title_kana",
        "published",
        "staff",
        "company",
        "cast",
        "original_work",
        "episodes",
    )
)
_KNOWN_OF_EPISODE = frozenset(("episodeNumber", "alternativeHeadline", "duration", "contributor", "actor"))
_NOTHING = frozenset(("not exist", "無し", "・無し", "なし"))
_DATE = compile_late(
    r"(?:(?P<era>明治|大正|昭和|平成|令和)(?P<in_era>\d{1,2}|元)年?|(?P<year>\d{4})年?)"
    r"(?:[-/.]?(?P<month>\d{1,2})月?(?:[-/.]?(?P<day>\d{1,2})日?)?)?"
)
_YEAR_BEFORE_ERA = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}


def read_catalogue(
    lines: Iterable[bytes | str], *, roles: RoleLabels | None = None
) -> Iterator[CatalogueRecord | Problem]:
    """The films of a catalogue in the order of its lines, and a problem for every line that is none.

    `roles`: the vocabulary, the shipped one when left out. Empty lines count and are passed over.
    """
    labels = roles or load_shipped_labels()
    seen: dict[str, int] = {}
    for number, found in read_json_records(lines):
        record = found if isinstance(found, Problem) else _build_record(found, number, labels)
        if isinstance(record, CatalogueRecord):
            first = seen.setdefault(record.source_id, number)
            if first != number:
                message = f"The film {record.source_id} stands already in line {first}; remove one of them."
                record = Problem(f"line {number}", message, number, "madb_id")
        yield record


def _build_record(found: dict[str, object], line: int, labels: RoleLabels) -> CatalogueRecord | Problem:
    fields = JsonFields(found, f"line {line}", line)
    source_id = fields.required("madb_id", limit=64)
    title = fields.required_title("title")
    if not source_id or not title:
        return fields.problems[0]
    fields.place = f"line {line} ({source_id})"
    fields.report_unknown(_KNOWN)
    texts = _read_texts(fields, labels, "", (("staff", "staff"), ("original_work", "original_work")))
    texts += _read_texts(fields, labels, "", (("company", "company"), ("cast", "cast")))
    minutes, episodes, remarks = _read_episodes(fields, labels, texts)
    published = fields.text("published", numbers=True)
    kana = fields.title("title_kana").replace("*", "")
    return CatalogueRecord(
        line=line,
        source_id=source_id,
        source_set=fields.text("source_set"),
        kind=_find_kind(fields.text("type")),
        title=_strip_marks(title),
        title_given=title,
        kana=kana,
        published=_parse_date(published, fields) if published else None,
        minutes=minutes,
        episodes=tuple(episodes),
        texts=tuple(texts),
        remarks=(*fields.whole_titles, *remarks),
        problems=tuple(fields.problems),
    )


def _find_kind(source_type: str) -> str:
    """The production's kind for the source's type; a film when the type says nothing."""
    folded = source_type.casefold()
    return next((kind for word, kind in _KINDS if word in folded), "film")


def _strip_marks(title: str) -> str:
    bare = re.sub(r"[*＊]", "", title).strip()
    inside = re.fullmatch(r"\[([^\[\]]+)\]", bare)
    return (inside[1].strip() if inside else bare) or title


def _parse_date(text: str, fields: JsonFields) -> PartialDate | None:
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found:
        month, day = (int(found[part]) or None if found[part] else None for part in ("month", "day"))
        try:
            year = _read_year(found)
            date(year, month or 1, day or 1)
            return PartialDate(year, month, day if month else None)
        except ValueError:
            pass
    fields.report("published", f"“{text[:40]}” is no date; write 1941-02-19, 1941-02 or 1941.")
    return None


def _read_year(found: re.Match[str]) -> int:
    if not found["era"]:
        return int(found["year"])
    return _YEAR_BEFORE_ERA[found["era"]] + (1 if found["in_era"] == "元" else int(found["in_era"]))


def _read_texts(
    fields: JsonFields, labels: RoleLabels, episode: str, names: tuple[tuple[str, TextField], ...]
) -> list[CatalogueText]:
    texts = []
    for source, field in names:
        text = fields.read_long_text(source)
        if text.strip():
            read = _drop_half_name(text, read_catalogue_text(text, field, labels))
            fields.problems.extend(_find_text_problems(text, read, source, fields))
            texts.append(CatalogueText(field, episode, text, read))
    return texts


def read_catalogue_text(text: str, field: TextField, labels: RoleLabels | None = None) -> CreditText:
    """A credit text of a catalogue, read in the way of its field."""
    if field == "cast":
        return read_credit_text(text, labels, characters=True, default_role="voice")
    if field == "company":
        return read_credit_text(text, labels, companies=True, default_role="production_company")
    default = "original_work" if field == "original_work" else ""
    return read_credit_text(text, labels, default_role=default)


def _drop_half_name(text: str, read: CreditText) -> CreditText:
    """A text that the source cut off may end in half a name: its credit counts, but names nobody."""
    if len(text) != SOURCE_TEXT_CHARACTERS or not read.statements:
        return read
    last = read.statements[-1]
    if last.kind == "note" or last.end != len(text) or text.endswith(("）", ")", "]", "］")):
        return read
    half = replace(last, credited_as="", others=True, note=f"{last.note} {HALF_NAME_NOTE}".strip())
    return replace(read, statements=(*read.statements[:-1], half))


def _find_text_problems(text: str, read: CreditText, source: str, fields: JsonFields) -> list[Problem]:
    problems = [
        fields.build_problem(source, f"character {found.start + 1}: {found.message}")
        for found in read.problems
    ]
    told = any(found.breaks_off for found in read.problems)
    if not told and (len(text) == SOURCE_TEXT_CHARACTERS or text.rstrip().endswith("／")):
        last = text.rstrip(" 　／").rsplit("／", 1)[-1].strip()
        message = f"The source breaks off after “{last[-40:]}”: complete it from the screen."
        problems.append(fields.build_problem(source, message))
    return problems


def _read_episodes(
    fields: JsonFields, labels: RoleLabels, texts: list[CatalogueText]
) -> tuple[int | None, list[CatalogueEpisode], list[str]]:
    """The running time, the numbered episodes and the remarks; adds the episodes' credit texts to `texts`."""
    minutes: int | None = None
    episodes: dict[str, CatalogueEpisode] = {}
    remarks: list[str] = []
    for entry in fields.entries("episodes"):
        entry.report_unknown(_KNOWN_OF_EPISODE)
        number, title = _read_number_and_title(entry)
        length = entry.minutes("duration")
        names: tuple[tuple[str, TextField], ...] = (("contributor", "staff"), ("actor", "cast"))
        texts.extend(_read_texts(entry, labels, number, names))
        if not number:
            minutes = minutes or length
            if title and not _read_headline(title, labels, texts):
                remarks.append(title)
        elif number_key(number) in episodes:
            entry.report("episodeNumber", f"Episode {number} stands twice; “{title}” is left out.")
        else:
            episodes[number_key(number)] = CatalogueEpisode(
                number, _strip_marks(title) if title else "", length
            )
        fields.problems.extend(entry.problems)
        remarks.extend(entry.whole_titles)
    return minutes, list(episodes.values()), remarks


def _read_number_and_title(entry: JsonFields) -> tuple[str, str]:
    """An episode's number as given, or else the one in its title, without which the title then is."""
    number = entry.text("episodeNumber", limit=32, numbers=True)
    title = entry.title("alternativeHeadline")
    title = "" if title.casefold() in _NOTHING else title
    numbered = split_numbered_title(title) if title and not number else None
    return numbered if numbered else (number, title)


def _read_headline(title: str, labels: RoleLabels, texts: list[CatalogueText]) -> bool:
    """Some films have their credits where a title belongs: `・監督/鈴木 行 ／ ・演出/白旗伸朗`."""
    read = read_catalogue_text(title, "headline", labels)
    credited = any(statement.kind != "note" for statement in read.statements)
    if credited:
        texts.append(CatalogueText("headline", "", title, read))
    return credited
