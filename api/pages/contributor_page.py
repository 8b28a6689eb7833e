"""The page of a person or a studio: what they did, and under which names."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from api.pages.cast_rows import CAST, arrange_characters
from api.pages.cut_ranges import CutPlace, link_ranges, map_cut_numbers
from api.pages.cut_strip import CutStrip, arrange_strips, list_legend
from api.pages.linked_data import describe_linked_person, write_linked_data
from api.pages.page_addresses import get_contributor_address, get_production_address
from api.pages.public_page import OtherPage, PublicPage
from api.pages.reads import iter_entries, read
from api.pages.work_drawing import WorkDrawing
from api.pages.work_reads import iter_cuts
from api.read.aggregates import GROUP_MEMBERS
from productions.shared.choices import ContributorKind, CreditKind


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
    picture = "person-picture"
    kind = ContributorKind.PERSON

    def describe(self, uid: UUID) -> dict[str, Any]:
        works = list(iter_entries("contributor-filmography", self.wording, uid=uid))
        cuts = list(iter_cuts("contributor-cut-summaries", uid, self.wording))
        strips, numbers = arrange_strips(cuts), map_cut_numbers(cuts)
        voiced = arrange_characters(iter_entries("contributor-credits", {**CAST, **self.wording}, uid=uid))
        found = super().describe(uid)
        drawing = WorkDrawing(found["contributor"]["name"])
        return {
            **found,
            "linked_data": self.write_linked_works(found["contributor"], works),
            "years": arrange_by_year(
                {
                    "production": work["production"],
                    "drawn": drawing.draw(
                        {
                            "production": work["production"],
                            "roles": [link_cuts(line, work, numbers) for line in work["roles"]],
                            "characters": voiced.get(work["production"]["uid"], []),
                        }
                    ),
                    "strips": list_strips_of(work, strips),
                }
                for work in works
            ),
            "legend": list_legend(strips),
        }


def link_cuts(
    line: dict[str, Any], work: dict[str, Any], numbers: dict[CutPlace, dict[str, str]]
) -> dict[str, Any]:
    """One role of a work, with the cuts of each episode in pieces that lead to them."""
    production = work["production"]["uid"]
    parts = []
    for part in line["episodes"]:
        place = production, None if part["episode"] is None else part["episode"]["uid"]
        parts.append({**part, "pieces": link_ranges(part["cuts"] or "", numbers.get(place, {}))})
    return {**line, "episodes": parts}


def list_strips_of(work: dict[str, Any], strips: list[CutStrip]) -> list[CutStrip]:
    """Those of one production."""
    return [strip for strip in strips if strip.production["uid"] == work["production"]["uid"]]


def list_chain(*asked: dict[str, str]) -> list[dict[str, Any]]:
    """Companies beside this one in the chain of work, with the credits that say so, the most first.

    `asked`: what to ask the API for, each with the grouping (`by`) that gives the company. Credits that name none are not among them.
    """
    found: dict[str, dict[str, Any]] = {}
    for params in asked:
        member = GROUP_MEMBERS[params["by"]][0]
        for group in iter_entries("credit-list-groups", params):
            if (company := group[member]) is not None:
                line = found.setdefault(company["uid"], {"company": company, "credits": 0})
                line["credits"] += group["credits"]
    return sorted(found.values(), key=lambda line: (-line["credits"], line["company"]["name"]))


class StudioPage(ContributorPage):
    """One studio: its works, and how many of its people are named in them."""

    template_name = "pages/studio.html"
    picture = "studio-picture"
    kind = ContributorKind.ORGANIZATION

    def describe(self, uid: UUID) -> dict[str, Any]:
        works = list(iter_entries("contributor-works", self.wording, uid=uid))
        found = super().describe(uid)
        return {
            **found,
            "linked_data": self.write_linked_works(found["contributor"], works),
            "years": arrange_by_year(works),
            "above": list_chain(
                {"by": "giver", "affiliation": str(uid), **self.wording},
                {"by": "giver", "contributor": str(uid), **self.wording},
            ),
            "below": list_chain(
                {"by": "studio", "contracted_by": str(uid), **self.wording},
                {"by": "person", "contracted_by": str(uid), "kind": CreditKind.ORGANIZATION, **self.wording},
            ),
            "named": sum(work["affiliated_people"] for work in works),
            "unnamed": sum(work["affiliated_unnamed"] for work in works),
        }


def arrange_by_year(works: Any) -> list[tuple[int | None, list[dict[str, Any]]]]:
    """Works of the API, which come newest first, by the year of their production; None: nobody knows it."""
    return [(year, list(same)) for year, same in groupby(works, key=lambda work: work["production"]["year"])]
