"""Several files of one roll, asked for at once: each format is an export of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Episode, Production
from productions.exports.formats import ExportFormat
from productions.exports.models import Export
from productions.exports.services.export_orders import is_on_screen
from productions.exports.services.exports import request_export
from productions.releases.models.releases import Release
from productions.shared.refusals import NotAllowed, Refusal
from productions.shared.site_languages import WORK_LANGUAGE
from productions.users.models import User


@dataclass(frozen=True, slots=True)
class ExportSet:
    """What became of an order: the exports, and what was refused of which format, a sentence each."""

    requested: tuple[Export, ...]
    refused: tuple[str, ...]


@transaction.atomic
def request_exports(
    production: Production,
    *,
    formats: Sequence[str],
    by: User | None,
    now: datetime,
    episode: Episode | None = None,
    edition: str = "",
    release: Release | None = None,
    language: str = WORK_LANGUAGE,
    delivery: Mapping[str, Any] | None = None,
) -> ExportSet:
    """Ask for a file in each format; what is refused of one keeps none of the others back.

    `delivery` is for those on screen; where there is none among them, it is refused as `request_export` does.
    Raises as `request_export`: NotAllowed, and Refusal or TooMany where not one format goes.
    """
    only_paper = not any(map(is_on_screen, formats))
    requested: list[Export] = []
    refusals: list[tuple[str, Refusal]] = []
    for format in dict.fromkeys(formats):
        try:
            with transaction.atomic():
                export = request_export(
                    production,
                    format=format,
                    by=by,
                    now=now,
                    episode=episode,
                    edition=edition,
                    release=release,
                    language=language,
                    delivery=delivery if only_paper or is_on_screen(format) else None,
                )
        except NotAllowed:
            raise
        except Refusal as refusal:
            refusals.append((format, refusal))
        else:
            requested.append(export)
    if refusals and not requested:
        raise refuse_every_format(refusals)
    return ExportSet(tuple(requested), describe_refused_formats(refusals))


def refuse_every_format(refusals: Sequence[tuple[str, Refusal]]) -> Refusal:
    """What is told where not one format goes: once, where it is the same of all."""
    if len({tuple(refusal.reasons) for _format, refusal in refusals}) == 1:
        return refusals[0][1]
    return Refusal(*describe_refused_formats(refusals))


def describe_refused_formats(refusals: Sequence[tuple[str, Refusal]]) -> tuple[str, ...]:
    """A sentence for each reason, with its format."""
    return tuple(
        _("%(format)s: %(reason)s") % {"format": ExportFormat(format).label, "reason": reason}
        for format, refusal in refusals
        for reason in refusal.reasons
    )
