"""The page of a person or a studio: what they did, and under which names."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from api.pages.cut_strip import CutStrip, arrange_strips, list_legend
from api.pages.linked_data import describe_linked_person, write_linked_data
from api.pages.public_page import OtherPage, PublicPage
from api.pages.reads import iter_entries, read
from api.pages.template_filters import get_contributor_address, get_production_address
from api.read.cut_summaries import SUMMARY_PAGES
from productions.shared.choices import ContributorKind


class ContributorPage(PublicPage):
    """What a person and a studio have in common: names, groups, identifiers elsewhere."""

    shown = "contributor-detail"
    kind: ContributorKind
    """Whose pages these are; the other kind has none here."""

    def describe(self, uid: UUID) -> dict[str, Any]:
        contributor = read("contributor-detail", {"include": "members", **self.wording}, uid=uid)
        if contributor["kind"] != self.kind:
            raise OtherPage(get_contributor_address(contributor))
        groups = iter_entries("contributor-list", {"member": str(uid), **self.wording})
        other_names = [name for name in contributor["names"] if name["text"] != contributor["name"]]
        return {"contributor": contributor, "other_names": other_names, "groups": list(groups)}

    def write_linked_works(self, contributor: dict[str, Any], works: list[dict[str, Any]]) -> SafeString:
        """The contributor and its works for machines."""
        return write_linked_data(
            describe_linked_person(self.request, contributor, works, get_production_address)
        )


class PersonPage(ContributorPage):
    """One person: works by year, in each the roles, episodes and cuts."""

    template_name = "pages/person.html"
    feed = "person-feed"
    kind = ContributorKind.PERSON

    def describe(self, uid: UUID) -> dict[str, Any]:
        works = list(iter_entries("contributor-filmography", self.wording, uid=uid))
        asked = {"page_size": str(SUMMARY_PAGES.limit), **self.wording}
        strips = arrange_strips(list(iter_entries("contributor-cut-summaries", asked, uid=uid)))
        found = super().describe(uid)
        return {
            **found,
            "linked_data": self.write_linked_works(found["contributor"], works),
            "years": arrange_by_year({**work, "strips": list_strips_of(work, strips)} for work in works),
            "legend": list_legend(strips),
        }


def list_strips_of(work: dict[str, Any], strips: list[CutStrip]) -> list[CutStrip]:
    """Those of one production."""
    return [strip for strip in strips if strip.production["uid"] == work["production"]["uid"]]


class StudioPage(ContributorPage):
    """One studio: its works, and how many of its people are named in them."""

    template_name = "pages/studio.html"
    kind = ContributorKind.ORGANIZATION

    def describe(self, uid: UUID) -> dict[str, Any]:
        works = list(iter_entries("contributor-works", self.wording, uid=uid))
        found = super().describe(uid)
        return {
            **found,
            "linked_data": self.write_linked_works(found["contributor"], works),
            "years": arrange_by_year(works),
            "named": sum(work["affiliated_people"] for work in works),
            "unnamed": sum(work["affiliated_unnamed"] for work in works),
        }


def arrange_by_year(works: Any) -> list[tuple[int | None, list[dict[str, Any]]]]:
    """Works of the API, which come newest first, by the year of their production; None: nobody knows it."""
    return [(year, list(same)) for year, same in groupby(works, key=lambda work: work["production"]["year"])]
