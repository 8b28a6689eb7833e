"""Contributors: people and organizations, their names and identifiers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.services.name_rules import refuse_placeholder
from productions.catalogue.models.works import Production
from productions.catalogue.services.memberships import find_only_production
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.redaction import blank_personal
from productions.ledger.services.writing import change_entity, create_entity, create_many
from productions.operations.services.turns import lock_identities
from productions.people.models.external_ids import ExternalId
from productions.people.models.people import Contributor, ContributorName
from productions.people.services.private_details import add_private_details, find_keeper, require_same_keeper
from productions.shared.choices import PRIVATE_NAME_KINDS, ContributorKind, NameKind, NameScript
from productions.shared.intake_choices import SharedAct
from productions.shared.names import clean_text, lookalike_key, sort_key
from productions.shared.refusals import Refusal
from productions.shared.time_limits import stop_at_deadline
from productions.shared_entries.services.shared_entries import get_credits, require_right
from productions.users import access
from productions.users.models import User


@transaction.atomic
def create_contributor(
    *,
    name: str,
    by: User | None,
    now: datetime,
    kind: str = ContributorKind.PERSON,
    script: str = NameScript.NATIVE,
    name_kind: str = NameKind.REAL,
    language: str = "",
    kana: str = "",
    romaji: str = "",
    disambiguation: str = "",
    reason: str = "",
    production: Production | None = None,
    email: str = "",
    note: str = "",
) -> Contributor:
    """A new contributor with its primary name and, when given, its readings.

    `production` is the one that it is entered for: its members see the entry before a credit names it. It may be left
    out by whoever edits one only. It keeps `email` and `note` in private, and is needed for them. Raises NotAllowed;
    Refusal when the name is a placeholder or a registered AI system (H1, H4).
    """
    access.require_editor(by, production)
    production = production or find_only_production(by)
    contributor = Contributor(
        kind=kind,
        name=clean_text(name),
        sort_key=sort_key(kana or name),
        disambiguation=disambiguation,
        entered_for=production,
    )
    primary = ContributorName(
        contributor=contributor, text=name, script=script, kind=name_kind, language=language, primary=True
    )
    prepare_entity(primary)
    refuse_placeholder(name, field="name")
    lock_identities(text for text in (name, romaji) if text)
    create_entity(contributor, by=by, now=now, reason=reason)
    primary.contributor = contributor
    create_entity(primary, by=by, now=now)
    for text, reading in ((kana, NameScript.KANA), (romaji, NameScript.ROMAJI)):
        if text and reading != script:
            add_name(contributor, text=text, script=reading, by=by, now=now)
    if email or note:
        add_private_details(contributor, production=production, email=email, note=note, by=by, now=now)
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
    made, primaries, refused = draft_contributors(names, systems=systems, production=production)
    create_many(list(made.values()), by=by, now=now)
    create_many(primaries, by=by, now=now)
    return made, refused


def draft_contributors(
    names: Iterable[tuple[str, str]],
    *,
    systems: frozenset[str],
    production: Production | None,
    readings: Mapping[tuple[str, str], str] = MappingProxyType({}),
    languages: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> tuple[dict[tuple[str, str], Contributor], list[ContributorName], dict[tuple[str, str], Refusal]]:
    """What `create_contributors` stores and returns, with the names; nothing is written. `readings` and `languages` (of their characters) are those of names, where known."""
    made: dict[tuple[str, str], Contributor] = {}
    primaries: list[ContributorName] = []
    refused: dict[tuple[str, str], Refusal] = {}
    for kind, name in stop_at_deadline(dict.fromkeys(names)):
        contributor = Contributor(
            kind=kind, name=clean_text(name), sort_key=sort_key(name), entered_for=production
        )
        primary = ContributorName(
            contributor=contributor,
            text=name,
            script=NameScript.NATIVE,
            language=languages.get((kind, name), ""),
            primary=True,
        )
        try:
            prepare_entity(primary)
            refuse_placeholder(name, field="name", systems=systems)
        except Refusal as refusal:
            refused[kind, name] = refusal
        else:
            made[kind, name] = contributor
            primaries.append(primary)
            if reading := readings.get((kind, name), ""):
                primaries.append(draft_reading(contributor, reading))
    return made, primaries, refused


def draft_reading(contributor: Contributor, reading: str) -> ContributorName:
    """How a name is read, in kana or Latin letters; kana say where the entry stands in lists. Raises Refusal for what is no name."""
    script = NameScript.ROMAJI if lookalike_key(reading).isascii() else NameScript.KANA
    name = ContributorName(contributor=contributor, text=reading, script=script)
    prepare_entity(name)
    if script == NameScript.KANA:
        contributor.sort_key = sort_key(reading)
    return name


@transaction.atomic
def update_contributor(
    contributor: Contributor, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Contributor:
    """Change what tells the entry from its namesakes, and the kind as long as no credit stands on it.

    Raises ProposalNeeded where other productions are concerned (H15).
    """
    access.require_editor_or_registrar(by)
    changed: dict[str, Any] = {
        name: str(value) for name, value in values.items() if value != getattr(contributor, name)
    }
    if changed:
        require_right(by, contributor, SharedAct.CHANGE_CONTRIBUTOR, reason=reason, **changed)
    if "kind" in changed and has_credits(contributor):
        raise Refusal(
            fields={"kind": [_("This entry has credits; correct its kind together with them instead.")]}
        )
    change_entity(contributor, values, by=by, now=now, reason=reason)
    if "kind" in changed:
        renew_name_keys(contributor)
    return contributor


def renew_name_keys(contributor: Contributor) -> None:
    """Bring the keys of an entry's names in step with its kind, by which names are one identity."""
    for name in contributor.names.all():
        name.derive()
        name.save(update_fields=sorted(ContributorName.DERIVED_FIELDS))


def has_credits(contributor: Contributor) -> bool:
    """Whether a current credit names or employs the contributor, or stands for them without their name."""
    withheld = get_credits().current().filter(withheld_statement__stated_by=contributor)
    return (
        contributor.credits.current().exists()
        or contributor.affiliated_credits.current().exists()
        or contributor.contracted_credits.current().exists()
        or withheld.exists()
        or contributor.wishes.in_force().exists()
    )


@transaction.atomic
def add_name(
    contributor: Contributor,
    *,
    text: str,
    script: str,
    by: User | None,
    now: datetime,
    production: Production | None = None,
    **values: Any,
) -> ContributorName:
    """Another name. `values`: kind, primary, language, used_from, used_until (dates). Credits keep what they print.

    `production` keeps a legal name, which its editors alone read; it may be left out by whoever edits one only.
    Raises ProposalNeeded where other productions are concerned (H15).
    """
    access.require_editor_or_registrar(by)
    refuse_placeholder(text, field="text")
    if values.get("kind") not in PRIVATE_NAME_KINDS:
        require_right(by, contributor, SharedAct.ADD_NAME, text=text, script=script, **values)
    if values.get("primary"):
        demote_primary_name(contributor, by=by, now=now)
    keeper = find_keeper(by, production) if values.get("kind") in PRIVATE_NAME_KINDS else production
    entry = ContributorName(contributor=contributor, text=text, script=script, production=keeper, **values)
    name = create_entity(entry, by=by, now=now, action="added")
    copy_name(contributor)
    return name


@transaction.atomic
def update_name(
    name: ContributorName, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ContributorName:
    """Change a name; the primary one steps down only for another one. Credits keep what they print.

    A legal name is changed by editors of the production that keeps it; one that becomes legal needs its `production`.
    Raises ProposalNeeded where other productions are concerned (H15).
    """
    access.require_editor_or_registrar(by)
    kept = choose_keeper(name, values, by=by)
    refuse_placeholder(values.get("text", name.text), field="text")
    if name.primary and values.get("primary") is False:
        raise Refusal(
            _("A contributor needs a primary name. Make another name primary instead of clearing this one."),
            fields={"primary": [_("Make another name primary instead.")]},
        )
    if not {name.kind, values.get("kind", name.kind)} <= PRIVATE_NAME_KINDS:
        shared = {field: value for field, value in values.items() if field != "production"}
        require_right(by, name, SharedAct.CHANGE_NAME, reason=reason, **shared)
    if values.get("primary") and not name.primary:
        demote_primary_name(name.contributor, by=by, now=now)
    change_entity(name, values | kept, by=by, now=now, reason=reason)
    copy_name(name.contributor)
    return name


def choose_keeper(name: ContributorName, values: dict[str, Any], *, by: User | None) -> dict[str, Any]:
    """The production that keeps the name once it has these values. Raises NotAllowed, Refusal."""
    if name.is_private:
        require_same_keeper(by, name.production, values)
    if values.get("kind", name.kind) not in PRIVATE_NAME_KINDS:
        return {
            "production": values.get("production")
        }  # one that is given is refused by the constraint's sentence
    if name.is_private:
        return {"production": values.get("production", name.production)}
    return {"production": find_keeper(by, values.get("production"))}


def demote_primary_name(contributor: Contributor, *, by: User | None, now: datetime) -> None:
    """The primary name makes room for another one."""
    for name in contributor.names.live().filter(primary=True):
        change_entity(name, {"primary": False}, by=by, now=now)


def copy_name(contributor: Contributor) -> None:
    """Keep the copies on the contributor, from the primary name and its reading, in step."""
    names = list(contributor.names.live().of_everybody())
    primary = next(name for name in names if name.primary)
    reading = next((name.text for name in names if name.script == NameScript.KANA), primary.text)
    contributor.name = primary.text
    contributor.sort_key = sort_key(reading)
    contributor.save(update_fields=["name", "sort_key"])


def blank_contributor(contributor: Contributor) -> int:
    """Blank what the ledger tells of a contributor, their own names and identifiers; returns how many events told any."""
    names = ContributorName.objects.filter(contributor=contributor).values_list("uid", flat=True)
    identifiers = ExternalId.objects.filter(contributor=contributor).values_list("uid", flat=True)
    details = contributor.private_details.values_list("uid", flat=True)
    return blank_personal([contributor.uid, *names, *identifiers, *details])
