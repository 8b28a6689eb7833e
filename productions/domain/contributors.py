"""Contributors: people and organizations, their names, identifiers, and merging."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions import access
from productions.domain.credits import SAME_CREDIT
from productions.domain.ledger import record_event
from productions.domain.name_lock import hold_names
from productions.domain.naming import refuse_placeholder
from productions.domain.redaction import blank_contributor
from productions.domain.withholding import join_wishes
from productions.domain.writing import change, create, create_many, prepare
from productions.models import Contributor, ContributorName, Credit, ExternalId, Production, Redirect, User
from productions.names import clean_text, lookalike_key, sort_key
from productions.refusals import Refusal
from productions.vocabulary import ContributorKind, MembershipLevel, NameKind, NameScript

EDITOR = MembershipLevel.EDITOR
APPROVER = MembershipLevel.APPROVER


@transaction.atomic
def create_contributor(
    *,
    name: str,
    by: User | None,
    now: datetime,
    kind: str = ContributorKind.PERSON,
    script: str = NameScript.NATIVE,
    name_kind: str = NameKind.REAL,
    kana: str = "",
    romaji: str = "",
    reason: str = "",
    production: Production | None = None,
    **values: Any,
) -> Contributor:
    """A new contributor with its primary name and, when given, its readings.

    `production` is the one that it is entered for: its members see the entry before a credit names it.
    `values`: email and note, both private. Raises NotAllowed; Refusal when the name is a placeholder or a
    registered AI system (H1, H4).
    """
    access.require_editor(by, production)
    contributor = Contributor(
        kind=kind, name=clean_text(name), sort_key=sort_key(kana or name), entered_for=production, **values
    )
    primary = ContributorName(contributor=contributor, text=name, script=script, kind=name_kind, primary=True)
    prepare(primary)
    refuse_placeholder(name, field="name")
    create(contributor, by=by, now=now, reason=reason)
    primary.contributor = contributor
    create(primary, by=by, now=now)
    for text, reading in ((kana, NameScript.KANA), (romaji, NameScript.ROMAJI)):
        if text and reading != script:
            add_name(contributor, text=text, script=reading, by=by, now=now)
    return contributor


@transaction.atomic
def create_contributors(
    names: Iterable[tuple[str, str]],
    *,
    by: User | None,
    now: datetime,
    systems: frozenset[str],
    production: Production | None = None,
) -> tuple[dict[tuple[str, str], Contributor], dict[tuple[str, str], Refusal]]:
    """Many new contributors from (kind, name), each with that primary name; for imports.

    Returns the contributors and the refusals, both by (kind, name): a refused name stops no other.
    `systems` are the registered AI systems' folded names, `production` the one that they are entered for. Two events
    each, a fixed number of queries.
    """
    access.require_editor(by, production)
    made: dict[tuple[str, str], Contributor] = {}
    primaries: list[ContributorName] = []
    refused: dict[tuple[str, str], Refusal] = {}
    for kind, name in dict.fromkeys(names):
        contributor = Contributor(
            kind=kind, name=clean_text(name), sort_key=sort_key(name), entered_for=production
        )
        primary = ContributorName(contributor=contributor, text=name, script=NameScript.NATIVE, primary=True)
        try:
            prepare(primary)
            refuse_placeholder(name, field="name", systems=systems)
        except Refusal as refusal:
            refused[kind, name] = refusal
        else:
            made[kind, name] = contributor
            primaries.append(primary)
    create_many(list(made.values()), by=by, now=now)
    create_many(primaries, by=by, now=now)
    return made, refused


def update_contributor(
    contributor: Contributor, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Contributor:
    """Change e-mail, note, or the kind as long as no credit stands on it."""
    access.require_anywhere(by, EDITOR)
    if values.get("kind", contributor.kind) != contributor.kind and has_credits(contributor):
        raise Refusal(fields={"kind": [_("Credits stand on this entry; its kind stays.")]})
    return change(contributor, values, by=by, now=now, reason=reason)


def has_credits(contributor: Contributor) -> bool:
    """Whether a current credit names or employs the contributor, or stands for them without their name."""
    withheld = Credit.objects.current().filter(withheld_statement__stated_by=contributor)
    return (
        contributor.credits.current().exists()
        or contributor.affiliated_credits.current().exists()
        or withheld.exists()
        or contributor.wishes.in_force().exists()
    )


@transaction.atomic
def add_name(
    contributor: Contributor, *, text: str, script: str, by: User | None, now: datetime, **values: Any
) -> ContributorName:
    """Another name. `values`: kind, primary, used_from, used_until (dates). Credits keep what they print."""
    access.require_anywhere(by, EDITOR)
    refuse_placeholder(text, field="text")
    if values.get("primary"):
        step_down(contributor, by=by, now=now)
    entry = ContributorName(contributor=contributor, text=text, script=script, **values)
    name = create(entry, by=by, now=now, action="added")
    copy_name(contributor)
    return name


@transaction.atomic
def update_name(
    name: ContributorName, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ContributorName:
    """Change a name; the primary one steps down only for another one. Credits keep what they print."""
    access.require_anywhere(by, EDITOR)
    refuse_placeholder(values.get("text", name.text), field="text")
    if name.primary and values.get("primary") is False:
        raise Refusal(
            _("A contributor needs a primary name; make another one primary and this one steps down."),
            fields={"primary": [_("Make another name primary instead.")]},
        )
    if values.get("primary") and not name.primary:
        step_down(name.contributor, by=by, now=now)
    change(name, values, by=by, now=now, reason=reason)
    copy_name(name.contributor)
    return name


def step_down(contributor: Contributor, *, by: User | None, now: datetime) -> None:
    """The primary name makes room for another one."""
    for name in contributor.names.live().filter(primary=True):
        change(name, {"primary": False}, by=by, now=now)


def copy_name(contributor: Contributor) -> None:
    """Keep the copies on the contributor, from the primary name and its reading, in step."""
    names = list(contributor.names.live())
    primary = next(name for name in names if name.primary)
    reading = next((name.text for name in names if name.script == NameScript.KANA), primary.text)
    contributor.name = primary.text
    contributor.sort_key = sort_key(reading)
    contributor.save(update_fields=["name", "sort_key"])


def lookalikes(name: str, *, by: User | None, besides: Contributor | None = None) -> list[Contributor]:
    """Contributors whose name differs from `name` only in look-alike characters (髙/高, ー/一), of those whom `by` sees."""
    found = Contributor.objects.visible_to(by).filter(
        names__lookalike_key=lookalike_key(name), names__removed_at=None
    )
    others = found.exclude(pk=besides.pk) if besides is not None else found
    return list(others.in_name_order().distinct()[:5])


@transaction.atomic
def add_external_id(
    *,
    scheme: str,
    value: str,
    by: User | None,
    now: datetime,
    production: Production | None = None,
    contributor: Contributor | None = None,
) -> ExternalId:
    """An identifier elsewhere, with its check digit checked (ISNI, ORCID, EIDR)."""
    access.require_editor(by, production)
    entry = ExternalId(scheme=scheme, value=value, production=production, contributor=contributor)
    refuse_known_identifier(entry, by=by)
    return create(entry, by=by, now=now, action="added")


def refuse_known_identifier(entry: ExternalId, *, by: User | None) -> None:
    """Raise Refusal where another entry that `by` is told of has this identifier.

    One that only others see is passed over, since the refusal would tell of it; registrars find such doubles.
    """
    prepare(entry)
    known = ExternalId.objects.known_to(by).filter(scheme=entry.scheme, value=entry.value)
    if known.exclude(pk=entry.pk).exists():
        raise Refusal(_("This identifier already belongs to another entry."))


def update_external_id(
    external_id: ExternalId, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ExternalId:
    """Correct an identifier."""
    access.require_editor(by, external_id.production)
    names = ("scheme", "value", "production", "contributor")
    trial = ExternalId(**{name: values.get(name, getattr(external_id, name)) for name in names})
    trial.pk = external_id.pk
    refuse_known_identifier(trial, by=by)
    return change(external_id, values, by=by, now=now, reason=reason)


@transaction.atomic
def merge_contributors(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> Contributor:
    """Make one entry of two: everything moves to `into`, the duplicate's uid leads there (H8).

    Every credit keeps its `credited_as`, unless one of the two withheld their name: then both have. Raises Refusal when they are the same, of different kinds, or both
    hold the same credit.
    """
    access.require_anywhere(by, APPROVER)
    hold_names()
    refuse_merge(duplicate, into, reason)
    moving: list[tuple[Iterable[Model], str]] = [
        (duplicate.credits.live(), "contributor"),
        (duplicate.affiliated_credits.live(), "affiliation"),
        (duplicate.validated_ai_uses.live(), "validated_by"),
        (duplicate.ai_declarations.live(), "declared_by"),
        (unknown_identifiers(duplicate, into), "contributor"),
    ]
    for entries, field in moving:
        for entry in entries:
            change(entry, {field: into}, by=by, now=now, action="merged", reason=reason)
    known = set(into.names.live().values_list("text", "script", "kind"))
    for name in duplicate.names.live():
        if (name.text, name.script, name.kind) not in known:
            values = {"contributor": into, "primary": False}
            change(name, values, by=by, now=now, action="merged", reason=reason)
    blank_contributor(duplicate)  # what was left with it: names that `into` has too
    duplicate.removed_at = now
    duplicate.merged_into = into
    duplicate.save(update_fields=["removed_at", "merged_into"])
    Redirect.objects.filter(to_uid=duplicate.uid).update(to_uid=into.uid)
    Redirect.objects.create(entity_type="contributor", from_uid=duplicate.uid, to_uid=into.uid)
    changes = {"merged_into": [None, str(into.uid)]}
    record_event(duplicate, action="merged", changes=changes, by=by, now=now, reason=reason)
    join_wishes(duplicate, into=into, by=by, now=now, reason=reason)
    return into


def unknown_identifiers(duplicate: Contributor, into: Contributor) -> list[ExternalId]:
    """The identifiers of `duplicate` that `into` does not have: two productions may have entered one twice."""
    known = set(into.external_ids.live().values_list("scheme", "value"))
    return [entry for entry in duplicate.external_ids.live() if (entry.scheme, entry.value) not in known]


def refuse_merge(duplicate: Contributor, into: Contributor, reason: str) -> None:
    """Raise Refusal when these two cannot become one."""
    if not reason.strip():
        raise Refusal(fields={"reason": [_("Say how you know that they are one.")]}, rule="H8")
    if duplicate.pk == into.pk:
        raise Refusal(fields={"into": [_("Choose another entry to merge into.")]})
    if duplicate.removed_at or into.removed_at:
        raise Refusal(_("One of the two was already removed or merged."))
    if duplicate.kind != into.kind:
        raise Refusal(_("A person and an organization cannot be one."))
    theirs = set(into.credits.current().values_list(*SAME_CREDIT))
    both = theirs & set(duplicate.credits.current().values_list(*SAME_CREDIT))
    if both:
        raise Refusal(
            ngettext(
                "Both hold %d credit that is the same; remove the doubled one first, with the reason.",
                "Both hold %d credits that are the same; remove the doubled ones first, with the reason.",
                len(both),
            )
            % len(both)
        )
