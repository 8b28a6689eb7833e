"""Asks every door as every kind of visitor, and reads the answers, headers included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.test import Client

from tests.rules.addresses import Door, body_of, headers_of
from tests.rules.needles import Needles
from tests.rules.withheld.doors import questions, values_of
from tests.rules.withheld.shelves import Leaks
from tests.rules.withheld.story import SCREEN, Story

STAFF = {"outsider": "en", "viewer": "en", "editor": "ja", "approver": "ja", "operator": "en"}
"""Accounts that are signed in to the staff's pages, with their languages."""
APPROVER_MAY = {
    "productions_aiuse_change": "who validated the use",
    "productions_claim_change": "who claims it, for those who decide",
    "productions_claim_act": "what they wrote, as the statement of their wish",
    "productions_credit_change": "who stands behind the credit",
    "productions_contributor_wish": "whose wish is recorded",
    "productions_credit_restore": "the statement of the one credit, by which it can be named again",
    "productions_wish_changelist": "whose wishes are kept",
    "productions_wish_change": "the wish and the statement",
    "productions_wish_end": "the wish that ends",
    "productions_release_whole": "the issue as it was signed, with all of its names",
}
"""Pages on which an approver, and the operator, may see who it is; nowhere else, and nobody else."""
SHARED = ("contributor", "name-", "private-detail", "external-id", "proposal-", "autocomplete", *(
    f"productions_{model}_"
    for model in ("contributor", "contributorname", "contributordetails", "externalid", "proposal")
))  # fmt: skip
"""How pages begin that show people's own entries, which productions share and members of any go on seeing: who somebody is, and
nothing of what they did in this production."""
MEMBERS = {"reader", "viewer", "editor", "approver", "operator"}
FILE_NAMES = ("productions_importbatch_", "productions_importrow_", "productions_event_")
"""The operator's pages, where files stand by the names that staff gave them, and the history of people's own entries."""
FOR_ALL = {"dumps", "statistics", "vocab", "changes", "schema", "schemas", "docs", "departments"}
"""First words of addresses that answer everybody alike."""
LONGEST_KEPT = 60
"""Seconds for which a cache may give an answer that names people without asking."""


@dataclass
class Kept:
    """An answer of before the wish that named the person, as a cache keeps it."""

    page: str
    address: str
    etag: str
    modified: str


@dataclass
class Walk:
    story: Story
    needles: Needles
    leaks: Leaks
    naming: dict[Any, list[Any]] = field(default_factory=dict)
    """Keys of the rows that name the person, by model."""
    answered: Counter[str] = field(default_factory=Counter)
    """How many answers each page gave that were no refusals."""

    @cached_property
    def tools(self) -> dict[str, Client]:
        """Who asks the API: nobody, and accounts by their tokens."""
        levels = ("reader", "viewer", "editor", "approver")
        return {"stranger": Client()} | {level: self.story.client(level) for level in levels}

    @cached_property
    def staff(self) -> dict[str, Client]:
        """Who is signed in."""
        found = {}
        for name, language in STAFF.items():
            found[name] = Client(headers={"accept-language": language})
            found[name].force_login(self.story.users[name])
        return found

    def visitors(self, door: Door) -> dict[str, Client]:
        if door.is_staff:
            return self.staff
        return {"stranger": self.tools["stranger"]} if door.word in FOR_ALL else self.tools

    def ask(self, door: Door, *, who: str = "") -> Iterator[tuple[str, str, Any]]:
        """Every answer of a door: the visitor, the address, and the response."""
        shut: set[str] = set()
        for values in values_of(door, self.story, self.naming):
            for question in questions(door, self.story):
                address = door.at({name: quote(value) for name, value in values.items()})
                address += f"?{question}" if question else ""
                opened = False
                for visitor, client in self.visitors(door).items():
                    # The operator is asked where nobody else gets in, and sees no more than approvers elsewhere.
                    if (
                        who in ("", visitor)
                        and visitor not in shut
                        and not (visitor == "operator" and opened)
                    ):
                        response = client.get(address, headers=self.headers(door))
                        opened |= response.status_code == 200
                        if response.status_code in (401, 403):  # whichever entry it is
                            shut.add(visitor)
                        yield visitor, address, response

    def headers(self, door: Door) -> dict[str, str]:
        if not door.page.endswith("_tile"):
            return {}
        query = f"language=ja&release={self.story.releases[0].pk}"
        return {"preview-of": query + "".join(f"&{name}={value}" for name, value in SCREEN.items())}

    def visit(self, door: Door) -> None:
        """Ask a door and note what its answers name."""
        for visitor, address, response in self.ask(door):
            body = body_of(response)
            told = headers_of(response)
            if response.status_code >= 300:
                # A refusal and a redirect repeat the address; only what comes back beside it tells something.
                body, told = (part.replace(address.partition("?")[0].encode(), b"") for part in (body, told))
            else:
                self.answered[door.page] += 1
            labels = self.needles.found(body) | self.needles.found(told)
            if door.page.endswith("_tile") and response.status_code == 200:
                labels |= {"picture that names them"}
            if may_be_told(door.page, visitor):
                labels = frozenset()
            self.leaks.look("staff pages" if door.is_staff else "answers", door.page, visitor, labels)

    def keep(self, door: Door) -> list[Kept]:
        """Before the wish: what caches and mirrors get that names the person."""
        kept = []
        for _visitor, address, response in self.ask(door, who="stranger"):
            if response.status_code == 200 and self.needles.found(body_of(response)):
                kept.append(
                    Kept(
                        door.page,
                        address,
                        response.headers.get("ETag", ""),
                        response.headers.get("Last-Modified", ""),
                    )
                )
                labels = frozenset({"kept without asking"} if kept_long(response) else ())
                self.leaks.look("caches", door.page, "stranger", labels)
        return kept

    def ask_for_kept(self, kept: Kept) -> None:
        """After the wish: whether a cache is told that its answer with the name still holds."""
        for name, value in (("if-none-match", kept.etag), ("if-modified-since", kept.modified)):
            if value:
                response = self.tools["stranger"].get(kept.address, headers={name: value})
                labels = frozenset({f"304 to {name}"} if response.status_code == 304 else ())
                self.leaks.look("caches", kept.page, "stranger", labels)


def may_be_told(page: str, visitor: str) -> bool:
    """Whether a page may name the person to such a visitor."""
    if visitor in ("approver", "operator") and page in APPROVER_MAY:
        return True
    if visitor == "operator" and page.startswith(FILE_NAMES):
        return True
    return visitor in MEMBERS and page.startswith(SHARED)


def kept_long(response: Any) -> bool:
    """Whether caches may give the answer for long without asking, so that a wish does not reach them."""
    told = response.headers.get("Cache-Control", "")
    ages = [
        int(part.split("=")[1]) for part in told.replace(" ", "").split(",") if part.startswith("max-age=")
    ]
    return "immutable" in told or any(age > LONGEST_KEPT for age in ages)
