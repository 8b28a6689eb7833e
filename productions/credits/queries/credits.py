"""Credits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Prefetch, Q

from productions.catalogue.queries import PartQuerySet
from productions.ledger.queries import removed_in_public
from productions.segments.queries import runs_in
from productions.shared.choices import (
    LIVE_CREDIT_STATES,
    PUBLIC_CREDIT_STATES,
    AbsenceReason,
    AIState,
    ContributorKind,
    CreditKind,
    EpisodeKind,
)
from productions.shared.queries import public_credit, public_names
from productions.shared.search import SearchWords, match_words
from productions.shared_entries.queries import Carrier, match_outer_row
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.catalogue.models.works import Episode, Production
    from productions.users.models import User

M = TypeVar("M", bound=Model)


AI_STATES = {
    "any": Q(ai_recorded=True) | Q(ai_declared=AIState.USED),
    "none": Q(ai_declared=AIState.NONE),
    "undeclared": Q(ai_declared=AIState.NOT_ASKED, ai_recorded=False),
}
"""Credits by whether AI was used; each credit is in one of them (H14)."""


def holds_in(episode: Episode) -> Q:
    """Credits of the episode, of a range that it is in, of the whole production, and of segments that run in it."""
    of_whole = Q(episode=None) & (Q(segment=None) | runs_in(episode, "segment__"))
    own = Q(episode=episode.pk)
    if episode.kind != EpisodeKind.EPISODE:
        return own | of_whole
    of_range = Q(episode__sort_key__lte=episode.sort_key, last_episode__sort_key__gte=episode.sort_key)
    return own | of_range & Q(episode__kind=EpisodeKind.EPISODE) | of_whole


STUDIO_ROLES = ("animation_production", "production_company")
"""Roles whose organizations are the studios of a production: アニメーション制作, 制作プロダクション."""


class CreditQuerySet(Carrier, PartQuerySet[M]):
    def public(self) -> Self:
        """Confirmed credits of public productions. A removed episode or cut has none (`removals.services.removal`)."""
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

    def of_roll(self, production: Production, episode: Episode | None, edition: str) -> Self:
        """The current credits that a roll shows.

        An episode's roll has the credits of the episode and its cuts, those of a range that it is in, those of the whole
        production and those of segments that run in it; the production's own roll has all. Credits of other editions stay
        out, those of none are in each.
        """
        found = self.current().filter(production=production, edition__in=sorted({"", edition}))
        return found if episode is None else found.filter(holds_in(episode))

    def with_links(self) -> Self:
        """With every entry that a credit refers to, as the ledger tells of it."""
        return self.select_related(
            "production", "episode", "last_episode", "cut", "last_cut", "segment", "song", "joint_line", "role", "contributor",
            "affiliation", "contracted_by", "withheld_statement",
        )  # fmt: skip

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

    def of_studios(self) -> Self:
        """Of each production the credits by which organizations are its studios, each organization once, in roll order.

        A studio is an organization that a confirmed credit names in one of STUDIO_ROLES. Nothing else makes one: neither the
        studio that somebody worked for nor 制作協力, so a production without such a credit has no known studio.
        """
        confirmed = self.live().filter(
            state__in=PUBLIC_CREDIT_STATES,
            role__code__in=STUDIO_ROLES,
            contributor__kind=ContributorKind.ORGANIZATION,
        )
        same = {name: OuterRef(name) for name in ("production", "contributor")}
        before = Q(role__order__lt=OuterRef("role__order")) | Q(
            role__order=OuterRef("role__order"), pk__lt=OuterRef("pk")
        )
        return confirmed.exclude(Exists(confirmed.filter(before, **same))).order_by(
            "role__department__order", "role__order", "position", "pk"
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
