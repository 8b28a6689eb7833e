"""New names of few letters that known people's begin with: `試山` or `みほ` and Enter may be somebody whom one meant to choose."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_

from django.db.models import Q

from productions.catalogue.models.works import Production
from productions.imports.services.row_people import PlacedName
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.named_contributors import Named
from productions.shared.choices import ContributorKind
from productions.shared.names import search_key
from productions.shared.readings import reading_key
from productions.users.models import User
from productions.wishes.services import read_withholding_wishes

MAX_LETTERS, MAX_LATIN_LETTERS = 4, 8
"""A name of more is whole: most surnames in kanji have two letters, and as kana or in Latin letters no more than these."""
MAX_NAMES = 50
"""New names of one request that are looked at; whoever pastes more pastes a list, and types no halves."""
MAX_FOUND = 400
SHOWN_PEOPLE = 8


def find_begun_people(
    new: Mapping[Named, PlacedName], *, production: Production, by: User
) -> dict[Named, list[Contributor]]:
    """By each new name of a person, those in the user's sight whose names or readings begin with it; nobody who withholds their name here (H16).

    Three queries, and none where no name is short.
    """
    begun = {key: search_key(name.name) for key, name in new.items() if is_short(name)}
    if not begun or len(begun) > MAX_NAMES:
        return {}
    begins = reduce(or_, (begin_with(text) for text in begun.values()))
    names = ContributorName.objects.visible_to(by).known_in(production).of_everybody()
    known = names.filter(begins, contributor__kind=ContributorKind.PERSON, contributor__removed_at=None)
    rows = known.exclude(contributor__in=list(read_withholding_wishes(production)))
    found = list(
        rows.order_by("contributor", "pk").values_list("contributor", "search_key", "reading_key")[:MAX_FOUND]
    )
    people = Contributor.objects.visible_to(by).in_bulk({person for person, _name, _reading in found})
    meant: dict[Named, list[Contributor]] = {}
    for key, text in begun.items():
        keys = dict.fromkeys(
            person
            for person, name, reading in found
            if name.startswith(text) or (reading and reading.startswith(reading_key(text)))
        )
        if those := [people[person] for person in keys if person in people][:SHOWN_PEOPLE]:
            meant[key] = those
    return meant


def is_short(name: PlacedName) -> bool:
    letters = search_key(name.name)
    most = MAX_LATIN_LETTERS if letters.isascii() else MAX_LETTERS
    return name.kind == ContributorKind.PERSON and 0 < len(letters) <= most


def begin_with(text: str) -> Q:
    """Names that begin with the folded text, or are read so."""
    reading = reading_key(text)
    return Q(search_key__startswith=text) | (Q(reading_key__startswith=reading) if reading else Q())
