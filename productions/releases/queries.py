"""Releases and their approvals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db.models import F, FilteredRelation, Model, Q

from productions.catalogue.queries import EditionRows
from productions.shared.queries import LiveQuerySet, RecordQuerySet, public_production
from productions.users.queries import seen_by

if TYPE_CHECKING:
    from productions.users.models import User

M = TypeVar("M", bound=Model)


class ReleaseQuerySet(EditionRows, RecordQuerySet[M]):
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

    def with_committed_document(self, digest: Any) -> Self:
        """Those whose document has this published digest and names nobody: the one of `staffroll.roll/1`, with its names in it, is its issue too."""
        return self.filter(rendition__digest=digest).exclude(rendition__issue_digest=F("rendition__digest"))

    def with_digest(self, digest: Any) -> Self:
        """Those whose document or issue has this published digest, of documents that name nobody: others could be guessed by it."""
        found = Q(rendition__digest=digest) | Q(rendition__issue_digest=digest)
        return self.filter(found).exclude(rendition__issue_digest=F("rendition__digest"))

    def with_text(self, *, format: str, language: str) -> Self:
        """With what is stored of the roll in a format and language as `text` (`productions.models.RollText`), where it is."""
        wanted = Q(texts__format=format, texts__language=language)
        return self.annotate(text=FilteredRelation("texts", condition=wanted))


class ApprovalQuerySet(EditionRows, LiveQuerySet[M]):
    def readable_by(self, user: User) -> Self:
        return self.visible_to(user)

    def visible_to(self, user: User) -> Self:
        return self.live().filter(seen_by(user, "production"), production__removed_at=None)
