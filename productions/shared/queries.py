"""What every query set has: nothing deleted, what is public, search by names."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db.models import Case, Exists, Model, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from productions.shared.choices import PRIVATE_NAME_KINDS, PUBLIC_CREDIT_STATES, Visibility
from productions.shared.refusals import Refusal
from productions.shared.search import (
    Stage,
    find_near_misses,
    list_stages,
    match_readings,
    match_slips,
    match_words,
)
from productions.shared.search_conditions import Begins, ByCode, IsSpelled
from productions.shared.search_words import SearchWords

M = TypeVar("M", bound=Model)


def refuse_deletion() -> Refusal:
    """Rule H8: nothing is deleted; the `remove` and `merge` verbs leave a tombstone or a redirect."""
    return Refusal(_("Entries cannot be deleted: remove them with a reason instead."), rule="H8")


def public_production(prefix: str = "") -> Q:
    """The production is public and not removed; `prefix` is the path to it, with its `__`."""
    return Q(**{f"{prefix}visibility": Visibility.PUBLIC, f"{prefix}removed_at": None})


def public_credit(prefix: str = "") -> Q:
    """The credit is confirmed, and its production public; `prefix` is the path to it, with its `__`."""
    standing = Q(**{f"{prefix}removed_at": None, f"{prefix}state__in": PUBLIC_CREDIT_STATES})
    return standing & public_production(f"{prefix}production__")


def public_names(model: str) -> Any:
    """The live names (or titles) that anybody may see."""
    names = apps.get_model("productions", model).objects.live()
    return names.exclude(kind__in=PRIVATE_NAME_KINDS)


class RecordQuerySet(QuerySet[M]):
    """The base of all: cannot delete."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()


class LiveQuerySet(RecordQuerySet[M]):
    """Rows that can be removed: `live()` leaves the removed out."""

    def live(self) -> Self:
        return self.filter(removed_at=None)


class NamedQuerySet(LiveQuerySet[M]):
    """Entries that are searched by their names or titles: rows of `NAMES`, which belong to them by `OWNER`."""

    NAMES: ClassVar[str]
    OWNER: ClassVar[str]

    def names(self) -> Any:
        """The names that anybody may see."""
        return public_names(self.NAMES)

    def identified(self, words: SearchWords) -> Any:
        """The identifiers elsewhere that the words may be."""
        condition = Q(pk__in=[])
        for scheme, value in words.identifiers:
            condition |= Q(scheme=scheme, value=value)
        identifiers: Any = self.model._meta.get_field("external_ids").related_model
        return identifiers.objects.live().filter(condition)

    def holding(self, words: SearchWords) -> Self:
        """Whom a search lists: in any stage."""
        condition = match_words(words) | match_readings(words) | match_slips(words)
        return self.found_by(condition | self.match_spelling(words), words)

    def match_spelling(self, words: SearchWords) -> Q:
        """Names that are the words, of all that search takes for them."""
        return Q(IsSpelled("text", words), search_key=words.key)

    def found_by(self, condition: Q, words: SearchWords) -> Self:
        """With a name that the condition is true of, or with an identifier that the words are."""
        named = Q(pk__in=self.names().filter(condition).order_by().values(self.OWNER))
        if not words.identifiers:
            return self.filter(named)
        return self.filter(named | Q(pk__in=self.identified(words).order_by().values(self.OWNER)))

    def matches(self, stage: Stage, words: SearchWords) -> Any:
        """The names (or identifiers) that match in this stage; `place` and pk order them."""
        if stage == Stage.IDENTIFIER:
            rows = self.identified(words).exclude(**{self.OWNER: None})
            return rows.annotate(place=ByCode("value", indexed=False))
        begins = stage == Stage.BEGINS
        alone = stage not in (Stage.READS, Stage.SLIP)
        names = self.names().annotate(place=ByCode("search_key", indexed=begins, alone=alone))
        if begins:
            return names.filter(Begins("place", words))
        return names.filter(self.match_stage(stage, words))

    def match_stage(self, stage: Stage, words: SearchWords) -> Q:
        """The condition of a stage after the first two, by which no index gives the order."""
        if stage == Stage.WHOLE:
            return self.match_spelling(words)
        if stage == Stage.READS:
            return match_readings(words)
        if stage == Stage.SLIP:
            return match_slips(words)
        return match_words(words) & ~Q(Begins("search_key", words))

    def hits(self, stage: Stage, words: SearchWords) -> Any:
        """The same; `first` tells the one by which an entry is listed from its later matches."""
        here = OuterRef(self.OWNER)
        before = Q(place__lt=OuterRef("place")) | Q(place=OuterRef("place"), pk__lt=OuterRef("pk"))
        earlier = Q(Exists(self.matches(stage, words).filter(before, **{self.OWNER: here})))
        for better in list_stages(words):
            if better < stage:
                earlier |= Q(Exists(self.matches(better, words).filter(**{self.OWNER: here})))
        return self.matches(stage, words).annotate(first=~earlier)

    def near(self, text: str) -> list[int]:
        """Keys of the entries with a name in Latin letters that is nearly the text, the likest first."""
        return find_near_misses(self.names(), self.OWNER, text)

    def best_first(self, text: str) -> Self:
        """In the order of a search: those whose name is the text, then those with one that begins with it, then the others as they were."""
        words = SearchWords.of(text, self.OWNER)
        names = self.names().filter(**{self.OWNER: OuterRef("pk")}).order_by()
        rank = Case(
            When(Exists(names.filter(self.match_spelling(words))), then=Value(0)),
            When(Exists(names.filter(search_key=words.key)), then=Value(1)),
            When(Exists(names.filter(Begins("search_key", words))), then=Value(2)),
            default=Value(3),
        )
        return self.order_by(rank, *(self.query.order_by or self.model._meta.ordering or ()))

    def search(self, text: str) -> Self:
        """By any name in any script or an identifier; where there is none, with a slip; where there is none either, by near misses."""
        words = SearchWords.of(text, self.OWNER)
        for condition in (match_words(words) | match_readings(words), match_slips(words)):
            found = self.found_by(condition, words)
            if found.exists():
                return found
        return self.filter(pk__in=self.near(text))
