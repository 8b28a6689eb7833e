"""Productions and their parts, credits, people, the vocabulary, AI uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Prefetch, Q

from productions.querysets.base import (
    Carrier,
    LiveQuerySet,
    NamedQuerySet,
    RecordQuerySet,
    Shared,
    approved_by,
    edited_by,
    match_outer_row,
    public_credit,
    public_names,
    public_production,
    removed_in_public,
    seen_by,
)
from productions.search import SearchWords, match_words
from productions.vocabulary import (
    LIVE_CREDIT_STATES,
    AbsenceReason,
    AIState,
    CreditKind,
    Visibility,
)

if TYPE_CHECKING:
    from datetime import datetime

    from productions.models import User

M = TypeVar("M", bound=Model)


AI_STATES = {
    "any": Q(ai_recorded=True) | Q(ai_declared=AIState.USED),
    "none": Q(ai_declared=AIState.NONE),
    "undeclared": Q(ai_declared=AIState.NOT_ASKED, ai_recorded=False),
}
"""Credits by whether AI was used; each credit is in one of them (H14)."""


class ProductionQuerySet(NamedQuerySet[M]):
    NAMES, OWNER = "ProductionTitle", "production"

    def readable_by(self, user: User) -> Self:
        """What a signed-in reader may see: the public's, and that of their own productions."""
        return self.public() | self.visible_to(user)

    def public(self) -> Self:
        return self.filter(public_production())

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "pk"))

    def approved_by(self, user: User) -> Self:
        """Those that the user is approver of."""
        return self.live().filter(approved_by(user, "pk"))

    def edited_by(self, user: User) -> Self:
        """Those that the user is an editor of, or more, by a token that may write."""
        return self.live().filter(edited_by(user, "pk"))

    def waiting_for_moment(self, now: datetime) -> Self:
        """Private ones whose moment to become public has come."""
        return self.live().filter(visibility=Visibility.PRIVATE, public_from__lte=now)

    def in_title_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class PartQuerySet(LiveQuerySet[M]):
    """Rows that belong to one production: episodes, cuts."""

    def readable_by(self, user: User) -> Self:
        return self.public() | self.visible_to(user)

    def public(self) -> Self:
        return self.live().filter(public_production("production__"))

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "production"))


class RelationQuerySet(LiveQuerySet[M]):
    """Relations of cuts: seen as the cut that they begin at."""

    def visible_to(self, user: User) -> Self:
        return self.live().filter(
            seen_by(user, "from_cut__production"), from_cut__production__removed_at=None
        )


class EpisodeQuerySet(PartQuerySet[M]):
    def in_order(self) -> Self:
        return self.order_by("production_id", "sort_key", "pk")


class CutQuerySet(PartQuerySet[M]):
    def public(self) -> Self:
        return super().public().filter(Q(episode=None) | Q(episode__removed_at=None))

    def in_order(self) -> Self:
        return self.order_by("production_id", "episode__sort_key", "sort_key", "pk")


class CreditQuerySet(Carrier, PartQuerySet[M]):
    def public(self) -> Self:
        """Confirmed credits of public productions. A removed episode or cut has none (`domain.removal`)."""
        return self.filter(public_credit())

    def carrying_in_public(self, field: str) -> Self:
        return self.public().filter(**match_outer_row(field))

    def carrying_seen_by(self, field: str, user: User) -> Any:
        return self.carrying(field).filter(seen_by(user, "production"))

    def carrying_when_removed(self, field: str) -> Self:
        return self.filter(uid__in=removed_in_public("credit")).filter(**{field: OuterRef("pk")})

    def leading_to(self, entry: Model, path: str) -> Self:
        """Those from which one of an entry's CREDIT_PATHS leads to it; what hangs on a credit counts while it stands."""
        part = path.partition("__")[0]
        standing = {f"{part}__removed_at": None} if part in ("ai_uses", "ai_declarations") else {}
        return self.filter(**{path: entry}, **standing)

    def current(self) -> Self:
        """Drafts and confirmed credits; not what was superseded or removed."""
        return self.live().filter(state__in=LIVE_CREDIT_STATES)

    def with_links(self) -> Self:
        """With every entry that a credit refers to, as the ledger tells of it."""
        return self.select_related(
            "production", "episode", "cut", "role", "contributor", "affiliation", "withheld_statement"
        )

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
        """`kind`: "any" use, a "generative" one that is recorded, "none" as declared, or "undeclared" (H14)."""
        if kind == "generative":
            uses: Any = apps.get_model("productions", "AIUse").objects.live().generative()
            return self.filter(Exists(uses.filter(credit=OuterRef("pk"))))
        return self.filter(AI_STATES[kind])

    def withheld(self, whether: str) -> Self:
        """`whether`: "true" for credits whose people withheld their names, "false" for all others."""
        withheld = Q(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)
        return self.filter(withheld if whether == "true" else ~withheld)

    def unnamed_generative(self) -> Self:
        """What rule H13 refuses: generative AI under no person's name and no person's own wish."""
        named_person = Q(kind=CreditKind.PERSON, contributor__isnull=False)
        return self.using_ai("generative").exclude(named_person).filter(withheld_statement=None)

    def holding(self, words: SearchWords) -> Self:
        """By the name as credited or any public name of the contributor."""
        every = self.model._default_manager.order_by()
        names = public_names("ContributorName").filter(match_words(words)).values("contributor")
        as_credited = every.filter(match_words(words)).values("pk")
        return self.filter(pk__in=as_credited.union(every.filter(contributor__in=names).values("pk")))

    def search(self, text: str) -> Self:
        return self.holding(SearchWords.of(text))


class ContributorQuerySet(Shared, NamedQuerySet[M]):
    NAMES, OWNER = "ContributorName", "contributor"
    CARRIED_BY = ("credits", "affiliated_credits", "validated_ai_uses", "ai_declarations", "wishes")
    """Whom credits name or employ, who answers for AI uses and declarations, and whose wishes are known."""

    def in_name_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class VocabularyQuerySet(RecordQuerySet[M]):
    """Words for everybody."""

    def visible_to(self, user: User) -> Self:
        return self.all()


class AliasQuerySet(LiveQuerySet[M]):
    """Words for everybody, which can be removed."""

    def visible_to(self, user: User) -> Self:
        return self.live()


class RoleQuerySet(VocabularyQuerySet[M]):
    def public(self) -> Self:
        """All of it, retired roles too: old credits have them."""
        return self.all()

    def on_offer(self) -> Self:
        """Roles that may be chosen: not retired."""
        return self.filter(retired_at=None)

    def search(self, text: str) -> Self:
        aliases = apps.get_model("productions", "RoleAlias").objects.filter(
            match_words(SearchWords.of(text)), role=OuterRef("pk"), removed_at=None
        )
        by_label = Q(label_ja__icontains=text) | Q(label_en__icontains=text) | Q(code__icontains=text)
        return self.filter(by_label | Exists(aliases))
