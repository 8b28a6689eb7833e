"""Reads as words that chain: `Credit.objects.public().with_names().in_roll_order()`.

`public()` is the one home of what strangers may see; `visible_to(user)` of what a staff user may see.
Every order ends in a unique key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import (
    Case,
    Exists,
    F,
    Max,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    When,
)
from django.utils.translation import gettext as _

from productions.refusals import Refusal
from productions.search import matching, ranked
from productions.vocabulary import (
    GENERATIVE_SOURCE_TYPES,
    LIVE_CREDIT_STATES,
    PRIVATE_NAME_KINDS,
    PUBLIC_CREDIT_STATES,
    AbsenceReason,
    CreditKind,
    Visibility,
)

if TYPE_CHECKING:
    from productions.models import User

M = TypeVar("M", bound=Model)


def refuse_deletion() -> Refusal:
    """Rule H8: nothing is deleted; the `remove` and `merge` verbs leave a tombstone or a redirect."""
    return Refusal(_("Nothing is deleted here: remove it with a reason instead."), rule="H8")


def public_production(prefix: str = "") -> Q:
    """The production is public and not removed; `prefix` is the path to it, with its `__`."""
    return Q(**{f"{prefix}visibility": Visibility.PUBLIC, f"{prefix}removed_at": None})


def seen_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its members; a superuser sees all."""
    if user.is_superuser:
        return Q()
    memberships = apps.get_model("productions", "Membership").objects.filter(user=user, removed_at=None)
    return Q(**{f"{path}__in": memberships.values("production_id")})


def public_names() -> Any:
    """The names of contributors that anybody may see."""
    return (
        apps.get_model("productions", "ContributorName").objects.live().exclude(kind__in=PRIVATE_NAME_KINDS)
    )


class RecordQuerySet(QuerySet[M]):
    """The base of all: cannot delete."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()


class LiveQuerySet(RecordQuerySet[M]):
    """Rows that can be removed: `live()` leaves the removed out."""

    def live(self) -> Self:
        return self.filter(removed_at=None)


class ProductionQuerySet(LiveQuerySet[M]):
    def public(self) -> Self:
        return self.filter(public_production())

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "pk"))

    def search(self, text: str) -> Self:
        """By title, with `rank` (0 is best)."""
        titles = apps.get_model("productions", "ProductionTitle").objects.live()
        return ranked(self, titles, "production", text)

    def in_title_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class PartQuerySet(LiveQuerySet[M]):
    """Rows that belong to one production: episodes, cuts."""

    def public(self) -> Self:
        return self.live().filter(public_production("production__"))

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "production"))


class EpisodeQuerySet(PartQuerySet[M]):
    def in_order(self) -> Self:
        return self.order_by("production_id", "sort_key", "pk")


class CutQuerySet(PartQuerySet[M]):
    def public(self) -> Self:
        return super().public().filter(Q(episode=None) | Q(episode__removed_at=None))

    def in_order(self) -> Self:
        return self.order_by("production_id", "episode__sort_key", "sort_key", "pk")


class CreditQuerySet(PartQuerySet[M]):
    def public(self) -> Self:
        """Confirmed credits of public productions. A removed episode or cut has none (`domain.removal`)."""
        return super().public().filter(state__in=PUBLIC_CREDIT_STATES)

    def current(self) -> Self:
        """Drafts and confirmed credits; not what was superseded or removed."""
        return self.live().filter(state__in=LIVE_CREDIT_STATES)

    def with_names(self) -> Self:
        return self.select_related(
            "production",
            "episode",
            "cut",
            "role__department",
            "contributor",
            "affiliation",
            "withheld_statement",
        )

    def with_ai_uses(self) -> Self:
        uses = apps.get_model("productions", "AIUse").objects.live().with_named_validator()
        return self.prefetch_related(
            Prefetch("ai_uses", uses.select_related("ai_system", "validated_by").order_by("pk"))
        )

    def in_roll_order(self) -> Self:
        return self.order_by(
            "role__department__order",
            "role__order",
            "episode__sort_key",
            "cut__sort_key",
            "position",
            "pk",
        )

    def using_ai(self, kind: str) -> Self:
        """`kind`: "any" AI use, "generative" ones only, or "none"."""
        uses = apps.get_model("productions", "AIUse").objects.filter(credit=OuterRef("pk"), removed_at=None)
        if kind == "generative":
            uses = uses.filter(source_type__in=GENERATIVE_SOURCE_TYPES)
        return self.filter(~Exists(uses) if kind == "none" else Exists(uses))

    def withheld(self, whether: str) -> Self:
        """`whether`: "true" for credits whose people withheld their names, "false" for all others."""
        withheld = Q(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)
        return self.filter(withheld if whether == "true" else ~withheld)

    def unnamed_generative(self) -> Self:
        """What rule H13 refuses: generative AI under no person's name and no person's own wish."""
        named_person = Q(kind=CreditKind.PERSON, contributor__isnull=False)
        return self.using_ai("generative").exclude(named_person).filter(withheld_statement=None)

    def search(self, text: str) -> Self:
        """By the name as credited or any public name of the contributor."""
        names = public_names().filter(matching("search_key", text))
        every = self.model._default_manager.order_by()
        as_credited = every.filter(matching("search_key", text)).values("pk")
        return self.filter(
            pk__in=as_credited.union(every.filter(contributor__in=names.values("contributor")).values("pk"))
        )


class ContributorQuerySet(LiveQuerySet[M]):
    def public(self) -> Self:
        """Contributors whom a public credit names, employs, or who validated an AI use of one."""
        public_credits = apps.get_model("productions", "Credit").objects.public()
        uses: Any = apps.get_model("productions", "AIUse").objects.live().filter(credit__in=public_credits)
        return self.live().filter(
            Exists(public_credits.filter(contributor=OuterRef("pk")))
            | Exists(public_credits.filter(affiliation=OuterRef("pk")))
            | Exists(uses.with_named_validator().filter(named_validator_id=OuterRef("pk")))
        )

    def search(self, text: str) -> Self:
        """By any public name, with `rank` (0 is best)."""
        return ranked(self, public_names(), "contributor", text)

    def in_name_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class RoleQuerySet(RecordQuerySet[M]):
    def public(self) -> Self:
        """All of it, retired roles too: old credits have them."""
        return self.all()

    def on_offer(self) -> Self:
        """Roles that may be chosen: not retired."""
        return self.filter(retired_at=None)

    def search(self, text: str) -> Self:
        aliases = apps.get_model("productions", "RoleAlias").objects.filter(
            matching("search_key", text), role=OuterRef("pk"), removed_at=None
        )
        by_label = Q(label_ja__icontains=text) | Q(label_en__icontains=text) | Q(code__icontains=text)
        return self.filter(by_label | Exists(aliases))


class AISystemQuerySet(LiveQuerySet[M]):
    def search(self, text: str) -> Self:
        return self.filter(matching("search_key", text))

    def public(self) -> Self:
        """Systems that a public credit used."""
        uses = apps.get_model("productions", "AIUse").objects.filter(
            ai_system=OuterRef("pk"),
            removed_at=None,
            credit__in=apps.get_model("productions", "Credit").objects.public(),
        )
        return self.live().filter(Exists(uses))


class AIUseQuerySet(LiveQuerySet[M]):
    def public(self) -> Self:
        credits = apps.get_model("productions", "Credit").objects.public()
        return self.live().filter(credit__in=credits)

    def generative(self) -> Self:
        return self.filter(source_type__in=GENERATIVE_SOURCE_TYPES)

    def with_named_validator(self) -> Self:
        """`named_validator_id`: who looked at it, unless they withheld their name on this very credit (H5)."""
        withheld = When(credit__withheld_statement__stated_by=F("validated_by"), then=None)
        return self.annotate(named_validator_id=Case(withheld, default=F("validated_by")))


class ReleaseQuerySet(RecordQuerySet[M]):
    def public(self) -> Self:
        return self.filter(public_production("production__")).filter(
            Q(episode=None) | Q(episode__removed_at=None)
        )

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def of(self, *, production: Any, episode: Any, edition: str) -> Self:
        """The line of issues that one production (or episode) and edition has, oldest first."""
        return self.filter(production=production, episode=episode, edition=edition).order_by("number")

    def without_document(self) -> Self:
        """Lists do not read the frozen documents, which may be megabytes."""
        return self.defer("document", "packed")


class ExportQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def newest_first(self) -> Self:
        return self.order_by(F("requested_at").desc(), "-pk")

    def without_document(self) -> Self:
        return self.defer("document")


class EventQuerySet(QuerySet[M]):
    """The ledger: read in order of writing; never updated or deleted through here."""

    def about(self, entities: Iterable[Any]) -> Self:
        return self.filter(entity_uid__in=[entity.uid for entity in entities])

    def assign_numbers(self, *, limit: int) -> int:
        """Number up to `limit` unnumbered events, oldest first, after the highest number there is."""
        highest = self.model._default_manager.aggregate(highest=Max("seq"))["highest"] or 0
        waiting = list(self.filter(seq=None).order_by("pk").values_list("pk", flat=True)[:limit])
        for start in range(0, len(waiting), 200):
            keys = waiting[start : start + 200]
            numbers = Case(*(When(pk=key, then=highest + start + n) for n, key in enumerate(keys, start=1)))
            super(EventQuerySet, self.filter(pk__in=keys, seq=None)).update(seq=numbers)
        return len(waiting)

    def update(self, **values: Any) -> int:
        raise Refusal(_("The ledger is only added to."), rule="H8")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()
