"""Pictures of pages (`og:image`), each below its page's address: of a work, a person, a studio, an issue, and of the site."""

from __future__ import annotations

import time
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from api.http.last_modified import assess_freshness
from api.http.responses import LIVE_CACHE_CONTROL, find_unchanged
from api.pages.cut_strip import arrange_strips
from api.pages.episode_names import name_episode
from api.pages.feeds import name_issue
from api.pages.page_picture import PictureFacts, draw_picture
from api.pages.picture_strip import draw_whole_bar
from api.pages.public_page import OtherPage, PublicPage
from api.pages.reads import iter_entries, read
from api.pages.template_filters import get_word, make_datetime
from api.pages.work_facts import LeadLine, PageFigure, read_work_facts
from api.pages.work_reads import iter_cuts
from api.read.newest_event import read_last_modified
from productions.shared.choices import ContributorKind

DIGEST_DIGITS = 16
"""Of the 64 that a digest has: enough to tell issues apart by eye."""


class PagePicture(PublicPage):
    """A picture: `describe` gives its `facts`, of which its ETag is made, so that nothing is drawn for whoever has it."""

    media_type = "image/png"

    def respond(self, context: dict[str, Any]) -> HttpResponseBase:
        facts: PictureFacts = context["facts"]
        stands = assess_freshness(read_last_modified(), now=time.time())
        response = find_unchanged(self.request, etag=facts.etag)
        if response is None:
            response = HttpResponse(draw_picture(facts), content_type=self.media_type)
        response.headers["ETag"] = facts.etag
        response.headers["Last-Modified"] = http_date(stands.stamp)
        response.headers["Cache-Control"] = LIVE_CACHE_CONTROL
        return response


class SitePicture(PagePicture):
    """What stands for every page that has no picture of its own."""

    def describe(self) -> dict[str, Any]:
        title = _("Who made every cut of an animation, and with which tools.")
        return {"facts": PictureFacts(get_language(), "", title)}


class ProductionPicture(PagePicture):
    """A work: who answers for it, how many are named, and its cuts."""

    def describe(self, uid: UUID) -> dict[str, Any]:
        work = read_work_facts(uid, self.wording)
        bar = draw_whole_bar(work.strips)
        facts = PictureFacts(get_language(), work.kind, work.title, work.leads, work.figures, bar)
        return {"facts": facts}


class ContributorPicture(PagePicture):
    """What the pictures of a person and a studio have in common."""

    kind: ContributorKind
    other: str
    """The name of the other kind's picture."""

    def describe(self, uid: UUID) -> dict[str, Any]:
        contributor = read("contributor-detail", self.wording, uid=uid)
        if contributor["kind"] != self.kind:
            raise OtherPage(reverse(f"pages:{self.other}", kwargs={"uid": uid}))
        leads, figures, bar = self.sum_up(uid)
        kind = get_word(contributor["kind"], "contributor-kind")
        return {"facts": PictureFacts(get_language(), kind, contributor["name"], leads, figures, bar)}

    def sum_up(self, uid: UUID) -> tuple[tuple[LeadLine, ...], tuple[PageFigure, ...], str]:
        """What they did in short: lines, figures and the bar of their cuts."""
        raise NotImplementedError  # a person and a studio each say their own


class PersonPicture(ContributorPicture):
    """A person: what they are credited for, in how many works, and their own cuts."""

    kind = ContributorKind.PERSON
    other = "studio-picture"

    def sum_up(self, uid: UUID) -> tuple[tuple[LeadLine, ...], tuple[PageFigure, ...], str]:
        works = list(iter_entries("contributor-filmography", self.wording, uid=uid))
        roles = tuple(dict.fromkeys(line["role"]["label"] for work in works for line in work["roles"]))
        cuts = list(iter_cuts("contributor-cut-summaries", uid, self.wording))
        figures = [PageFigure(len(works), _("works")), *([PageFigure(len(cuts), _("cuts"))] if cuts else [])]
        leads = (LeadLine(_("Credited for"), roles),) if roles else ()
        return leads, tuple(figures), draw_whole_bar(arrange_strips(cuts))


class StudioPicture(ContributorPicture):
    """A studio: how many of its people are named."""

    kind = ContributorKind.ORGANIZATION
    other = "person-picture"

    def sum_up(self, uid: UUID) -> tuple[tuple[LeadLine, ...], tuple[PageFigure, ...], str]:
        works = list(iter_entries("contributor-works", self.wording, uid=uid))
        named, unnamed = (
            sum(work[name] for work in works) for name in ("affiliated_people", "affiliated_unnamed")
        )
        people = (
            PageFigure(
                named,
                ngettext("person named, counted in each work", "people named, counted in each work", named),
                "named",
            ),
            PageFigure(
                unnamed,
                ngettext("person who is not named", "people who are not named", unnamed),
                "unnamed",
            ),
        )
        return (), (PageFigure(len(works), _("works")), *(people if named or unnamed else ())), ""


class IssuePicture(PagePicture):
    """An issue: of what, when, and its digest."""

    def describe(self, uid: UUID) -> dict[str, Any]:
        issue = read("release-detail", self.wording, uid=uid)
        day = date_format(localtime(make_datetime(issue["issued_at"])), "DATE_FORMAT")
        parts = (name_episode(issue["episode"]), name_issue(issue), day)
        digest = LeadLine("SHA-256", (f"{issue['digest'][:DIGEST_DIGITS]}…",))
        facts = PictureFacts(
            get_language(), " · ".join(filter(None, parts)), issue["production"]["title"], (digest,)
        )
        return {"facts": facts}
