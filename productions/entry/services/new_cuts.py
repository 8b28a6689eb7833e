"""Cuts added from the sheet: a number, a list, or a range (`C001-C300`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Production
from productions.catalogue.services.cuts import add_cuts
from productions.entry.services.sheet_places import SheetCuts, SheetPlace
from productions.interchange.cut_lists.cut_number_runs import UnreadableRun, write_cut_numbers
from productions.interchange.cut_lists.cut_numbers import normalize_cut_number
from productions.operations.services.database_errors import is_unique_conflict
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal, Stale, translate_for_reader
from productions.users import access
from productions.users.models import User

MAX_NEW_CUTS = 3_000
MAX_TYPED_CHARACTERS = 10_000
SHOWN_NUMBERS = 5
OPEN_RANGE_PATTERN = re.compile("^[~〜–—-]|[~〜–—-]$")
"""A mark of ranges at the end or the beginning of a number, after NFKC."""


@dataclass(frozen=True, slots=True)
class AddedCuts:
    """The new cuts in natural order, what is told of the others, and the number to propose next."""

    cuts: list[Cut]
    told: list[str]
    next_number: str
    doubt: str = ""
    """A question, where nothing was added because the numbers look like a slip of the hand."""


def add_sheet_cuts(
    place: SheetPlace, text: str, *, by: User, now: datetime, is_sure: bool = False
) -> AddedCuts:
    """Add the cuts that the text names (editors); those that are there already are told and passed over.

    Numbers that look like a slip are asked about first, unless somebody said that they are meant (`is_sure`). Raises NotAllowed, Refusal.
    """
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    if len(text) > MAX_TYPED_CHARACTERS:
        raise Refusal(_("The text is too long; add the cuts in parts."))
    try:
        numbers = write_cut_numbers(text)
    except UnreadableRun as error:
        raise Refusal(translate_for_reader(error.sentence)) from error
    if len(numbers) > MAX_NEW_CUTS:
        raise Refusal(_("At most %d cuts are added at once.") % MAX_NEW_CUTS)
    if not is_sure and (doubt := describe_doubt(numbers)):
        return AddedCuts([], [], SheetCuts.read(place).propose_number(), doubt)
    return run_in_transaction(partial(add_missing_cuts, place, numbers, by=by, now=now))


def add_missing_cuts(place: SheetPlace, numbers: list[str], *, by: User, now: datetime) -> AddedCuts:
    """Those of the numbers that are not there yet. One adds after the other."""
    held = Production.objects.select_for_update(no_key=True).filter(pk=place.production.pk)
    held.order_by("pk").values_list("pk").first()
    known = {cut.number_key for cut in SheetCuts.read(place).cuts}
    wanted: dict[str, str] = {}
    passed: list[str] = []
    for number in numbers:
        key = normalize_cut_number(number)
        if key in known:
            passed.append(number)
        else:
            wanted.setdefault(key, number)
    rows = [{"number": number} for number in wanted.values()]
    try:
        with transaction.atomic():
            added = add_cuts(place.production, rows, episode=place.episode, by=by, now=now) if rows else []
    except IntegrityError as error:
        if not is_unique_conflict(error):
            raise
        raise Stale(_("Somebody else added the same cuts just now; reload the page.")) from error
    told = [describe_passed(passed)] if passed else []
    cuts = sorted(added, key=lambda cut: (cut.sort_key, cut.pk))
    return AddedCuts(cuts, told, SheetCuts.read(place).propose_number())


def describe_doubt(numbers: Iterable[str]) -> str:
    """The question about the first number that has no digit or looks like a range without its end; "" where there is none."""
    for number in numbers:
        plain = unicodedata.normalize("NFKC", number)
        if OPEN_RANGE_PATTERN.search(plain):
            return _("“%s” is a range without its end. Is that the number of one cut?") % number
        if not any(map(str.isdigit, plain)):
            return _("“%s” has no digit. Is that the number of a cut?") % number
    return ""


def describe_passed(numbers: list[str]) -> str:
    shown = _(", ").join(numbers[:SHOWN_NUMBERS]) + ("…" if len(numbers) > SHOWN_NUMBERS else "")
    sentence = ngettext("%(count)d cut is there already: %(numbers)s.", "%(count)d cuts are there already: %(numbers)s.", len(numbers))  # fmt: skip
    return sentence % {"count": len(numbers), "numbers": shown}
