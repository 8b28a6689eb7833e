"""Renditions: what the public gets of an issued release, made anew when a wish concerns it. The release itself never changes (H9, H16)."""

import gzip
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone

from productions.domain.ledger import record_event
from productions.domain.release_readings import forget_texts
from productions.domain.wishes import names_of, uids_of
from productions.models import Approval, Production, Release, Rendition, Wish
from productions.roll import words
from productions.roll.sealed import Sealed, digest, digest_of_stored, read_sealed
from productions.roll.unsealing import opened, redacted, unchained


@dataclass(frozen=True, slots=True)
class Hidden:
    """People whose names are left out of documents: their uids, and every name that they have."""

    uids: frozenset[str]
    names: frozenset[str]


def hidden_in(production: Production, *, earlier: bool = False) -> Hidden:
    """Who withholds their name in the production; with `earlier`, from the issues made before too. Few queries."""
    wishes = Wish.objects.withholding().holding_in(production)
    if earlier:
        wishes = wishes.filter(earlier_issues=True)
    people = set(wishes.values_list("person", flat=True))
    return Hidden(uids_of(people), names_of(people))


def make_rendition(release: Release, *, now: datetime) -> Rendition:
    """Make or renew the public copy of a release. The issue before must have its copy."""
    before = previous_rendition(release)
    chained = before is None or before.digest != ""
    hidden = hidden_in(release.production, earlier=True)
    sealed = read_sealed(release.document)
    shown = redacted(sealed, hidden.uids, hidden.names)
    shown = with_notice(shown if chained else unchained(shown))
    document = shown.to_bytes()
    rendition, _made = Rendition.objects.update_or_create(
        release=release,
        defaults={
            "document": document.decode(),
            "packed": gzip.compress(document, 9, mtime=0),
            "etag": digest(document),
            "digest": release.digest if shown.published else "",
            "issue_digest": shown.issue_digest if shown.published else "",
            "previous_digest": release.previous_digest if chained else "",
            "withheld": len(sealed.annex) - len(shown.annex),
            "changed_at": now,
        },
    )
    forget_texts(release)
    return rendition


def rendition_of(release: Release, *columns: str) -> Rendition:
    """The copy as it is now, whatever the release in memory remembers; with `columns`, only these are read."""
    copies = Rendition.objects.filter(release=release).only(*columns)
    found = copies.first()
    if found is None:
        make_missing_renditions(now=timezone.now())
        found = copies.get()
    return found


def with_notice(sealed: Sealed) -> Sealed:
    """The same, saying of a statement from before anybody was asked whether AI was used that it declares nothing (H14)."""
    facts = opened(sealed).facts
    told = {lang: notice for lang in words.LANGUAGES if (notice := words.old_statement_notice(facts, lang))}
    return replace(sealed, notices=(*sealed.notices, told)) if told else sealed


def previous_rendition(release: Release) -> Rendition | None:
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
        old, new = digest_of_stored(before or release.document), digest_of_stored(rendition.document)
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
