"""Whom a name that somebody enters may mean: who is known already by the same name, one that looks alike, or one that is read the same.

The one home of the question "is it they?" with what tells those apart who may be meant: for the form of a new entry, an entry's page, the
API, and (`describe_person`, `turn_words`) the cut sheet and imports. They are offered; people say whether they are the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.known_works import SHOWN_WORKS, list_studios, list_works
from productions.shared.choices import NameScript
from productions.shared.legal_forms import strip_legal_forms
from productions.shared.names import identity_key, lookalike_key, organization_key
from productions.shared.readings import list_reading_orders, reading_key
from productions.shared.search import match_readings
from productions.shared.search_words import SearchWords
from productions.users.models import User

MAX_KNOWN_PEOPLE = 8
MAX_LOOKALIKES = 5
MAX_NAMES_LOOKED_AT = 200


class Likeness(IntEnum):
    """Why somebody may be meant, the strongest reason first."""

    SAME_NAME = 1
    LOOKS_ALIKE = 2
    SAME_READING = 3

    @property
    def label(self) -> str:
        return {
            Likeness.SAME_NAME: _("the same name"),
            Likeness.LOOKS_ALIKE: _("a name that looks alike"),
            Likeness.SAME_READING: _("a name that is read the same"),
        }[self]


@dataclass(slots=True)
class KnownPerson:
    """Somebody who may be meant, and what tells them from others: names as they are written, the reading, works and studios, the usual first.

    Of who `withholds` their name no reading is told (H16).
    """

    person: Contributor
    likeness: Likeness
    name: str
    reading: str = ""
    works: list[str] = field(default_factory=list)
    studios: list[str] = field(default_factory=list)
    withholds: bool = False


def find_known_people(
    texts: Iterable[str],
    *,
    kind: str = "",
    by: User | None,
    production: Production | None = None,
    besides: Contributor | None = None,
) -> list[KnownPerson]:
    """Those in the sight of `by` whom the names or readings may mean, the likeliest first; of one kind where it is given.

    `production` is the one that somebody is entered for. Of who withholds their name there (or anywhere, where it is not known) nothing
    is told that was not written: no other spelling, no reading (H16). A fixed number of queries.
    """
    written = [text for text in (text.replace("\0", "").strip() for text in texts) if text]
    found: dict[int, KnownPerson] = {}
    for row, likeness in find_like_names(written, kind=kind, by=by):
        known = found.get(row.contributor_id)
        if known is None or likeness < known.likeness:
            found[row.contributor_id] = KnownPerson(row.contributor, likeness, row.text)
    if besides is not None:
        found.pop(besides.pk, None)
    identities = compute_identities(written)
    for key in find_withholding_people(found, production):
        known = found[key]
        known.withholds = True
        if known.likeness != Likeness.SAME_NAME or not compute_identities([known.person.name]) & identities:
            del found[key]
    ordered = sorted(found.values(), key=lambda one: (one.likeness, one.person.sort_key, one.person.pk))
    return ordered[:MAX_KNOWN_PEOPLE]


def find_lookalikes(name: str, *, by: User | None, besides: Contributor | None = None) -> list[Contributor]:
    """Those of them whose name is this one or looks like it (髙/高, ー/一, forms of kanji, legal forms); who is only read the same is none."""
    found = find_known_people([name], by=by, besides=besides)
    return [one.person for one in found if one.likeness != Likeness.SAME_READING][:MAX_LOOKALIKES]


def find_like_names(
    written: Collection[str], *, kind: str, by: User | None
) -> list[tuple[ContributorName, Likeness]]:
    """Names that are one of these, look like one, or are read like one. Two queries, one where nothing tells a reading."""
    spelled = {spelling for text in written for spelling in (text, turn_words(text)) if spelling}
    identities = compute_identities(written)
    skeletons = {lookalike_key(strip_legal_forms(text)) for text in spelled}
    readings = {
        reading for text in written if reading_key(text).isascii() for reading in list_reading_orders(text)
    }
    names = ContributorName.objects.visible_to(by).of_everybody().filter(contributor__removed_at=None)
    if kind:
        names = names.filter(contributor__kind=kind)
    names = names.select_related("contributor").order_by("pk")
    found: list[tuple[ContributorName, Likeness]] = []
    for row in names.filter(Q(lookalike_key__in=skeletons) | Q(identity_key__in=identities))[
        :MAX_NAMES_LOOKED_AT
    ]:
        is_reading = row.script == NameScript.KANA and not row.primary
        same = row.identity_key in identities
        likeness = Likeness.SAME_NAME if same else Likeness.LOOKS_ALIKE
        found.append((row, Likeness.SAME_READING if is_reading else likeness))
    if readings:
        wanted = Q(pk__in=())
        for text in written:
            wanted |= match_readings(SearchWords.of(text, "contributor"))
        near = names.filter(wanted)[:MAX_NAMES_LOOKED_AT]
        found += [(row, Likeness.SAME_READING) for row in near if row.reading_key in readings]
    return found


def compute_identities(texts: Iterable[str]) -> set[str]:
    """What names of these texts are known by."""
    return {key for text in texts for key in (identity_key(text), organization_key(text))}


def find_withholding_people(people: Collection[int], production: Production | None) -> set[int]:
    """Those of the people (keys) who withhold their name in the production, or anywhere where it is None. One query."""
    wishes: Any = Contributor._meta.get_field("wishes").related_model
    held = wishes.objects.withholding().filter(person__in=list(people))
    if production is not None:
        held = held.holding_in(production)
    return set(held.values_list("person", flat=True)) if people else set()


def describe_known_people(found: Iterable[KnownPerson], *, by: User | None) -> list[KnownPerson]:
    """The same with their readings, works and studios. Three queries, none for nobody."""
    known = list(found)
    people = [one.person for one in known]
    if not known:
        return []
    works, studios = list_works(people, by=by), list_studios(people, by=by)
    kana = ContributorName.objects.live().of_everybody().filter(script=NameScript.KANA, primary=False)
    readings = dict(kana.filter(contributor__in=people).order_by("-pk").values_list("contributor", "text"))
    for one in known:
        one.reading = readings.get(one.person.pk, "") if not one.withholds else ""
        one.works, one.studios = works.get(one.person.pk, []), studios.get(one.person.pk, [])
    return known


def describe_person(person: Contributor, works: Mapping[int, list[str]]) -> str:
    """What tells somebody from a namesake: the disambiguation, the reading, the first works."""
    reading = person.sort_key if person.sort_key and person.sort_key != person.name else ""
    titles = works.get(person.pk, [])
    shown = _(", ").join(titles[:SHOWN_WORKS]) + ("…" if len(titles) > SHOWN_WORKS else "")
    return " · ".join(part for part in (person.name, person.disambiguation, reading, shown) if part)


def split_name_words(name: str) -> list[str]:
    return unicodedata.normalize("NFKC", name).replace(",", " ").replace("、", " ").split()


def turn_words(name: str) -> str:
    """The two words of a name the other way round (`Tameshiyama, Kenta`, `験太 試山`); "" for one that has not two."""
    words = split_name_words(name)
    return f"{words[1]} {words[0]}" if len(words) == 2 else ""
