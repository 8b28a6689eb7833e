"""The page of one issue: the roll as it was issued, what differs from the issue before, and how to verify it by hand."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from rest_framework.exceptions import ValidationError

from api.pages.linked_data import describe_issue, write_linked_data
from api.pages.page_addresses import get_production_address
from api.pages.public_page import PublicPage, show_notice
from api.pages.reads import iter_entries, read, read_bytes
from api.read.rolls import ROLL_FORMATS
from productions.rollkit.document.work import Erratum
from productions.rollkit.texts.roll_texts import format_erratum

HEADING = re.compile(r"(</?h)([1-5])\b")


class IssuePage(PublicPage):
    """One issue."""

    template_name = "pages/issue.html"
    shown = "release-detail"
    picture = "issue-picture"

    def describe(self, uid: UUID) -> dict[str, Any]:
        issue = read("release-detail", self.wording, uid=uid)
        roll = read_bytes("release-roll-html", {"lang": get_language()}, uid=uid).decode()
        difference = read("release-difference", uid=uid)
        others = iter_entries("production-releases", self.wording, uid=UUID(issue["production"]["uid"]))
        address, work_address = (
            self.request.build_absolute_uri(path)
            for path in (self.get_address(uid=uid), get_production_address(issue["production"]))
        )
        return {
            "linked_data": write_linked_data(describe_issue(issue, address, work_address)),
            "issue": issue,
            "roll": extract_roll(roll),
            "since": difference["since"],
            "changes": [
                format_erratum(Erratum(**change), get_language()) for change in difference["changes"]
            ],
            "same_roll": [
                other
                for other in others
                if (other["episode"], other["edition"]) == (issue["episode"], issue["edition"])
            ],
            "formats": [(name, f"release-roll-{name}") for name in ROLL_FORMATS],
        }


def extract_roll(page: str) -> SafeString:
    """What is between the main tags of a roll's own page, its headings one level down: the page has a title of its own.

    The writer of rolls escapes whatever was typed (`productions.rollkit.writers.as_html`).
    """
    _head, _tag, rest = page.partition("<main>")
    content, _tag, _foot = rest.partition("</main>")
    return mark_safe(HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", content))


@require_safe
def find_issue(request: HttpRequest, digest: str) -> HttpResponse:
    """`/r/<digest>`: from the digest that a roll shows to the page of its issue, in the reader's language."""
    try:
        issues = read("release-list", {"digest": digest})["results"]
    except ValidationError:  # no digest
        issues = []
    if not issues:
        return show_notice(request, HTTPStatus.NOT_FOUND)
    return redirect("pages:issue", uid=issues[0]["uid"])
