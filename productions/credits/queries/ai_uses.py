"""What hangs on credits: AI uses, and declarations of whether AI was used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db.models import Case, Exists, F, Model, OuterRef, Q, When

from productions.ledger.queries import removed_in_public
from productions.shared.choices import GENERATIVE_SOURCE_TYPES
from productions.shared.queries import LiveQuerySet, public_credit
from productions.shared_entries.queries import Carrier, match_outer_row
from productions.users.queries import seen_by
from productions.wishes.queries import build_withheld_condition

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class OfCreditQuerySet(Carrier, LiveQuerySet[M]):
    """What hangs on a credit. It carries the person in the column PERSON, unless they withheld their name there (H5)."""

    PERSON: ClassVar[str]
    NAMED: ClassVar[str]
    """The column of `with_named_person`."""

    def with_named_person(self) -> Any:
        """With the person in NAMED, or null where they withheld their name in this production (H5)."""
        return self.annotate(**{self.NAMED: self.unless_withheld(self.PERSON)})

    def carrying_in_public(self, field: str) -> Any:
        return (
            self.public().with_named_person().filter(**match_outer_row(field), **{self.NAMED: OuterRef("pk")})
        )

    def carrying_for_members(self, field: str) -> Any:
        return self.carrying(field).with_named_person().filter(**{f"{self.NAMED}__isnull": False})

    def match_member(self, user: User) -> Q:
        return seen_by(user, "credit__production")

    def carrying_when_removed(self, field: str) -> Any:
        """Whom a removed one alone named is not told of: only credits are asked for those."""
        return None

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
    PERSON, NAMED = "validated_by", "named_validator_id"

    def generative(self) -> Self:
        return self.filter(source_type__in=GENERATIVE_SOURCE_TYPES)

    def with_named_validator(self) -> Any:
        """`named_validator_id`: who looked at it, unless they withheld their name in this production (H5)."""
        return self.with_named_person()

    def carrying(self, field: str) -> Any:
        return super().carrying(field) if field == self.PERSON else self.filter(**{field: OuterRef("pk")})

    def carrying_in_public(self, field: str) -> Any:
        return super().carrying_in_public(field) if field == self.PERSON else self.public().carrying(field)

    def carrying_for_members(self, field: str) -> Any:
        return super().carrying_for_members(field) if field == self.PERSON else self.carrying(field)

    def carrying_when_removed(self, field: str) -> Any:
        if field == self.PERSON:
            return None
        return self.filter(uid__in=removed_in_public("aiuse")).carrying(field)


class AIDeclarationQuerySet(OfCreditQuerySet[M]):
    PERSON, NAMED = "declared_by", "named_declarer_id"

    def with_named_declarer(self) -> Any:
        """`named_declarer_id`: who declared it, unless they withheld their name in this production (H5)."""
        return self.with_named_person()
