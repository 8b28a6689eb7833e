"""Renditions: what the public gets of an issued release, made anew when a wish concerns it. The release itself never changes (H9, H16)."""

import gzip
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from productions.catalogue.models.works import Production
from productions.ledger.services.ledger import record_event
from productions.people.services.identities import list_person_names, list_person_uids
from productions.releases.models.approvals import Approval
from productions.releases.models.releases import Release
from productions.releases.models.renditions import Rendition
from productions.releases.services.release_readings import forget_texts
from productions.rollkit.document.sealed import (
    SealedDocument,
    compute_digest,
    read_sealed,
    read_stored_digest,
)
from productions.rollkit.document.unsealing import open_sealed, redact_sealed, unchain_sealed
from productions.rollkit.roll_catalogue import list_catalogue_languages
from productions.rollkit.texts.ai_statement import format_old_statement_notice
from productions.wishes.models.wishes import Wish


@dataclass(frozen=True, slots=True)
class HiddenPeople:
    """People whose names are left out of documents: their uids, and every name that they have."""

    uids: frozenset[str]
    names: frozenset[str]


def find_hidden_people(production: Production, *, earlier: bool = False) -> HiddenPeople:
    """Who withholds their name in the production; with `earlier`, from the issues made before too. Few queries."""
    wishes = Wish.objects.withholding().holding_in(production)
    if earlier:
        wishes = wishes.filter(earlier_issues=True)
    people = set(wishes.values_list("person", flat=True))
    return HiddenPeople(list_person_uids(people), list_person_names(people))


def make_rendition(release: Release, *, now: datetime) -> Rendition:
    """Make or renew the public copy of a release. The issue before must have its copy."""
    before = get_previous_rendition(release)
    chained = before is None or before.digest != ""
    hidden = find_hidden_people(release.production, earlier=True)
    sealed = read_sealed(release.document)
    shown = redact_sealed(sealed, hidden.uids, hidden.names)
    shown = add_statement_notice(shown if chained else unchain_sealed(shown))
    document = shown.to_bytes()
    rendition, _made = Rendition.objects.update_or_create(
        release=release,
        defaults={
            "document": document.decode(),
            "packed": gzip.compress(document, 9, mtime=0),
            "etag": compute_digest(document),
            "digest": release.digest if shown.published else "",
            "issue_digest": shown.issue_digest if shown.published else "",
            "previous_digest": release.previous_digest if chained else "",
            "withheld": len(sealed.annex) - len(shown.annex),
            "changed_at": now,
        },
    )
    forget_texts(release)
    return rendition


def get_rendition(release: Release, *columns: str) -> Rendition:
    """The copy as it is now, whatever the release in memory remembers; with `columns`, only these are read."""
    copies = Rendition.objects.filter(release=release).only(*columns)
    found = copies.first()
    if found is None:
        make_missing_renditions(now=timezone.now())
        found = copies.get()
    return found


def add_statement_notice(sealed: SealedDocument) -> SealedDocument:
    """The same, saying of a statement from before anybody was asked whether AI was used that it declares nothing (H14)."""
    facts = open_sealed(sealed).facts
    told = {
        lang: notice
        for lang in list_catalogue_languages()
        if (notice := format_old_statement_notice(facts, lang))
    }
    return replace(sealed, notices=(*sealed.notices, told)) if told else sealed


def get_previous_rendition(release: Release) -> Rendition | None:
    """The copy of the issue before; None for the first issue."""
    return Rendition.objects.filter(
        release__production=release.production,
        release__episode=release.episode,
        release__edition=release.edition,
        release__number=release.number - 1,
    ).first()


def renew_renditions(production: Production, *, now: datetime) -> None:
    """Make the copies of all issues of a production anew, oldest first.

    A signature on an issue in `staffroll.roll/1`, whose copies have digests of their own, names that of the newest copy.
    """
    for release in production.releases.select_related("production").order_by("number", "pk"):
        before = Rendition.objects.filter(release=release).values_list("document", flat=True).first()
        rendition = make_rendition(release, now=now)
        if rendition.document == before:
            continue
        record_event(release, action="redacted", changes={}, by=None, now=now)
        old, new = read_stored_digest(before or release.document), read_stored_digest(rendition.document)
        signed = Approval.objects.filter(production=production, document_digest=old)
        if old != new:
            signed.update(document_digest=new)


def make_missing_renditions(*, now: datetime) -> int:
    """Make the copies of issues of before there were any, or by code that knows of none; returns how many."""
    missing = Release.objects.filter(rendition=None).select_related("production").order_by("number", "pk")
    made = 0
    for release in missing.iterator():
        make_rendition(release, now=now)
        made += 1
    return made
