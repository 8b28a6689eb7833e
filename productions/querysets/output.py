"""Releases, exports, fonts, dumps, tokens, webhooks, the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import connections
from django.db.models import Case, F, FilteredRelation, Max, Model, Q, QuerySet, TextField, Value, When
from django.utils.translation import gettext as _

from productions.access import is_everyone
from productions.querysets.base import (
    LiveQuerySet,
    RecordQuerySet,
    approved_by,
    public_production,
    refuse_deletion,
    seen_by,
)
from productions.refusals import Refusal
from productions.vocabulary import PERSONAL_MARK, ExportState, FileState, WebhookState

if TYPE_CHECKING:
    from productions.models import User


M = TypeVar("M", bound=Model)


class ReleaseQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.public() | self.visible_to(user)

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
        return self.defer("document")

    def with_text(self, *, format: str, language: str) -> Self:
        """With what is stored of the roll in a format and language as `text` (`productions.models.RollText`), where it is."""
        wanted = Q(texts__format=format, texts__language=language)
        return self.annotate(text=FilteredRelation("texts", condition=wanted))


class ExportQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def newest_first(self) -> Self:
        return self.order_by(F("requested_at").desc(), "-pk")

    def without_document(self) -> Self:
        return self.defer("document")


class ApprovalQuerySet(LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)


class StudioFileQuerySet(RecordQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.filter(seen_by(user, "production"), production__removed_at=None)

    def active(self) -> Self:
        """Those that new rolls can be set in."""
        return self.filter(state=FileState.ACTIVE)


class DumpQuerySet(RecordQuerySet[M]):
    def with_files(self) -> Self:
        """Finished dumps that still have their files, newest first."""
        return self.filter(state=ExportState.DONE, dropped_at=None).order_by("-finished_at", "-pk")

    def visible_to(self, user: User) -> Self:
        """Dumps hold what is public, so all staff see them."""
        return self.all()


class TokenQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(user=user)


class InvitationQuerySet(RecordQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """Those to productions that the user approves."""
        return self.filter(approved_by(user, "production"))


class WebhookQuerySet(LiveQuerySet[M]):
    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.live().filter(user=user)

    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def of_open_accounts(self) -> Self:
        """Of accounts that are still open; disabled ones too."""
        return self.live().filter(user__is_active=True, user__is_staff=True)

    def deliverable(self) -> Self:
        """Active, of an account that is still open."""
        return self.of_open_accounts().filter(state=WebhookState.ACTIVE)

    def with_waiting_ping(self) -> Self:
        """Those that a test was asked for which no worker has made yet."""
        return self.of_open_accounts().filter(ping_asked_at__isnull=False, pinged_at=None)


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
