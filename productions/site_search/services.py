"""Finding what a text may mean, in everything that its user may see: a few of each kind, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from productions.cast.models import Character
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode, Production
from productions.credits.models.credits import Credit
from productions.credits.services.place_names import CREDIT_PLACES
from productions.interchange.cut_lists.cut_numbers import normalize_cut_number, parse_cut_number
from productions.people.models.people import Contributor
from productions.releases.models.releases import Release
from productions.roll_templates.models import RollTemplate
from productions.shared.numbers import number_key
from productions.shared.reader_texts import list_localised_columns
from productions.shared.search_words import SearchWords
from productions.songs.models import Song
from productions.users.models import User
from productions.vocabulary.models import Role

MAX_SHOWN = 6
MAX_BEFORE_RELEASES = 3
"""Releases stand after productions, episodes and cuts."""
MAX_TEXT_CHARACTERS = 200
"""Longer texts are cut off: nothing has so long a name."""


@dataclass(frozen=True, slots=True)
class FoundKind:
    """What was found of one kind; `more` says that there is more than what is shown."""

    model: type[Any]
    entries: list[Any]
    more: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A text as it may be meant: as one name, or as a work with the number of a cut or an episode after it."""

    text: str
    words: SearchWords
    work: SearchWords | None
    number: str

    @classmethod
    def of(cls, text: str) -> Asked:
        head, _space, tail = text.rpartition(" ")
        last = tail if parse_cut_number(tail) is not None and len(tail) < len(text) else ""
        number = last or (text if parse_cut_number(text) is not None else "")
        work = SearchWords.of(head, "production") if last and head.strip() else None
        return cls(text, SearchWords.of(text), work, number)


def search_site(text: str, user: User) -> list[FoundKind]:
    """What a text finds, in the order of the page. At most one query a kind, and three for roles."""
    asked = Asked.of(" ".join(text[:MAX_TEXT_CHARACTERS].split()))
    if not asked.text:
        return []
    works = take_first(search_productions(asked, user))
    rest = (
        search_episodes,
        search_cuts,
        search_people,
        search_credited_names,
        search_roles,
        search_characters,
        search_songs,
        search_templates,
    )
    found = [works, *(take_first(find(asked, user)) for find in rest)]
    if works is not None or asked.work is not None:
        found.insert(MAX_BEFORE_RELEASES, take_first(search_releases(asked, user)))
    return [kind for kind in found if kind is not None] or search_nearly(asked, user)


def search_nearly(asked: Asked, user: User) -> list[FoundKind]:
    """People whose name in Latin letters is nearly the text, where it finds nothing else."""
    people = Contributor.objects.visible_to(user)
    keys = people.near(asked.text)
    kind = take_first(people.filter(pk__in=keys)) if keys else None
    return [kind] if kind is not None else []


def take_first(rows: QuerySet[Any] | None) -> FoundKind | None:
    """The first rows; None where there are none."""
    entries = list(rows[: MAX_SHOWN + 1]) if rows is not None else []
    if rows is None or not entries:
        return None
    return FoundKind(rows.model, entries[:MAX_SHOWN], len(entries) > MAX_SHOWN)


def search_productions(asked: Asked, user: User) -> QuerySet[Any]:
    words = SearchWords.of(asked.text, "production")
    return Production.objects.visible_to(user).holding(words).best_first(asked.text)


def list_meant_works(asked: Asked, user: User) -> QuerySet[Any]:
    """The keys of the works whose numbers are meant: those of the name before the number, or all that the user sees."""
    works = Production.objects.visible_to(user)
    return (works.holding(asked.work) if asked.work is not None else works).order_by().values("pk")


def search_episodes(asked: Asked, user: User) -> QuerySet[Any]:
    """By number, or by title."""
    rows = Episode.objects.visible_to(user).select_related("production")
    named = Q()
    for field in ("title", "title_kana", *list_localised_columns(Episode, "title")):
        named |= Q(**{f"{field}__icontains": asked.text})
    if asked.number:
        key = number_key(asked.number.lstrip("#＃第").removesuffix("話"))
        named |= Q(number_key=key, production__in=list_meant_works(asked, user))
    return rows.filter(named).order_by("-production_id", "sort_key", "pk")


def search_cuts(asked: Asked, user: User) -> QuerySet[Any] | None:
    """By number, however it is written: C-1, c001, カット1."""
    if not asked.number:
        return None
    rows = Cut.objects.visible_to(user).filter(number_key=normalize_cut_number(asked.number))
    if asked.work is not None:
        rows = rows.filter(production__in=list_meant_works(asked, user))
    return rows.select_related("production", "episode").order_by("-production_id", "episode__sort_key", "pk")


def search_people(asked: Asked, user: User) -> QuerySet[Any]:
    words = SearchWords.of(asked.text, "contributor")
    rows: QuerySet[Any] = Contributor.objects.visible_to(user).holding(words).best_first(asked.text)
    return rows


def search_credited_names(asked: Asked, user: User) -> QuerySet[Any]:
    """By the name as credited, or of whoever is credited."""
    rows = Credit.objects.visible_to(user).holding(asked.words)
    return rows.select_related("production", "role", *CREDIT_PLACES).order_by("-pk")


def search_releases(asked: Asked, user: User) -> QuerySet[Any]:
    """Those of the works that are meant."""
    works = Production.objects.visible_to(user)
    words = asked.work or SearchWords.of(asked.text, "production")
    rows = Release.objects.visible_to(user).filter(
        production__in=works.holding(words).order_by().values("pk")
    )
    return rows.without_document().select_related("production", "episode").order_by("-issued_at", "-pk")


def search_roles(asked: Asked, user: User) -> QuerySet[Any]:
    return Role.objects.visible_to(user).search(asked.text).select_related("department")


def search_characters(asked: Asked, user: User) -> QuerySet[Any]:
    return Character.objects.visible_to(user).search(asked.text).select_related("production")


def search_songs(asked: Asked, user: User) -> QuerySet[Any]:
    return Song.objects.visible_to(user).search(asked.text).select_related("production")


def search_templates(asked: Asked, user: User) -> QuerySet[Any] | None:
    """By name; none where a work with a number is meant."""
    if asked.work is not None:
        return None
    exact = Case(When(name__iexact=asked.text, then=Value(0)), default=Value(1))
    rows = RollTemplate.objects.visible_to(user).newest().filter(name__icontains=asked.text)
    return rows.select_related("production").order_by(exact, "name", "pk")
