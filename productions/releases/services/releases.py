"""Releases: freezing the working record into issue N, which never changes (H9, H13)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.catalogue.services.editions import require_edition
from productions.ledger.services.writing import create_entity
from productions.operations.services.name_lock import share_names
from productions.releases.models.releases import Release
from productions.releases.services.blockers import (
    LIFTED_BY_OVERRIDE,
    Blocker,
    describe_unchanged,
    list_blockers,
    require_lifted,
)
from productions.releases.services.differences import has_same_content
from productions.releases.services.document_builder import (
    build_document,
    build_working_document,
    describe_override,
    format_person_name,
)
from productions.releases.services.release_readings import store_readings
from productions.releases.services.renditions import make_rendition
from productions.rollkit.document.errata import list_errata
from productions.rollkit.document.model import RollDocument
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.document.work import Issue
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User
from productions.wishes.services import read_wishes_for_errata


@transaction.atomic
def issue_release(
    production: Production,
    *,
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    edition: str = "",
    override_reason: str = "",
    reason: str = "",
    seen: str = "",
    names_checked: bool = False,
) -> Release:
    """Freeze the confirmed credits as the next issue of this production or episode and edition.

    Refused, with every reason listed, when there is nothing to issue, when drafts remain, or while a
    generative AI use has no named or self-withheld person (H13). `override_reason` lifts only the last one;
    the document prints it with the approver's name. A further issue carries the digest of the one before and
    the differences by person; `reason` says in the ledger why it is issued. `seen` is the SHA-256 of the working copy that
    was looked at, if any. Disputed credits stop nothing, or anybody could hold up an issue: the document says which they are. Where credits say a name that somebody withheld here, they are listed and refused until `names_checked`.
    Raises NotAllowed, Refusal, and Stale when the working copy is another one by now.
    """
    access.require_level(by, production, MembershipLevel.APPROVER)
    if episode is not None and episode.production_id != production.pk:
        raise Refusal(fields={"episode": [_("Episode %s belongs to another production.") % episode]})
    require_edition(production, edition)
    share_names()
    # The next number is taken under a lock on the production, so two approvers cannot both be first.
    Production.objects.select_for_update().get(pk=production.pk)
    require_same_roll(production, episode, edition, seen)
    blockers = list_blockers(production, episode=episode, edition=edition)
    override = override_reason.strip()
    require_lifted(blockers, override=override != "", names_checked=names_checked)
    if override:
        require_override_needed(blockers, by)
    return freeze_release(
        production,
        episode=episode,
        edition=edition,
        override_reason=override,
        reason=" ".join(filter(None, (reason.strip(), override))),
        by=by,
        now=now,
    )


def require_same_roll(production: Production, episode: Episode | None, edition: str, seen: str) -> None:
    """Raise Stale where a working copy was looked at, by its SHA-256, and it is another one by now."""
    if not seen:
        return
    if build_working_document(production=production, episode=episode, edition=edition).digest != seen:
        raise Stale(_("The roll has changed since you opened it; check it again."))


def require_override_needed(blockers: Iterable[Blocker], by: User | None) -> None:
    """Raise Refusal where there is nothing to override, or nobody whose name the document could print (H13)."""
    if not any(blocker.lifted_by == LIFTED_BY_OVERRIDE for blocker in blockers):
        raise Refusal(_("No override is needed here; leave the reason empty."), rule="H13")
    if by is None:
        raise Refusal(_("An override needs an approver with a name; sign in to the admin."), rule="H13")


def freeze_release(
    production: Production,
    *,
    episode: Episode | None,
    edition: str,
    override_reason: str,
    reason: str,
    by: User | None,
    now: datetime,
) -> Release:
    """Compose, chain to the issue before, and store."""
    previous = Release.objects.of(production=production, episode=episode, edition=edition).last()
    number = previous.number + 1 if previous else 1
    header = make_header(number, previous, override_reason, by=by, now=now)
    document = build_document(
        production=production, episode=episode, edition=edition, issue=header, confirmed_only=True
    )
    if previous:
        document = add_errata(document, previous, production)
    release = Release(
        production=production,
        episode=episode,
        edition=edition,
        number=number,
        issued_at=now,
        issued_by=by,
        override_by=by if override_reason else None,
        override_reason=override_reason,
        document=document.to_bytes().decode(),
        digest=document.digest,
        issue_digest=document.sealed.issue_digest,
        previous_digest=header.previous_digest or header.previous_plain_digest,
        disputed=len(document.disputes),
    )
    create_entity(release, by=by, now=now, action="issued", reason=reason)
    store_readings(release, make_rendition(release, now=now))
    return release


def make_header(
    number: int, previous: Release | None, override_reason: str, *, by: User | None, now: datetime
) -> Issue:
    """What an issue says of itself: its number, who issued it and when, and the issue before."""
    return Issue(
        number=number,
        issued_at=localtime(now).isoformat(),
        issued_by=format_person_name(by),
        previous_digest=previous.issue_digest if previous else "",
        override=describe_override(by=by, at=now, reason=override_reason),
        errata=(),
        previous_plain_digest=previous.digest if previous and not previous.issue_digest else "",
    )


def add_errata(document: RollDocument, previous: Release, production: Production) -> RollDocument:
    """The document with what differs from the issue before, by person. Raises Refusal where nothing does."""
    before = read_document(previous.document)
    if has_same_content(before, document):
        raise Refusal(*describe_unchanged(previous).sentences)
    corrections = list_errata(before, document, read_wishes_for_errata(production))
    return replace(document, issue=replace(document.issue, errata=corrections))
