"""The ledger: events, and what stays of entries that were removed or merged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.db import connections
from django.db.models import Case, F, Max, Model, Q, QuerySet, TextField, Value, When
from django.utils.translation import gettext as _

from productions.shared.choices import PERSONAL_MARK
from productions.shared.queries import RecordQuerySet, refuse_deletion
from productions.shared.refusals import Refusal
from productions.users.access import is_everyone

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


def removed_in_public(model: str) -> Any:
    """The uids of removed entries of a table that strangers could see."""
    tombstones = apps.get_model("productions", "Tombstone").objects
    return tombstones.filter(entity_type=model, was_public=True).values("entity_uid")


class StandingQuerySet(RecordQuerySet[M]):
    """Tombstones and redirects: `standing()` leaves out those of removals and merges that were undone."""

    def standing(self) -> Self:
        return self.filter(undone_at=None)


NUMBERING = """
UPDATE productions_event SET seq = %s + waiting.place
FROM (
  SELECT id AS event, row_number() OVER (ORDER BY id) AS place
  FROM productions_event WHERE seq IS NULL AND NOT silent AND id IN ({places})
) AS waiting
WHERE productions_event.id = waiting.event AND productions_event.seq IS NULL AND NOT productions_event.silent
"""
"""Django has no UPDATE by another list of rows; PostgreSQL and SQLite (3.33) have the same one."""


class EventQuerySet(QuerySet[M]):
    """The ledger: read in order of writing; never updated or deleted through here."""

    def about(self, entities: Iterable[Any]) -> Self:
        return self.filter(entity_uid__in=[entity.uid for entity in entities])

    def unnumbered(self) -> Self:
        """Those that the sequencer has not looked at, oldest first."""
        return self.filter(seq=None, silent=False).order_by("pk")

    def numbered(self) -> Self:
        """Those with a number of the feed, the last one first."""
        return self.exclude(seq=None).order_by("-seq")

    def assign_numbers(self, events: Collection[int]) -> None:
        """Number these events (keys) in the order of writing, after the highest number there is."""
        if not events:
            return
        highest = self.model._default_manager.aggregate(highest=Max("seq"))["highest"] or 0
        statement = NUMBERING.format(places=", ".join(["%s"] * len(events)))
        with connections[self.db].cursor() as cursor:
            cursor.execute(statement, [highest, *events])

    def silence(self, events: Collection[int]) -> None:
        """These events (keys) get no number, ever."""
        QuerySet.update(self.unnumbered().filter(pk__in=events).order_by(), silent=True)

    def visible_to(self, user: User) -> Self:
        """All for superusers, as it runs across productions; an entry's own page shows its part to who sees the entry."""
        return self if is_everyone(user) else self.none()

    def blank_personal(self) -> int:
        """Blank the personal values and the reasons of these events; returns how many had any. One statement.

        The reason of a removal stays: it was written of what was removed already, and the tombstone has it too.
        """
        telling = ~Q(reason__in=("", PERSONAL_MARK)) & ~Q(action="removed")
        blanked = Case(When(telling, then=Value(PERSONAL_MARK, TextField())), default=F("reason"))
        concerned = self.filter(~Q(personal={}) | telling).order_by()
        return QuerySet.update(concerned, personal={}, reason=blanked)

    def update(self, **values: Any) -> int:
        raise Refusal(_("The ledger is only added to."), rule="H8")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise refuse_deletion()
