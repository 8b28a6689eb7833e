"""What is looked at when somebody orders an export: how many they may have, and whether it can be made at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import localize
from django.utils.timezone import get_default_timezone, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.works import Production
from productions.exports.models import Export
from productions.releases.models.approvals import Approval
from productions.releases.services.approvals import describe_signatures, list_approvals
from productions.releases.services.roll_refusals import RollRefusal
from productions.releases.services.roll_requests import LAYOUT_CACHE, find_roll_files, resolve_delivery
from productions.rollkit.document.sealed import read_stored_digest
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.errors import RollRefused
from productions.rollkit.file_names import hash_subject
from productions.rollkit.fonts.font_set import FontSet
from productions.rollkit.images.logos import LogoFile, list_ingredients
from productions.rollkit.packages import order_formats, require_supported_formats
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.writer_registry import WRITERS
from productions.rollkit.writers import lay_out_reel, require_supported
from productions.shared.choices import OPEN_EXPORT_STATES
from productions.shared.refusals import Refusal, TooMany
from productions.studio_files.services.fonts import freeze_fonts
from productions.studio_files.services.logos import freeze_logos
from productions.users.models import User

EXPORT_WINDOW = timedelta(hours=1)
ASK_AGAIN_AFTER = timedelta(minutes=1)
"""When to ask again where exports must end first, which nobody can foretell."""


def require_export_room(user: User | None, *, now: datetime) -> None:
    """Raise TooMany where the account has as many exports waiting, or asked for in the last hour, as it may. The operator has no limit."""
    if user is None:
        return
    # Of two orders at once the second counts the first; SQLite has one writer anyway.
    User.objects.select_for_update().get(pk=user.pk)
    own = Export.objects.filter(requested_by=user)
    most = settings.EXPORTS_AT_ONCE
    if own.filter(state__in=OPEN_EXPORT_STATES).count() >= most:
        sentence = ngettext(
            "Your account has %d unfinished export, which is the limit; wait until it is done or cancel it.",
            "Your account has %d unfinished exports, which is the limit; wait until one is done or cancel one.",
            most,
        )
        raise TooMany(sentence % most, wait=ASK_AGAIN_AFTER)
    most = settings.EXPORTS_PER_HOUR
    recent = own.filter(requested_at__gt=now - EXPORT_WINDOW).order_by("-requested_at", "-pk")
    if (limiting := recent.values_list("requested_at", flat=True)[most - 1 : most].first()) is not None:
        free_at = limiting + EXPORT_WINDOW
        sentence = ngettext(
            "Your account requested %(most)d export within the last hour, which is the limit; try again from %(time)s on.",
            "Your account requested %(most)d exports within the last hour, which is the limit; try again from %(time)s on.",
            most,
        )
        said = {"most": most, "time": localize(localtime(free_at))}
        raise TooMany(sentence % said, wait=free_at - now)


def list_ordered_formats(format: str, formats: Sequence[str]) -> tuple[str, ...]:
    """The one format of a file, or those of a package in their order. Raises Refusal where it is both or neither, or one is unknown."""
    if format and not formats:
        return (format,)
    if format or not formats:
        raise Refusal(
            fields={"formats": [_("Give either the format of a file, or the formats of a package.")]}
        )
    if unknown := [each for each in formats if each not in WRITERS]:
        raise Refusal(
            fields={"formats": [_("There is no format %(name)s.") % {"name": each} for each in unknown]}
        )
    return tuple(order_formats(formats))


def freeze_delivery(
    production: Production, formats: Sequence[str], asked: Mapping[str, Any]
) -> dict[str, Any]:
    """What the screen is to show, whole; nothing where none of the formats is for one. Raises Refusal."""
    if not any(map(is_on_screen, formats)):
        if asked:
            raise Refusal(
                fields={
                    "delivery": [
                        _("This format is not for the screen; leave out raster, frame rate and running time.")
                    ]
                }
            )
        return {}
    return resolve_delivery(production, asked).to_dict()


def is_on_screen(format: str) -> bool:
    """Whether a screen's values mean something to the format."""
    return format in WRITERS and WRITERS[format].on_screen


def require_roll_possible(
    formats: Sequence[str],
    document: str,
    options: RollOptions,
    *,
    packed: bool = False,
) -> None:
    """Raise Refusal with what would do, where the roll cannot be shown so: whoever orders it is still there to change it. Of a package
    (`packed`) each file that cannot be made is told by its name.

    It is laid out once, as the worker will, without being drawn: under a second for 10,000 names.
    """
    roll = read_document(document, zone=get_default_timezone())
    try:
        lay_out_reel(
            formats,
            roll,
            options,
            rows=LAYOUT_CACHE,
            require=require_supported_formats if packed else require_supported,
        )
    except RollRefused as error:
        raise RollRefusal(error, of_delivery=True) from error


def list_roll_approvals(
    digest: str, language: str, shown: Mapping[str, Any], fonts: FontSet | None, logos: Sequence[LogoFile]
) -> list[Approval]:
    """Who signed this roll for this screen; on paper, which nobody signs, this document for any screen."""
    if fonts is None:
        return list_approvals(document_digest=digest, language=language)
    return list_approvals(
        subject=hash_subject(digest, language, parse_screen_spec(shown), list_ingredients(fonts, logos))
    )


def freeze_roll(
    production: Production,
    edition: str,
    document: str,
    formats: Sequence[str],
    *,
    language: str,
    delivery: Mapping[str, Any],
    packed: bool,
) -> dict[str, Any]:
    """What an export is made of, as its columns: all that may change before a worker makes it. Raises Refusal where it cannot be made."""
    shown = freeze_delivery(production, formats, delivery)
    fonts, logos = find_roll_files(production, edition, parse_screen_spec(shown)) if shown else (None, ())
    if fonts is not None:
        options = RollOptions(language, parse_screen_spec(shown), fonts, logos)
        require_roll_possible(formats, document, options, packed=packed)
    signed = list_roll_approvals(read_stored_digest(document), language, shown, fonts, logos)
    return {
        "document": document,
        "delivery": shown,
        "fonts": freeze_fonts(fonts) if fonts else [],
        "logos": freeze_logos(logos),
        "approvals": describe_signatures(signed),
    }
