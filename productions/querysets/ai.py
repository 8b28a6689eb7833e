"""AI systems, their uses, and declarations of whether AI was used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Case, Exists, F, Model, OuterRef, Q, When

from productions.querysets.base import LiveQuerySet, Shared, public_credit, removed_in_public, seen_by
from productions.querysets.wishes import build_withheld_condition
from productions.search import SearchWords, match_words
from productions.vocabulary import GENERATIVE_SOURCE_TYPES

if TYPE_CHECKING:
    from productions.models import User

M = TypeVar("M", bound=Model)


class AISystemQuerySet(Shared, LiveQuerySet[M]):
    def search(self, text: str) -> Self:
        return self.holding(SearchWords.of(text))

    def holding(self, words: SearchWords) -> Self:
        return self.filter(match_words(words))

    def is_public(self) -> Q:
        """Systems that a public credit used."""
        uses = apps.get_model("productions", "AIUse").objects.public()
        return Q(Exists(uses.filter(ai_system=OuterRef("pk"))))

    def carriers(self) -> list[Any]:
        return [apps.get_model("productions", "AIUse").objects.filter(ai_system=OuterRef("pk"))]

    def carriers_seen_by(self, user: User) -> list[Any]:
        return [uses.filter(seen_by(user, "credit__production")) for uses in self.carriers()]

    def once_public(self) -> Self:
        """Those that a public credit used before that was removed."""
        uses = apps.get_model("productions", "AIUse").objects.filter(uid__in=removed_in_public("aiuse"))
        return self.filter(Exists(uses.filter(ai_system=OuterRef("pk"))))


class OfCreditQuerySet(LiveQuerySet[M]):
    """What hangs on a credit."""

    def public(self) -> Self:
        """On public credits, by joins: a list of all public credits would be made for each page."""
        return self.live().filter(public_credit("credit__"))

    def visible_to(self, user: User) -> Self:
        credits: Any = apps.get_model("productions", "Credit").objects
        return self.live().filter(Exists(credits.visible_to(user).filter(pk=OuterRef("credit"))))

    def readable_by(self, user: User) -> Self:
        credits: Any = apps.get_model("productions", "Credit").objects
        return self.live().filter(Exists(credits.readable_by(user).filter(pk=OuterRef("credit"))))

    def unless_withheld(self, person: str) -> Case:
        """The person that this column names, or null where they withheld their name in the credit's production."""
        wishes = apps.get_model("productions", "Wish").objects
        withheld = When(
            build_withheld_condition(wishes, person=person, production="credit__production"), then=None
        )
        return Case(withheld, default=F(person))


class AIUseQuerySet(OfCreditQuerySet[M]):
    def generative(self) -> Self:
        return self.filter(source_type__in=GENERATIVE_SOURCE_TYPES)

    def with_named_validator(self) -> Self:
        """`named_validator_id`: who looked at it, unless they withheld their name in this production (H5)."""
        return self.annotate(named_validator_id=self.unless_withheld("validated_by"))


class AIDeclarationQuerySet(OfCreditQuerySet[M]):
    def with_named_declarer(self) -> Self:
        """`named_declarer_id`: who declared it, unless they withheld their name in this production (H5)."""
        return self.annotate(named_declarer_id=self.unless_withheld("declared_by"))
