"""Credits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

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
from productions.shared.read_keys import IsAmongKeys
from productions.shared.search import match_readings, match_words
from productions.shared.search_words import SearchWords
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
AI_STATE_NAMES = {AIState.USED: "any", AIState.NONE: "none", AIState.NOT_ASKED: "undeclared"}


def holds_in(episode: Episode) -> Q:
    """Credits of the episode, of a range that it is in, of the whole production unless it is an exception there, and of segments that run in it."""
    of_whole = Q(episode=None) & (Q(segment=None) | runs_in(episode, "segment__")) & ~excepts(episode)
    return Q(episode=episode.pk) | range_holds(episode) | of_whole


def excepts(episode: Episode) -> Q:
    """Credits of the whole production that do not hold in this episode, since somebody else has their place there."""
    return Q(except_episodes__contains=str(episode.uid))


def range_holds(episode: Episode) -> Q:
    """Credits of a range that the episode is in; only numbered ones are."""
    if episode.kind != EpisodeKind.EPISODE:
        return Q(pk__in=())
    return Q(
        episode__kind=EpisodeKind.EPISODE,
        episode__sort_key__lte=episode.sort_key,
        last_episode__isnull=False,
        last_episode__sort_key__gte=episode.sort_key,
    )


def match_range_around(model: type[Model], column: str, uid: Any) -> Q:
    """Credits of a range that contains the episode or cut (`column`) of this uid; an opening or a special is in none."""
    place: Any = model._meta.get_field(column).related_model
    one = place._base_manager.order_by().filter(uid=uid)
    if column == "episode":
        one = one.filter(kind=EpisodeKind.EPISODE)
        same = Q(last_episode__production=one.values("production")[:1])
    else:
        in_episode = Q(last_cut__episode=one.values("episode")[:1])
        outside = one.filter(episode=None).values("production")[:1]
        same = in_episode | Q(last_cut__episode=None, last_cut__production=outside)
    key = one.values("sort_key")[:1]
    ends = {f"{column}__sort_key__lte": key, f"last_{column}__sort_key__gte": key}
    return Q(**{f"last_{column}__isnull": False}, **ends) & same


def stands_under_nobody(prefix: str = "") -> Q:
    """The credit has no person's name and no person's own wish; `prefix` is the path to it, with its `__`."""
    named_person = Q(**{f"{prefix}kind": CreditKind.PERSON, f"{prefix}contributor__isnull": False})
    return ~named_person & Q(**{f"{prefix}withheld_statement": None})


STUDIO_ROLES = ("animation_production", "production_company")
"""Roles whose organizations are the studios of a production: アニメーション制作, 制作プロダクション."""


class CreditQuerySet(Carrier, PartQuerySet[M]):
    RANGES = ("episode", "cut")
    """Columns that are the first end of a range; the last one is `last_` with their name."""

    def public(self) -> Self:
        """Confirmed credits of public productions. A removed episode or cut has none (`removals.services.removal`)."""
        return self.filter(public_credit())

    def carrying_in_public(self, field: str) -> Self:
        return self.public().filter(**match_outer_row(field))

    def match_member(self, user: User) -> Q:
        return seen_by(user, "production")

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

    def of_series_except(self, episode: Episode) -> Self:
        """The current ones of the whole production that do not hold in this episode."""
        return self.current().filter(excepts(episode), production=episode.production_id, episode=None)

    def in_range(self, episode: Episode) -> Self:
        """Those of a range of episodes that the episode is in."""
        return self.filter(range_holds(episode))

    def held_by(self, column: str, uids: Iterable[Any]) -> Self:
        """Those of the episodes or cuts (`column`) of these uids, and of ranges that contain one of them.

        By the keys of both kinds, so that the index of each is used.
        """
        every: Any = self.model._default_manager.order_by()
        place: Any = self.model._meta.get_field(column).related_model
        own, around = Q(), Q()
        for uid in uids:
            own |= Q(**{column: place._base_manager.order_by().filter(uid=uid).values("pk")[:1]})
            around |= match_range_around(self.model, column, uid)
        keys = every.filter(own).values("pk").union(every.filter(around).values("pk"))
        # A cut has some credits; of an episode they may be most of the table.
        return self.filter(IsAmongKeys("pk", keys) if column == "cut" else Q(pk__in=keys))

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

    def in_ai_state(self, state: str) -> Self:
        """Those of one state (an AIState): what is recorded goes before what was declared."""
        return self.filter(AI_STATES[AI_STATE_NAMES[AIState(state)]])

    def withheld(self, whether: str) -> Self:
        """`whether`: "true" for credits whose people withheld their names, "false" for all others."""
        withheld = Q(absence_reason=AbsenceReason.WITHHELD_BY_CONTRIBUTOR)
        return self.filter(withheld if whether == "true" else ~withheld)

    def shown_on_screen(self, whether: str) -> Self:
        """`whether`: "true" for credits that the roll shows, "false" for uncredited work."""
        return self.filter(on_screen=whether == "true")

    def unnamed_generative(self) -> Self:
        """What rule H13 refuses: generative AI under no person's name and no person's own wish."""
        return self.using_ai("generative").filter(stands_under_nobody())

    def holding(self, words: SearchWords) -> Self:
        """By the name as credited or any public name of the contributor, or by its reading."""
        every = self.model._default_manager.order_by()
        named = match_words(words) | match_readings(words)
        names = public_names("ContributorName").filter(named).values("contributor")
        as_credited = every.filter(match_words(words)).values("pk")
        return self.filter(pk__in=as_credited.union(every.filter(contributor__in=names).values("pk")))

    def search(self, text: str) -> Self:
        return self.holding(SearchWords.of(text))


def find_only_episode(credits: QuerySet[Any]) -> int | None:
    """The key of the episode that all of these credits are of; None where they are of several, of none, or of a whole work. One query."""
    keys = list(credits.order_by().values_list("episode", flat=True).distinct()[:2])
    return keys[0] if len(keys) == 1 else None
