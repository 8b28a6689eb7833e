"""The billing order of a roll: its lines as they will be printed, moved by hand and saved at once (H17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from productions.admin_pages.forms import tell_to_wait
from productions.admin_pages.pages import add_pages
from productions.admin_pages.rights import staff_user
from productions.catalogue.models.works import Production
from productions.credits.models.credits import Credit
from productions.credits.services.billing import order_credits, read_version
from productions.desk.admin.production_pages import ProductionPages
from productions.desk.admin.roll_forms import PartForm
from productions.operations.services.transactions import run_in_transaction
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.printed_names import format_printed_name
from productions.shared.choices import MembershipLevel
from productions.shared.reader_texts import get_page_language
from productions.shared.refusals import Refusal, Stale

LineCredits = tuple[str, ...]
"""The uids of the credits that are one line of the roll."""


@dataclass(frozen=True, slots=True)
class BillingRow:
    """A line of the roll as the page shows it. What the row above says, too, is only shown where it begins."""

    department: str
    role: str
    name: str
    on_screen: bool
    credits: LineCredits


@add_pages(Production)
class BillingDesk(ProductionPages):
    """The page of one roll: that of the production or of an episode, in one edition; which one is in the address."""

    def get_urls(self) -> list[URLPattern]:
        return [self.owner.make_entry_path("billing", self.billing_view)]

    def billing_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        production = self.get_production(request, object_id)
        is_editor = self.owner.has_level(request, production, MembershipLevel.EDITOR)
        if request.method == "POST" and not is_editor:
            raise PermissionDenied
        form = self.make_form_builder(PartForm, production)(request.GET)
        context = self.owner.admin_site.each_context(request) | {
            "title": _("Billing order"),
            "original": production,
            "form": form,
            "back": self.owner.get_first_address(production),
            "opts": self.owner.opts,
            "is_editor": is_editor,
        }
        if not form.is_valid():
            return TemplateResponse(request, "admin/billing.html", context)
        roll: dict[str, Any] = {"production": production, **form.cleaned_data}
        refusal: Refusal | None = None
        wanted: list[LineCredits] = []
        if request.method == "POST":
            wanted, version = read_sent_order(request.POST)
            try:
                run_in_transaction(
                    partial(order_lines, roll, wanted, expected_version=version, by=staff_user(request))
                )
            except Refusal as told:
                refusal = told
            else:
                messages.success(request, _("The order was saved."))
                return HttpResponseRedirect(request.get_full_path())
        rows = list_rows(roll, wanted)
        context |= {
            "rows": rows,
            "lines": format_lines(row.credits for row in rows),
            "version": read_version(**roll),
            "refused": refusal.reasons if refusal else (),
            "is_stale": isinstance(refusal, Stale),
            "has_episodes": roll["episode"] is None and production.episodes.live().exists(),
        }
        return tell_to_wait(TemplateResponse(request, "admin/billing.html", context), refusal)


def list_rows(roll: dict[str, Any], wanted: Sequence[LineCredits]) -> list[BillingRow]:
    """The lines of the roll in its order, or in the one that somebody wanted and did not get."""
    document, lang = build_working_document(**roll), get_page_language()
    rows = [
        BillingRow(
            department=roll_texts.format_department(department, lang),
            role=roll_texts.format_role_heading(block, lang),
            name=format_printed_name(line, block, lang, working=True),
            on_screen=line.on_screen,
            credits=line.credits,
        )
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]
    ranks = {uid: rank for rank, line in enumerate(wanted) for uid in line}
    return sorted(rows, key=lambda row: min(ranks.get(uid, len(wanted)) for uid in row.credits))


def order_lines(
    roll: dict[str, Any], lines: Iterable[LineCredits], *, expected_version: int, by: Any
) -> None:
    """Give the roll's credits the order of its lines. Those that are not in the roll any more are passed over."""
    known = {str(credit.uid): credit for credit in Credit.objects.of_roll(**roll)}
    credits = [known[uid] for line in lines for uid in line if uid in known]
    order_credits(**roll, credits=credits, expected_version=expected_version, by=by, now=timezone.now())


def read_sent_order(data: Any) -> tuple[list[LineCredits], int]:
    """The lines as somebody wants them, and the version of the order that they saw. Raises BadRequest."""
    try:
        return read_wanted_order(data), int(data.get("version", ""))
    except ValueError as error:
        raise BadRequest("No form of ours sends this.") from error


def format_lines(lines: Iterable[LineCredits]) -> str:
    """Lines as one field has them: a form with a field for each credit would have too many."""
    return ";".join(" ".join(line) for line in lines)


def read_wanted_order(data: Any) -> list[LineCredits]:
    """The lines in the order that the form asks for. Raises ValueError for what no form sends.

    `lines` are those that the page showed. With the page's script, `order` has their places on it, from 0, as they stand now; without
    it each line has its number in `place`, from 1.
    """
    lines = [tuple(line.split()) for line in data.get("lines", "").split(";") if line]
    if order := data.get("order", ""):
        places = [int(place) for place in order.split(",")]
        if sorted(places) != list(range(len(lines))):
            raise ValueError(order)
        return [lines[place] for place in places]
    numbers = [int(number) for number in data.getlist("place")]
    if len(numbers) != len(lines):
        raise ValueError(len(numbers))
    return [
        line for _place, line in sorted(enumerate(lines), key=lambda pair: rank_by_number(numbers, pair[0]))
    ]


def rank_by_number(numbers: Sequence[int], place: int) -> tuple[int, int, int]:
    """Where the line at `place` goes: to its number, before whoever has that if it came up, behind if it went down."""
    number, own = numbers[place], place + 1
    return number, (number > own) - (number < own), place
