"""AI uses that an answer corrected, set back to what they said before by whoever takes the answer back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from productions.credits.models.ai_uses import AIUse
from productions.credits.services.ai_uses import update_ai_use
from productions.ledger.models import Event
from productions.ledger.services.ledger import take_snapshot
from productions.people.models.people import Contributor
from productions.shared.moments import parse_moment
from productions.shared.refusals import Stale
from productions.users.models import User

CORRECTED = "changed"


def list_corrections(uses: Iterable[AIUse], *, now: datetime) -> list[UUID]:
    """The events (uids) by which an answer at this moment corrected uses; none of those that said the same already. One query."""
    told = Event.objects.filter(entity_uid__in=[use.uid for use in uses], action=CORRECTED, at=now)
    return list(told.order_by("pk").values_list("uid", flat=True))


def find_corrected(uses: Any, events: Sequence[UUID]) -> list[tuple[Event, AIUse]]:
    """The corrections of these events among `uses`, each with its use, locked; the newest first, as they are undone."""
    told = Event.objects.filter(uid__in=events, action=CORRECTED, entity_type=AIUse._meta.model_name)
    corrections = list(told.order_by("-pk"))
    held = uses.filter(uid__in=[event.entity_uid for event in corrections]).select_for_update(of=("self",))
    known = {use.uid: use for use in held.select_related("credit__production", "validated_by").order_by("pk")}
    return [(event, known[event.entity_uid]) for event in corrections if event.entity_uid in known]


def set_back_use(use: AIUse, event: Event, *, by: User, now: datetime) -> None:
    """Give a use the values that it had before a correction (editors). Raises Stale where it says something else by now, NotAllowed."""
    told = event.changes | event.personal
    stands = json.loads(json.dumps(take_snapshot(use), cls=DjangoJSONEncoder))
    if any(stands.get(name) != new for name, (_old, new) in told.items()):
        raise Stale(_("Somebody changed what was said about AI meanwhile; look at the cells again."))
    values = {name: read_told_value(name, old) for name, (old, _new) in told.items()}
    update_ai_use(use, by=by, now=now, reason=_("The answer was taken back in the sheet."), **values)


def read_told_value(name: str, old: Any) -> Any:
    """A value as the verb takes it. Raises Stale where the person who is named there stands in the registry no more."""
    if name == "validated_at" and old:
        return parse_moment(old)
    if name != "validated_by" or not old:
        return old
    try:
        return Contributor.objects.live().get(uid=old)
    except (Contributor.DoesNotExist, ValueError) as error:
        raise Stale(
            _("Somebody changed what was said about AI meanwhile; look at the cells again.")
        ) from error
