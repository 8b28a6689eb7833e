"""What every query set has: who sees what, nothing deleted, search by names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from productions.access import may_anywhere, reach_of
from productions.refusals import Refusal
from productions.search import Words, holding, nearly, ranked
from productions.vocabulary import PRIVATE_NAME_KINDS, MembershipLevel, Visibility

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
    chosen = reach_of(user).productions
    within = Q(**{f"{path}__in": chosen}) if chosen else Q()
    if user.is_superuser:
        return within
    memberships = apps.get_model("productions", "Membership").objects.filter(user=user, removed_at=None)
    return within & Q(**{f"{path}__in": memberships.values("production_id")})


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


class Shared:
    """With LiveQuerySet: rows that no production owns. Members of any production see them all."""

    def readable_by(self: Any, user: User) -> Any:
        return self.live() if may_anywhere(user, MembershipLevel.VIEWER) else self.public()


class NamedQuerySet(LiveQuerySet[M]):
    """Entries that are searched by their names or titles: rows of `NAMES`, which belong to them by `OWNER`."""

    NAMES: ClassVar[str]
    OWNER: ClassVar[str]

    def names(self) -> Any:
        """The names that anybody may see."""
        return public_names(self.NAMES)

    def holding(self, words: Words) -> Self:
        """With a name that holds the words, and the `rank` of the match (0 is best)."""
        return ranked(self, self.names(), self.OWNER, words)

    def nearly(self, text: str) -> Self:
        """With a name in Latin letters that is nearly the text, and its `rank`."""
        return nearly(self, self.names(), self.OWNER, text)

    def search(self, text: str) -> Self:
        """By any name in any script; where there is none, by near misses."""
        words = Words.of(text)
        return self.holding(words) if self.names().filter(holding(words)).exists() else self.nearly(text)
