"""What a plan says of itself on the page, in the words of its kind: credits, cuts, or placements of an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.shared.intake_choices import ImportKind


class RowHeadings(NamedTuple):
    """What the columns of a plan's rows are called; an empty one is not shown."""

    name: str
    role: str
    where: str


def name_row_headings(plan: Mapping[str, Any]) -> RowHeadings:
    """The headings of the rows of a plan."""
    if plan["kind"] == ImportKind.CUT_LIST:
        return RowHeadings(_("Cut"), "", _("Where"))
    if plan["kind"] == ImportKind.PLACEMENTS:
        return RowHeadings(_("Cut"), _("Clip"), "")
    return RowHeadings(_("Name"), _("Role"), _("Where"))


def name_announced(plan: Mapping[str, Any]) -> str:
    """What is told beside the rows of a plan is called."""
    if plan["kind"] == ImportKind.CUT_LIST:
        return _("Entered beside the cuts")
    if plan["kind"] == ImportKind.PLACEMENTS:
        return _("The time line")
    return _("Entered beside the credits")


def enters_something(plan: Mapping[str, Any]) -> bool:
    """Whether entering the file stores anything. A list of cuts may have parts and relations alone."""
    counts = plan["counts"]
    if plan["kind"] == ImportKind.CUT_LIST and plan["announced"]:
        return True
    return bool(counts["new"] + counts["changed"] + plan["removed"])


def summarize_plan(plan: Mapping[str, Any]) -> Iterator[str]:
    """What entering the file does, a sentence for each group that it touches."""
    counts = (plan["counts"]["new"], plan["counts"]["changed"], plan["removed"])
    tellers = {ImportKind.CUT_LIST: tell_of_cuts, ImportKind.PLACEMENTS: tell_of_placements}
    for count, told in zip(counts, tellers.get(plan["kind"], tell_of_credits)(*counts), strict=True):
        if count:
            yield told % {"count": f"{count:,}"}
    if names := plan.get("new_people"):
        told = ngettext(
            "%(count)s person or company is new and entered with it: look whether the name is right.",
            "%(count)s people and companies are new and entered with it: look whether the names are right.",
            len(names),
        )
        yield told % {"count": f"{len(names):,}"}


def tell_of_credits(new: int, changed: int, removed: int) -> tuple[str, str, str]:
    """Sentences in which the counts are still to be put."""
    return (
        ngettext("%(count)s credit is entered as a draft.", "%(count)s credits are entered as drafts.", new),
        ngettext("%(count)s credit is changed.", "%(count)s credits are changed.", changed),
        ngettext("%(count)s credit is removed.", "%(count)s credits are removed.", removed),
    )


def tell_of_cuts(new: int, changed: int, removed: int) -> tuple[str, str, str]:
    """As `tell_of_credits`. A list of cuts removes none."""
    return (
        ngettext("%(count)s cut is added.", "%(count)s cuts are added.", new),
        ngettext("%(count)s cut is changed.", "%(count)s cuts are changed.", changed),
        "",
    )


def tell_of_placements(new: int, changed: int, removed: int) -> tuple[str, str, str]:
    """As `tell_of_credits`."""
    return (
        ngettext("%(count)s cut is placed.", "%(count)s cuts are placed.", new),
        ngettext("%(count)s placement is changed.", "%(count)s placements are changed.", changed),
        ngettext(
            "%(count)s placement is taken out of the time line.",
            "%(count)s placements are taken out of the time line.",
            removed,
        ),
    )
