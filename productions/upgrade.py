"""What code of an earlier version wrote on today's schema, brought to where today's code keeps it; asked after every `migrate`.

While a site is upgraded old processes go on, and they know nothing of wishes, of personal values kept apart, of what a production keeps
in private, or of names without legal forms. So `migrate` is called once more when they are gone. SQLite's processes stop for an upgrade; there is nothing to gather there.
This goes with the columns that migration 0056 keeps.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from productions.credits.models.ai_uses import AIUse
from productions.credits.models.credits import Credit
from productions.ledger.models import Event
from productions.ledger.services.ledger import PRIVATE_MARK, split_personal_values
from productions.ledger.services.writing import change_entity, create_entity
from productions.models import triggers
from productions.operations.services.name_lock import hold_names
from productions.people.models.people import Contributor, ContributorName
from productions.people.models.private_details import ContributorDetails
from productions.releases.services.renditions import make_missing_renditions
from productions.shared.choices import PERSONAL_MARK, AIState, ContributorKind
from productions.shared.models import Record
from productions.shared.names import organization_key
from productions.shared.search_renewal import SEARCH_KEYS, renew_search_keys
from productions.shared.uids import make_first_uid
from productions.wishes.models.wishes import Wish
from productions.withholding.services.withholding import filter_named_credits, keep_wish

UPGRADE_LASTS = timedelta(days=7)
"""How long a site has old and new processes at once, at most."""


def gather_from_earlier_code(*, now: datetime) -> None:
    """Everything, in this order: a wish is kept in the ledger too, and blanks what was kept apart."""
    make_missing_renditions(now=now)
    if connection.vendor != "postgresql":
        return
    renew_organization_keys()
    renew_keys_of_search(now=now)
    keep_personal_values_apart()
    keep_private_details(now=now)
    settle_recorded_uses()
    keep_wishes_again(now=now)


def renew_organization_keys() -> int:
    """Give organizations' names the keys without legal forms that a version before has written with them; returns how many."""
    names = ContributorName.objects.filter(contributor__kind=ContributorKind.ORGANIZATION)
    renewed = [
        ContributorName(pk=key, identity_key=wanted)
        for key, text, known in names.values_list("pk", "text", "identity_key").iterator()
        if (wanted := organization_key(text)) != known
    ]
    ContributorName.objects.bulk_update(renewed, ["identity_key"], batch_size=500)
    return len(renewed)


def renew_keys_of_search(*, now: datetime) -> int:
    """Give what a version before has written the keys by which today's search finds it; returns how many.

    Where there is a reading, it wrote none. Credits have none, and are millions: those of the last days are looked at.
    """
    renewed = 0
    for name, (_sources, keys) in SEARCH_KEYS.items():
        entries = apps.get_model("productions", name)._base_manager.all()
        if "reading_key" in keys:
            renewed += renew_search_keys(entries.filter(reading_key=""), name)
        elif name == "Credit":
            recent = entries.filter(uid__gte=make_first_uid(now - UPGRADE_LASTS))
            renewed += renew_search_keys(recent, name)
    return renewed


@transaction.atomic
def keep_personal_values_apart() -> int:
    """Put the personal and private values of events that hold them openly to where they are blanked (H16); returns how many."""
    found = list(list_open_events())
    if not found:
        return 0
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE productions_event SET changes = %s, personal = %s, reason = %s WHERE id = %s", found
        )
    triggers.install(connection)
    return len(found)


def list_open_events() -> Iterator[tuple[str, str, str, int]]:
    """Changes, personal values and reason as they have to be, and the key, of each event that is not so."""
    for model in apps.get_app_config("productions").get_models():
        if not issubclass(model, Record):
            continue
        private, personal = model.PRIVATE_FIELDS, model.PERSONAL_FIELDS
        told = Event.objects.filter(
            entity_type=model._meta.model_name, personal={}, changes__has_any_keys=sorted(private | personal)
        )
        for event in told.order_by("pk").iterator():
            changes = event.changes | {
                name: [PRIVATE_MARK, PRIVATE_MARK] for name in private & event.changes.keys()
            }
            if all(
                is_readable_by_all(value) for name in personal & changes.keys() for value in changes[name]
            ):
                kept: dict[str, Any] = {}
                reason = event.reason
            else:
                entity = model._base_manager.get(uid=event.entity_uid)
                changes, kept = split_personal_values(entity, changes)
                telling = not kept and event.reason and event.action != "removed"
                reason = PERSONAL_MARK if telling else event.reason
            if changes != event.changes:
                yield json.dumps(changes), json.dumps(kept), reason, event.pk


def is_readable_by_all(value: Any) -> bool:
    """Whether everybody may read it: a mark, or nothing."""
    return value in (None, "", [], PERSONAL_MARK)


@transaction.atomic
def keep_private_details(*, now: datetime) -> int:
    """Move e-mail and notes from the columns that 0.1.0 writes to the production that is known to keep them; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, email, note FROM productions_contributor WHERE email <> '' OR note <> '' FOR UPDATE"
        )
        found = cursor.fetchall()
        for key, email, note in found:
            keep_details(Contributor.objects.get(pk=key), email=email, note=note, now=now)
            cursor.execute("UPDATE productions_contributor SET email = '', note = '' WHERE id = %s", [key])
    return len(found)


def keep_details(contributor: Contributor, *, email: str, note: str, now: datetime) -> None:
    """In the row that the production has, after what it says already; without a production where more than one may be meant."""
    named = Credit._base_manager.filter(Q(contributor=contributor) | Q(affiliation=contributor))
    places = (
        {contributor.entered_for_id}
        if contributor.entered_for_id
        else set(named.values_list("production", flat=True))
    )
    production = next(iter(places)) if len(places) == 1 else None
    details = ContributorDetails.objects.live().filter(contributor=contributor, production=production).first()
    if details is None:
        made = ContributorDetails(contributor=contributor, production_id=production, email=email, note=note)
        create_entity(made, by=None, now=now, action="added")
        return
    values = {"email": email or details.email, "note": "\n".join(filter(None, (details.note, note)))}
    change_entity(details, values, by=None, now=now)


def settle_recorded_uses() -> None:
    """Let credits say whether a use of AI stands on record; one that is declared to have none is left to its approver."""
    uses = Exists(AIUse.objects.live().filter(credit=OuterRef("pk")))
    Credit.objects.exclude(ai_declared=AIState.NONE).filter(uses, ai_recorded=False).update(ai_recorded=True)
    Credit.objects.filter(~uses, ai_recorded=True).update(ai_recorded=False)


def keep_wishes_again(*, now: datetime) -> int:
    """Take withheld names off credits that were entered without asking; returns how many wishes were not kept."""
    kept = 0
    for wish in Wish.objects.withholding().select_related("production", "person"):
        with transaction.atomic():
            if filter_named_credits(wish.person, wish.production).exists():
                hold_names()
                keep_wish(wish, by=None, now=now)
                kept += 1
    return kept
