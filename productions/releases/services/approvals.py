"""Approvals: an approver signs what they looked at, named by its digest."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.ledger.services.writing import create_entity
from productions.releases.models.approvals import Approval
from productions.releases.models.releases import Release
from productions.releases.services.document_builder import build_working_document, format_person_name
from productions.releases.services.preview import get_preview
from productions.releases.services.renditions import get_rendition
from productions.releases.services.roll_refusals import RollRefusal
from productions.releases.services.roll_requests import RollRequest
from productions.rollkit.document.sealed import read_stored_digest
from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import hash_subject
from productions.rollkit.fittings import require_fitting_lines
from productions.rollkit.images.logos import list_ingredients
from productions.rollkit.layout.reel import Reel
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal, Stale
from productions.users import access
from productions.users.models import User


@transaction.atomic
def approve_roll(
    wanted: RollRequest, *, digest: str, by: User | None, now: datetime, note: str = ""
) -> Approval:
    """Sign the roll that was looked at: `digest` is the SHA-256 of its document, as the preview showed it.

    Raises NotAllowed for all but approvers, Stale when the roll is another one by now, and Refusal for a roll that
    cannot be laid out or was signed by the same person already.
    """
    access.require_level(by, wanted.production, MembershipLevel.APPROVER)
    if by is None:
        raise Refusal(_("An approval needs an approver with a name; sign in to the admin."))
    reel = get_preview(wanted, by=by).reel
    try:
        require_fitting_lines(reel.fittings)
    except RollRefused as error:
        raise RollRefusal(error) from error
    if reel.digest != digest:
        raise Stale(_("The roll has changed since you opened it; check it again before you sign."))
    release = wanted.release
    approval = Approval(
        production=wanted.production,
        episode=release.episode if release else wanted.episode,
        edition=release.edition if release else wanted.edition,
        release=release,
        document_digest=reel.digest,
        language=reel.lang,
        delivery=replace(reel.delivery, burn_in=False).to_dict(),
        subject=get_subject(reel),
        approved_by=by,
        approved_at=now,
        note=note,
    )
    return create_entity(approval, by=by, now=now, action="approved")


def get_subject(reel: Reel) -> str:
    """What is signed with a reel."""
    return hash_subject(reel.digest, reel.lang, reel.delivery, list_ingredients(reel.fonts, reel.logos))


def list_approvals(**what: str) -> list[Approval]:
    """Who signed, by `hash_subject` or other columns, the first one first. One query."""
    found = Approval.objects.live().filter(**what)
    return list(found.select_related("approved_by").order_by("approved_at", "pk"))


def list_release_approvals(release: Release) -> list[Approval]:
    """Who signed what the release shows, before it was issued or since. One query."""
    return [
        approval
        for approval in list_approvals(document_digest=read_stored_digest(get_rendition(release).document))
        if approval.production_id == release.production_id
    ]


Part = tuple[Production, Episode | None, str]
"""A production, an episode of it or all of it, and an edition."""


class SignatureStatus:
    """Tells which signatures hold: what was signed is issued, or the working copy of today. Each part is looked at once."""

    def __init__(self) -> None:
        self.issued: dict[Part, set[str]] = {}
        self.copies: dict[Part, str] = {}

    def holds(self, approval: Approval) -> bool:
        if approval.release_id is not None:
            return True
        part = (approval.production, approval.episode, approval.edition)
        if part not in self.issued:
            self.issued[part] = list_issued_digests(*part)
        if approval.document_digest in self.issued[part]:
            return True
        if part not in self.copies:
            self.copies[part] = compute_working_digest(*part)
        return approval.document_digest == self.copies[part]

    def void_among(self, approvals: Iterable[Approval]) -> frozenset[int]:
        """The keys of those that hold no more."""
        return frozenset(approval.pk for approval in approvals if not self.holds(approval))


def list_issued_digests(production: Production, episode: Episode | None, edition: str) -> set[str]:
    """The digests of what was issued of a part."""
    line = Release.objects.of(production=production, episode=episode, edition=edition)
    return set(line.values_list("digest", flat=True))


def compute_working_digest(production: Production, episode: Episode | None, edition: str) -> str:
    """The digest of the working copy of a part."""
    return build_working_document(production=production, episode=episode, edition=edition).digest


def format_signature_line(signature: Mapping[str, str]) -> str:
    """Who signed and when, in the site's time, as a file says it: `見本 承認, 2026-05-02T08:30:00+09:00`."""
    return f"{signature['by']}, {localtime(datetime.fromisoformat(signature['at'])).isoformat()}"


def describe_signatures(approvals: list[Approval]) -> list[dict[str, str]]:
    """The approvals as documents name them: `by`, `at` (ISO 8601), `note`."""
    return [
        {
            "by": format_person_name(approval.approved_by),
            "at": approval.approved_at.isoformat(),
            "note": approval.note,
        }
        for approval in approvals
    ]
