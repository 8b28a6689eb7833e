"""What every query set has: who sees what, nothing deleted, search by names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from productions.access import get_reach, is_everyone, is_registrar, list_levels_from
from productions.refusals import Refusal
from productions.search import Begins, ByCode, SearchWords, Stage, find_near_misses, list_stages, match_words
from productions.vocabulary import PRIVATE_NAME_KINDS, PUBLIC_CREDIT_STATES, MembershipLevel, Visibility

if TYPE_CHECKING:
    from productions.models import User

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


def seen_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its members; a superuser sees all."""
    chosen = get_reach(user).productions
    within = Q(**{f"{path}__in": chosen}) if chosen else Q()
    if user.is_superuser:
        return within
    memberships = apps.get_model("productions", "Membership").objects.filter(user=user, removed_at=None)
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


def approved_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its approvers; a superuser approves all, and what is of none."""
    chosen = get_reach(user).productions
    within = Q(**{f"{path}__in": chosen}) if chosen else Q()
    if user.is_superuser:
        return within
    memberships = apps.get_model("productions", "Membership").objects.filter(
        user=user, removed_at=None, level=MembershipLevel.APPROVER
    )
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


def edited_by(user: User, path: str) -> Q:
    """The production that `path` leads to has `user` among its editors and up; a token that only reads leaves none."""
    reach = get_reach(user)
    if not (reach.writes and user.is_active and (user.is_staff or user.is_superuser)):
        return Q(pk__in=[])
    within = Q(**{f"{path}__in": reach.productions}) if reach.productions else Q()
    if user.is_superuser:
        return within & Q(**{f"{path}__isnull": False})
    memberships = apps.get_model("productions", "Membership").objects.filter(
        user=user, removed_at=None, level__in=list_levels_from(MembershipLevel.EDITOR)
    )
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


def kept_by(user: User) -> Q:
    """Rows kept in private by a production that `user` edits; whoever may do everything sees all, of no production too."""
    if is_everyone(user):
        return ~Q(pk=None)  # an empty condition would vanish beside others in an "or"
    return edited_by(user, "production") & Q(production__removed_at=None)


def public_names(model: str) -> Any:
    """The live names (or titles) that anybody may see."""
    names = apps.get_model("productions", model).objects.live()
    return names.exclude(kind__in=PRIVATE_NAME_KINDS)


class RecordQuerySet(QuerySet[M]):
    """The base of all: cannot delete."""

    def delete(self) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()


def removed_in_public(model: str) -> Any:
    """The uids of removed entries of a table that strangers could see."""
    tombstones = apps.get_model("productions", "Tombstone").objects
    return tombstones.filter(entity_type=model, was_public=True).values("entity_uid")


class LiveQuerySet(RecordQuerySet[M]):
    """Rows that can be removed: `live()` leaves the removed out."""

    def live(self) -> Self:
        return self.filter(removed_at=None)


class StandingQuerySet(RecordQuerySet[M]):
    """Tombstones and redirects: `standing()` leaves out those of removals and merges that were undone."""

    def standing(self) -> Self:
        return self.filter(undone_at=None)


def edits_anything(user: User) -> Q:
    """Whether `user` is an editor of any production, as a condition of the query itself."""
    reach = get_reach(user)
    if not reach.allows(MembershipLevel.EDITOR):
        return Q(pk__in=[])
    if user.is_superuser:
        return ~Q(pk=None)
    memberships = apps.get_model("productions", "Membership").objects.filter(
        user=user, removed_at=None, level__in=list_levels_from(MembershipLevel.EDITOR)
    )
    return Q(
        Exists(memberships.filter(production__in=reach.productions) if reach.productions else memberships)
    )


class Shared:
    """With LiveQuerySet: rows that productions share, seen in the admin and over the API by one rule.

    Anybody sees what is public; the members of a production what was entered for it or is on any of its credits,
    removed ones too, since taking one back must not hide the person from those who enter them again. What is
    nobody's yet, entered for no production and never on a credit, is offered to every editor: who entered it must
    find it again. Registrars see all, since only they can tell that two productions have entered one person.
    """

    def visible_to(self: Any, user: User | None) -> Any:
        return self.live().filter(self.in_sight_of(user))

    def ever_visible_to(self: Any, user: User | None) -> Any:
        """Removed and merged ones too, for who saw them while they stood.

        Nothing carries a merged one any more: it is seen where the entry that stands is, or where it was entered for one's own.
        """
        seen = self.in_sight_of(user)
        if user is not None and hasattr(self.model, "merged_into"):
            standing = self.model._default_manager.visible_to(user).order_by().values("pk")
            own = Q(seen_by(user, "entered_for"), entered_for__isnull=False)
            merged = Q(merged_into__isnull=False) & (own | Q(merged_into__in=standing))
            seen = merged | Q(seen, merged_into=None)
        return self.filter(seen)

    def in_sight_of(self: Any, user: User | None) -> Q:
        """The condition of `visible_to`, of removed ones too."""
        if user is None or is_registrar(user):
            return ~Q(pk=None)
        mine = Q(seen_by(user, "entered_for"), entered_for__isnull=False)
        nobodys = Q(entered_for=None) & edits_anything(user)
        for carrying in self.carriers():
            nobodys &= ~Q(Exists(carrying))
        for carrying in self.carriers_seen_by(user):
            mine |= Q(Exists(carrying))
        return Q(self.is_public() | mine | nobodys)

    def readable_by(self: Any, user: User) -> Any:
        return self.visible_to(user)

    def public(self: Any) -> Any:
        return self.live().filter(self.is_public())

    def is_public(self) -> Q:
        """That a public credit carries the entry."""
        raise NotImplementedError  # each kind of shared entry says it for itself

    def carriers(self) -> list[Any]:
        """Whatever carries the entry, wherever: rows related to the entry by `OuterRef("pk")`."""
        raise NotImplementedError  # each kind of shared entry says it for itself

    def carriers_seen_by(self, user: User) -> list[Any]:
        """Those of them that the user sees."""
        raise NotImplementedError  # each kind of shared entry says it for itself


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
        return apps.get_model("productions", "ExternalId").objects.live().filter(condition)

    def holding(self, words: SearchWords) -> Self:
        """With a name that holds the words, or with an identifier that they are."""
        named = Q(pk__in=self.names().filter(match_words(words)).order_by().values(self.OWNER))
        if not words.identifiers:
            return self.filter(named)
        return self.filter(named | Q(pk__in=self.identified(words).order_by().values(self.OWNER)))

    def matches(self, stage: Stage, words: SearchWords) -> Any:
        """The names (or identifiers) that match in this stage; `place` and pk order them."""
        if stage == Stage.IDENTIFIER:
            rows = self.identified(words).exclude(**{self.OWNER: None})
            return rows.annotate(place=ByCode("value", indexed=False))
        begins = stage == Stage.BEGINS
        names = self.names().annotate(place=ByCode("search_key", indexed=begins))
        if begins:
            return names.filter(Begins("place", words))
        return names.filter(match_words(words)).exclude(Q(Begins("search_key", words)))

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

    def search(self, text: str) -> Self:
        """By any name in any script or an identifier; where there is none, by near misses."""
        found = self.holding(SearchWords.of(text, self.OWNER))
        return found if found.exists() else self.filter(pk__in=self.near(text))
