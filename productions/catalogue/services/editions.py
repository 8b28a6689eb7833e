"""Editions: which a production has, what they are called, and the one place that says whether a code is known."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from productions.catalogue.models.editions import ProductionEdition, Timed
from productions.catalogue.models.works import Production
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.shared.choices import Edition, MembershipLevel
from productions.shared.names import search_key
from productions.shared.refusals import Refusal
from productions.shared.site_languages import WORK_LANGUAGE, list_localised_texts
from productions.shared.timecode import TimecodeError, parse_timecode
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR

STANDING_FIRST = F("removed_at").desc(nulls_first=True)


BUILT_IN_EDITIONS = frozenset({"", *Edition.values})
"""Codes that every production knows; the empty one stands for all editions."""


class KnownEditions:
    """The editions of one production: those that are built in, and its own. One query, and none where only built-in ones are asked for."""

    def __init__(self, production: Production) -> None:
        self.production = production

    @cached_property
    def own(self) -> dict[str, ProductionEdition]:
        """Those that stand, by code."""
        return {edition.code: edition for edition in self.production.own_editions.live().order_by("code")}

    def find_problem(self, code: str) -> str:
        """One sentence where there is no such edition, or an empty string. An empty code stands for all editions."""
        if code in BUILT_IN_EDITIONS or code in self.own:
            return ""
        return _("There is no edition “%s”.") % code

    def resolve(self, text: str) -> str:
        """The code of a code or label, as a sheet or a command has it; what is neither stays as it is."""
        if text in BUILT_IN_EDITIONS or text in self.own:
            return text
        key = search_key(text)
        labels = {
            search_key(word): code
            for code, own in self.own.items()
            for word in list_localised_texts(own, "label", first=WORK_LANGUAGE)
        }
        return labels.get(key, text) if key else text


def require_edition(production: Production, code: str) -> None:
    """Raise Refusal where the production has no such edition."""
    if problem := KnownEditions(production).find_problem(code):
        raise Refusal(fields={"edition": [problem]})


def find_own_edition(production: Production, code: str) -> ProductionEdition | None:
    """The production's own edition of this code, the one that stands or else the last one that did; None of built-in ones."""
    if code in ("", *Edition.values):
        return None
    found: ProductionEdition | None = (
        production.own_editions.filter(code=code).order_by(STANDING_FIRST, "-pk").first()
    )
    return found


@in_transaction
def add_edition(
    production: Production, *, code: str, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ProductionEdition:
    """A new edition of a production. `values`: label_ja, label_en, kind (a built-in code), fps_num, fps_den, start_timecode."""
    access.require_level(by, production, EDITOR)
    edition = ProductionEdition(production=production, code=code, **values)
    require_start_timecode(edition, production)
    return create_entity(edition, by=by, now=now, reason=reason)


@in_transaction
def update_edition(
    edition: ProductionEdition, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ProductionEdition:
    """Change an edition; see `add_edition`. Its code stays, since entries hold it."""
    access.require_level(by, edition.production, EDITOR)
    if values.get("code", edition.code) != edition.code:
        raise Refusal(
            fields={"code": [_("The code of an edition never changes; retire it and add another.")]}
        )
    if values.get("production", edition.production) != edition.production:
        raise Refusal(fields={"production": [_("An edition cannot be moved to another production.")]})
    names = ("fps_num", "fps_den", "start_timecode")
    trial = ProductionEdition(**{name: values.get(name, getattr(edition, name)) for name in names})
    require_start_timecode(trial, edition.production)
    return change_entity(edition, values, by=by, now=now, reason=reason)


def require_start_timecode(timed: Timed, production: Production) -> None:
    """Raise Refusal for a start timecode that does not exist at the rate, its own or the production's."""
    if not timed.start_timecode or (timed.fps_num is None) != (timed.fps_den is None) or timed.fps_den == 0:
        return  # a rate that is half said is the constraint's to refuse
    rate = timed.fps or production.fps
    try:
        parse_timecode(timed.start_timecode, rate)
    except TimecodeError:
        sentence = _(
            "“%(text)s” is no timecode at %(rate)s frames per second. Write HH:MM:SS:FF; drop-frame numbering, HH:MM:SS;FF, "
            "is for 30000/1001 and 60000/1001 alone."
        ) % {"text": timed.start_timecode, "rate": rate}
        raise Refusal(fields={"start_timecode": [sentence]}) from None
