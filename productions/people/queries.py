"""Contributors with their names, identifiers and private details."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q

from productions.shared.choices import PRIVATE_NAME_KINDS, NameScript
from productions.shared.queries import LiveQuerySet, NamedQuerySet, public_production
from productions.shared.search_conditions import IsSpelled
from productions.shared.search_words import SearchWords
from productions.shared_entries.queries import Shared
from productions.users.queries import kept_by, seen_by

if TYPE_CHECKING:
    from productions.catalogue.models.works import Production
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class ContributorQuerySet(Shared, NamedQuerySet[M]):
    NAMES, OWNER = "ContributorName", "contributor"
    CARRIED_BY = (
        "credits",
        "affiliated_credits",
        "contracted_credits",
        "validated_ai_uses",
        "ai_declarations",
        "wishes",
    )
    """Whom credits name or employ, who answers for AI uses and declarations, and whose wishes are known."""

    def match_spelling(self, words: SearchWords) -> Q:
        return Q(IsSpelled("identity_key", words))

    def in_name_order(self) -> Self:
        return self.order_by("sort_key", "pk")


def contributors_seen_by(user: User | None) -> Any:
    """The keys of the people and organizations that the user sees, to be a part of other queries."""
    return apps.get_model("productions", "Contributor").objects.visible_to(user).order_by().values("pk")


class NameQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User | None) -> Self:
        """Those of whom the user sees, legal names for editors of the production that keeps them alone; strangers see names
        as part of their people."""
        if user is None:
            return self.live()
        shown = ~Q(kind__in=PRIVATE_NAME_KINDS) | kept_by(user)
        return self.live().filter(shown, contributor__in=contributors_seen_by(user))

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def of_everybody(self) -> Self:
        """Without names that a production keeps in private."""
        return self.exclude(kind__in=PRIVATE_NAME_KINDS)

    def kept_by(self, user: User) -> Self:
        """The legal names kept by productions that the user edits."""
        return self.live().filter(kept_by(user), kind__in=PRIVATE_NAME_KINDS)

    def known_in(self, production: Production) -> Self:
        """What the production itself may be told: names of everybody's kinds, and legal ones that it keeps."""
        return self.filter(~Q(kind__in=PRIVATE_NAME_KINDS) | Q(production=production))

    def of_identities(self, keys: Iterable[str]) -> Self:
        """Names of these identities (`names.identity_key`) of people who stand, and those that have no key yet: who reads them compares those.

        A reading in kana is left out: many share one, so it finds people and does not say who they are.
        """
        reading = Q(script=NameScript.KANA, primary=False)
        return self.filter(~reading, contributor__removed_at=None, identity_key__in=[*keys, ""])


class PrivateDetailsQuerySet(LiveQuerySet[M]):
    def kept_by(self, user: User) -> Self:
        """Those kept by productions that the user edits."""
        return self.live().filter(kept_by(user))

    def readable_by(self, user: User) -> Self:
        return self.kept_by(user)

    def visible_to(self, user: User) -> Self:
        return self.kept_by(user)


class GroupMembershipQuerySet(LiveQuerySet[M]):
    def tellable(self) -> Self:
        """Those that stand, of a group and a member that stand, without members who withhold their name anywhere (H16).

        A group's credits would name them where they are not to be named, so a membership is told to nobody then.
        """
        people = self.model._meta.get_field("member").related_model
        wishes: Any = people._meta.get_field("wishes").related_model  # type: ignore[union-attr]
        withheld = Exists(wishes.objects.withholding().filter(person=OuterRef("member")))
        return self.live().filter(~withheld, group__removed_at=None, member__removed_at=None)

    def public(self) -> Self:
        """Those of which anybody sees both entries."""
        shown = apps.get_model("productions", "Contributor").objects.public().order_by().values("pk")
        return self.tellable().filter(group__in=shown, member__in=shown)

    def visible_to(self, user: User | None) -> Self:
        """Those of which the user sees both entries."""
        seen = contributors_seen_by(user)
        return self.tellable().filter(group__in=seen, member__in=seen)

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def once_public(self) -> Self:
        """None is told of once it is removed: what strangers saw of it goes with the group's entry."""
        return self.none()


class TrackerIdQuerySet(LiveQuerySet[M]):
    """Identifiers in a production's own tracker: for its members, and never public."""

    def naming_withheld(self) -> Self:
        """Those of people who withhold their name in the production: they say that the person works there (H16)."""
        people = self.model._meta.get_field("contributor").related_model
        wishes: Any = people._meta.get_field("wishes").related_model  # type: ignore[union-attr]
        held = wishes.objects.withholding().filter(person=OuterRef("contributor"))
        return self.filter(Exists(held.filter(Q(production=OuterRef("production")) | Q(production=None))))

    def visible_to(self, user: User) -> Self:
        """Those of one's productions, of entries that stand, without people who withhold their name there."""
        standing = Q(production__removed_at=None)
        for name in ("episode", "cut", "contributor"):
            standing &= Q(**{name: None}) | Q(**{f"{name}__removed_at": None})
        mine = self.live().filter(seen_by(user, "production"), standing)
        withheld: Any = self.model._default_manager.all()
        return mine.exclude(pk__in=withheld.naming_withheld().order_by().values("pk"))

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)


class ExternalIdQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those of one's productions, and of the contributors that one sees."""
        mine = seen_by(user, "production") & Q(production__isnull=False, production__removed_at=None)
        parts = seen_by(user, "episode__production") & Q(
            episode__isnull=False, episode__removed_at=None, episode__production__removed_at=None
        )
        return self.live().filter(mine | parts | Q(contributor__in=contributors_seen_by(user)))

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def known_to(self, user: User | None) -> Self:
        """Those that `user` is told of anywhere: the same, and those of public productions. None: all there are."""
        if user is None:
            return self.live()
        works = public_production("production__") & Q(production__isnull=False)
        parts = public_production("episode__production__") & Q(
            episode__isnull=False, episode__removed_at=None
        )
        return self.live().filter(works | parts) | self.visible_to(user)
