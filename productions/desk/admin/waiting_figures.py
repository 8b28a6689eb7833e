"""What waits in a production, in words: each figure leads to the page that does it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import localize
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import ngettext, ngettext_lazy

from productions.admin_pages.frame import get_page_address
from productions.catalogue.models.works import Production
from productions.review.services.waiting import Waiting
from productions.shared.choices import ExportState
from productions.shared.intake_choices import ProposalState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


REVIEWED: dict[str, tuple[str, Any]] = {
    "drafts": ("drafts", ngettext_lazy("%d draft to confirm", "%d drafts to confirm")),
    "conflicts": ("conflicts", ngettext_lazy("%d conflict", "%d conflicts")),
    "people_missing": ("people", ngettext_lazy("%d person missing", "%d people missing")),
    "ai_not_asked": (
        "ai",
        ngettext_lazy("AI not asked: %d credit", "AI not asked: %d credits"),
    ),
    "uses_unnamed": (
        "unnamed",
        ngettext_lazy("%d AI use under nobody's name", "%d AI uses under nobody's name"),
    ),
}
"""By the name of the count: which list of the review has them (`?show=`), and what it says."""
PRESSING = frozenset({"conflicts", "exports_failed"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that waits. `code` is the name of the count; `address` is empty where there is no page for it."""

    code: str
    text: str
    address: str

    @property
    def is_pressing(self) -> bool:
        return self.code in PRESSING


def list_figures(production: Production, waiting: Waiting) -> Iterator[Figure]:
    """What waits there, in the order in which it is done; nothing for what does not."""
    for code, (show, said) in REVIEWED.items():
        if count := getattr(waiting, code):
            yield Figure(code, said % count, get_page_address("review", production, show=show))
    if count := waiting.proposals:
        said = ngettext("%d proposal to decide", "%d proposals to decide", count) % count
        asked = urlencode({"state__exact": ProposalState.OPEN})
        yield Figure("proposals", said, f"{reverse('admin:productions_proposal_changelist')}?{asked}")
    exports = waiting.exports
    if count := exports.failed:
        said = ngettext("%d failed export", "%d failed exports", count) % count
        yield Figure("exports_failed", said, make_exports_address(production, ExportState.FAILED))
    if count := exports.open:
        said = ngettext("%d export in the making", "%d exports in the making", count) % count
        states = (ExportState.QUEUED, ExportState.RUNNING)
        yield Figure("exports_open", said, make_exports_address(production, *states))
    if exports.ready and exports.ready_since:
        said = ngettext(
            "%(count)d export ready since %(time)s", "%(count)d exports ready since %(time)s", exports.ready
        ) % {"count": exports.ready, "time": localize(localtime(exports.ready_since))}
        yield Figure("exports_ready", said, make_exports_address(production, ExportState.DONE))


def make_exports_address(production: Production, *states: str) -> str:
    """The list of the production's exports in these states."""
    asked = urlencode({"production__id__exact": str(production.pk), "state__in": ",".join(states)})
    return f"{reverse('admin:productions_export_changelist')}?{asked}"
