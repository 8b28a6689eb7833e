"""What is looked at when somebody orders an export: how many they may have, and whether it can be made at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import localize
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.domain.approvals import approvals_of
from productions.domain.rolls import ROWS, delivery_of
from productions.models import Approval, Export, Production, User
from productions.refusals import Refusal, TooMany
from productions.roll.delivery import Delivery, delivery_from
from productions.roll.fonts import Fonts
from productions.roll.logos import Logo, ingredients
from productions.roll.naming import subject
from productions.roll.refused import RollRefused
from productions.roll.unsealing import from_bytes
from productions.roll.writers import WRITERS, lay_out
from productions.vocabulary import OPEN_EXPORT_STATES

HOUR = timedelta(hours=1)
AGAIN = timedelta(minutes=1)
"""When to ask again where exports must end first, which nobody can foretell."""


def require_room(user: User | None, *, now: datetime) -> None:
    """Raise TooMany where the account has as many exports waiting, or asked for in the last hour, as it may. The operator has no limit."""
    if user is None:
        return
    # Of two orders at once the second counts the first; SQLite has one writer anyway.
    User.objects.select_for_update().get(pk=user.pk)
    own = Export.objects.filter(requested_by=user)
    most = settings.EXPORTS_AT_ONCE
    if own.filter(state__in=OPEN_EXPORT_STATES).count() >= most:
        sentence = ngettext(
            "Your account has %d unfinished export, which is as many as it may have; wait until it is done or cancel it.",
            "Your account has %d unfinished exports, which is as many as it may have; wait until one is done or cancel one.",
            most,
        )
        raise TooMany(sentence % most, wait=AGAIN)
    most = settings.EXPORTS_PER_HOUR
    recent = own.filter(requested_at__gt=now - HOUR).order_by("-requested_at", "-pk")
    if (limiting := recent.values_list("requested_at", flat=True)[most - 1 : most].first()) is not None:
        free_at = limiting + HOUR
        sentence = ngettext(
            "Your account asked for %(most)d export within the last hour, which is as many as it may; ask again from %(time)s on.",
            "Your account asked for %(most)d exports within the last hour, which is as many as it may; ask again from %(time)s on.",
            most,
        )
        said = {"most": most, "time": localize(localtime(free_at))}
        raise TooMany(sentence % said, wait=free_at - now)


def frozen_delivery(production: Production, format: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What the screen is to show, whole; nothing for a paper format. Raises Refusal."""
    writer = WRITERS.get(format)
    if writer is None or not writer.on_screen:
        if asked:
            raise Refusal(
                fields={"delivery": [_("This format has no screen; leave raster, rate and time out.")]}
            )
        return {}
    return delivery_of(production, asked).to_dict()


def require_possible(
    format: str, document: str, language: str, delivery: Delivery, fonts: Fonts, logos: Sequence[Logo]
) -> None:
    """Raise Refusal with what would do, where the roll cannot be shown so: whoever orders it is still there to change it.

    It is laid out as the worker will, without being drawn: under a second for 10,000 names.
    """
    roll = from_bytes(document, zone=get_default_timezone())
    try:
        lay_out(format, roll, lang=language, delivery=delivery, fonts=fonts, logos=logos, rows=ROWS)
    except RollRefused as error:
        raise Refusal(fields={"delivery": error.sentences}) from error


def signed_by(
    digest: str, language: str, shown: Mapping[str, Any], fonts: Fonts | None, logos: Sequence[Logo]
) -> list[Approval]:
    """Who signed this roll for this screen; on paper, which nobody signs, this document for any screen."""
    if fonts is None:
        return approvals_of(document_digest=digest, language=language)
    return approvals_of(subject=subject(digest, language, delivery_from(shown), ingredients(fonts, logos)))
