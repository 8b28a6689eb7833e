"""Atom feeds (RFC 4287): the issues of a work, and what a person is newly credited with, from the API's own reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from api.pages.episode_names import name_episode
from api.pages.page_addresses import get_contributor_address, get_production_address
from api.pages.public_page import PublicPage
from api.pages.reads import read
from api.pages.template_filters import make_datetime
from api.read.query_params import ENTRY_PAGES

NEWEST = {"ordering": "-uid", "page_size": str(ENTRY_PAGES.limit)}
"""What is in a feed of a list: its newest page. A reader that asks once a month has all of most works and people."""


class FeedEntry(NamedTuple):
    """One entry; `id` is the uid of what it is about, which stays when its words change."""

    id: str
    title: str
    address: str
    updated: datetime


class Feed(PublicPage):
    """A feed: `describe` gives `title`, the `address` of the page that it is about, and `entries`."""

    media_type = "application/atom+xml; charset=utf-8"

    def write(self, context: dict[str, Any]) -> bytes:
        feed = Atom1Feed(
            title=context["title"],
            link=self.request.build_absolute_uri(context["address"]),
            description="",
            language=get_language(),
            feed_url=context["canonical"],
            feed_guid=f"urn:uuid:{context['uid']}",
        )
        for entry in context["entries"]:
            feed.add_item(
                entry.title,
                self.request.build_absolute_uri(entry.address),
                description="",
                unique_id=f"urn:uuid:{entry.id}",
                updateddate=entry.updated,
            )
        return feed.writeString("utf-8").encode()


class ProductionFeed(Feed):
    """The issues of a work, the newest first."""

    def describe(self, uid: UUID) -> dict[str, Any]:
        production = read("production-detail", self.wording, uid=uid)
        issues = read("production-releases", {**NEWEST, **self.wording}, uid=uid)["results"]
        return {
            "uid": uid,
            "title": production["title"],
            "address": get_production_address(production),
            "entries": [
                FeedEntry(
                    issue["uid"],
                    " ".join(filter(None, (name_episode(issue["episode"]), name_issue(issue)))),
                    reverse("pages:issue", kwargs={"uid": issue["uid"]}),
                    make_datetime(issue["issued_at"]),
                )
                for issue in issues
            ],
        }


class PersonFeed(Feed):
    """What a person is credited with: an entry for each role in each work, the newest first."""

    def describe(self, uid: UUID) -> dict[str, Any]:
        person = read("contributor-detail", self.wording, uid=uid)
        asked = {**NEWEST, "include": "updated_at", **self.wording}
        entries: dict[tuple[str, str], FeedEntry] = {}
        for credit in read("contributor-credits", asked, uid=uid)["results"]:
            key = (credit["production"]["uid"], credit["role"]["code"])
            title = f"{credit['production']['title']}: {credit['role']['label']}"
            # The feed of changes tells an entry some seconds later; its uid has the moment in which it was entered.
            updated = (
                make_datetime(credit["updated_at"])
                if credit["updated_at"]
                else read_uid_moment(credit["uid"])
            )
            if key not in entries or updated > entries[key].updated:
                address = get_production_address(credit["production"])
                first = entries.get(key)
                entries[key] = FeedEntry(first.id if first else credit["uid"], title, address, updated)
        return {
            "uid": uid,
            "title": person["name"],
            "address": get_contributor_address(person),
            "entries": list(entries.values()),
        }


def read_uid_moment(uid: str) -> datetime:
    """When an entry was made: the first 48 bits of its uid are milliseconds (RFC 9562, section 5.7)."""
    return datetime.fromtimestamp(int(UUID(uid).hex[:12], 16) / 1000, UTC)


def name_issue(issue: dict[str, Any]) -> str:
    """“Issue 2”."""
    return gettext("Issue %(number)s") % {"number": issue["number"]}
