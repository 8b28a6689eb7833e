"""What an app's page costs: requests and bytes of a production's, a person's and a studio's page, by the public API alone.

    BENCH_DATABASE_URL=postgres://…/staffroll_bench_100k python -m benchmarks.pages
    python -m benchmarks.pages --site http://127.0.0.1:8000 [--work TITLE]

Builds the three pages as lines of text, each by the lists that are made for it and by the lists of entries alone, and prints a
table: requests, bytes of JSON, and bytes that were sent (compressed). Nothing is read but the public API: the production is the
one with the title, the person and the studio those whom its credits name most.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import groupby
from typing import Any

import httpx

from benchmarks.endpoints import STAFFROLL, heading
from benchmarks.load import HOST, server
from benchmarks.sites import large_url, site_environment

Row = dict[str, Any]


class Api:
    """The public API, and what it cost so far."""

    def __init__(self, site: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.client = httpx.Client(base_url=f"{site}/api/v1/", timeout=60, transport=transport)
        self.requests = self.json_bytes = self.sent_bytes = 0

    def get(self, address: str, **params: Any) -> Any:
        """The answer at an address. Raises httpx.HTTPStatusError at a refusal."""
        answer = self.client.get(address, params=params or None).raise_for_status()
        self.requests += 1
        self.json_bytes += len(answer.content)
        self.sent_bytes += answer.num_bytes_downloaded
        return answer.json()

    def rows(self, address: str, **params: Any) -> Iterator[Row]:
        """All rows of a list, page after page."""
        page = self.get(address, **params)
        yield from page["results"]
        while page["next"]:
            page = self.get(page["next"])
            yield from page["results"]


# The pages, by the lists that are made for them


def production_page(api: Api, uid: str) -> Iterator[str]:
    """Titles, studios, episodes; the staff by department and role, as on a roll; the cast with its characters."""
    work = api.get(f"productions/{uid}/", include="studios,episodes,releases", lang="ja")
    yield f"{work['title']} ({work['year']})"
    yield from (f"  {title['kind']}: {title['text']}" for title in work["titles"])
    yield f"  studios: {', '.join(studio['credited_as'] for studio in work['studios']) or 'not known'}"
    yield from (f"  #{episode['number']} {episode['title']}" for episode in work["episodes"])
    staff = api.rows(f"productions/{uid}/staff/", lang="ja")
    for department, rows in groupby(staff, key=lambda row: row["department"]["label"]):
        yield department
        for role, people in groupby(rows, key=lambda row: row["role"]["label"]):
            yield f"  {role}"
            yield from (f"    {describe_staff(person)}" for person in people)


def describe_staff(row: Row) -> str:
    """One person, or those whom nobody names, with what they did."""
    name = " / ".join(row["credited_as"]) or f"({row['absence_reason']}: {row['headcount'] or '?'})"
    parts = [
        " ".join(filter(None, [part["episode"] and f"#{part['episode']['number']}", part["cuts"]]))
        for part in row["episodes"]
    ]
    extra = [", ".join(row["role_as_printed"]), "; ".join(filter(None, parts)), "AI" * (row["ai"] == "used")]
    return " — ".join(filter(None, [name, *extra]))


def person_page(api: Api, uid: str) -> Iterator[str]:
    """Names and identifiers; the filmography by year, with roles, names as credited, episodes and cuts."""
    person = api.get(f"contributors/{uid}/")
    yield person["name"]
    yield from (f"  {name['kind']}, {name['script']}: {name['text']}" for name in person["names"])
    yield from (f"  {each['scheme']}:{each['value']}" for each in person["external_ids"])
    works = api.rows(f"contributors/{uid}/filmography/", page_size=200, lang="ja")
    for year, rows in groupby(works, key=lambda row: row["production"]["year"]):
        yield str(year or "year not known")
        for row in rows:
            yield f"  {row['production']['title']}"
            for role in row["roles"]:
                said = " / ".join(role["credited_as"])
                yield f"    {role['role']['label']} as {said}: {describe_episodes(role['episodes'])}"


def describe_episodes(parts: list[Row]) -> str:
    """Episodes and cuts of one role."""
    told = []
    for part in parts:
        number = f"#{part['episode']['number']}" if part["episode"] else ""
        told.append(f"{number} {part['cuts'] or 'whole'}".strip())
    return "; ".join(told)


def studio_page(api: Api, uid: str) -> Iterator[str]:
    """Its works with its own roles and how many people are named for it; then these people."""
    studio = api.get(f"contributors/{uid}/")
    yield studio["name"]
    works = api.rows(f"contributors/{uid}/works/", page_size=200, lang="ja")
    for year, rows in groupby(works, key=lambda row: row["production"]["year"]):
        yield str(year or "year not known")
        for row in rows:
            roles = ", ".join(role["role"]["label"] for role in row["roles"]) or "its people only"
            people = f"{row['affiliated_people']} named, {row['affiliated_unnamed']} credits without a name"
            yield f"  {row['production']['title']}: {roles}; {people}"
    for group in api.rows("credits/groups/", by="person", affiliation=uid, page_size=200):
        if group["contributor"]:
            yield f"  {group['contributor']['name']}: {group['credits']} credits, {group['productions']} works"


# The same by lists of entries alone


def production_by_entries(api: Api, uid: str, **paging: Any) -> Iterator[str]:
    """As much of a production's page as its credits tell: no order of a roll, no departments."""
    work = api.get(f"productions/{uid}/", include="episodes,releases", lang="ja")
    yield f"{work['title']} ({work['year']})"
    people: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for credit in api.rows(f"productions/{uid}/credits/", lang="ja", **paging):
        name = credit["credited_as"] or credit["absence_reason"]
        people[credit["role"]["label"], name].append(credit)
    for (role, name), credits in people.items():
        cuts = [credit["cut"]["number"] for credit in credits if credit["cut"]]
        yield f"  {role}: {name} — {', '.join(cuts)}"


def person_by_entries(api: Api, uid: str, **paging: Any) -> Iterator[str]:
    """A person's credits one by one."""
    yield api.get(f"contributors/{uid}/")["name"]
    for credit in api.rows(f"contributors/{uid}/credits/", lang="ja", **paging):
        yield f"  {credit['production']['title']}: {credit['role']['label']} as {credit['credited_as']}"


def studio_by_entries(api: Api, uid: str, **paging: Any) -> Iterator[str]:
    """A studio's own credits, and those of its people."""
    yield api.get(f"contributors/{uid}/")["name"]
    for given in ({"contributor": uid}, {"affiliation": uid}):
        for credit in api.rows("credits/", lang="ja", **given, **paging):
            yield f"  {credit['production']['title']}: {credit['role']['label']} {credit['credited_as']}"


Page = Callable[..., Iterator[str]]
PAGES: tuple[tuple[str, Page, Page], ...] = (
    ("production", production_by_entries, production_page),
    ("person", person_by_entries, person_page),
    ("studio", studio_by_entries, studio_page),
)
"""Each page's name, how it is built of entries, and of the lists made for it."""
WAYS: tuple[tuple[str, bool, Row], ...] = (
    ("entries, 25 a page", False, {}),
    ("entries, 200 a page", False, {"page_size": 200}),
    ("the lists for it", True, {}),
)


def find_subjects(api: Api, title: str) -> dict[str, str]:
    """The uids of the production, of the person whom its credits name most, and of the studio that most worked for.

    Raises LookupError where the site has none.
    """
    works = api.get("productions/", q=title)["results"] if title else []
    if not works:
        raise LookupError(f"There is no public production “{title}”.")
    uid = works[0]["uid"]
    people = api.rows(f"productions/{uid}/credits/groups/", by="person", page_size=200)
    named = [group["contributor"] for group in people if group["contributor"]]
    person = next(each["uid"] for each in named if each["kind"] == "person")
    studios = (row["affiliations"] for row in api.rows(f"productions/{uid}/staff/"))
    counted: dict[str, int] = defaultdict(int)
    for affiliations in studios:
        for studio in affiliations:
            counted[studio["uid"]] += 1
    if not counted:
        raise LookupError(f"Nobody in “{title}” worked for a studio.")
    return {"production": uid, "person": person, "studio": max(counted, key=lambda key: counted[key])}


def measure(site: str, name: str, way: str, build: Page, uid: str, paging: Row) -> str:
    """One line of the table."""
    api = Api(site)
    started = time.perf_counter()
    lines = sum(1 for _line in build(api, uid, **paging))
    took = (time.perf_counter() - started) * 1000
    return f"| {name} | {way} | {api.requests} | {api.json_bytes:,} | {api.sent_bytes:,} | {took:,.0f} | {lines:,} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--site", default="", help="a running site; without it one is started on BENCH_DATABASE_URL"
    )
    parser.add_argument("--work", default="見本 12話", help="title of the production")
    parser.add_argument("--show", action="store_true", help="print the pages, not the table")
    options = parser.parse_args()
    with ExitStack() as stack:
        site = options.site
        if not site:
            ours = stack.enter_context(server("Staffroll", STAFFROLL, **site_environment(large_url())))
            site = f"http://{HOST}:{ours.port}"
        subjects = find_subjects(Api(site), options.work)
        if options.show:
            for name, _entries, build in PAGES:
                print("\n".join(["", f"— {name} —", *build(Api(site), subjects[name])]))
            return
        print(heading(f"pages of “{options.work}” by the public API"))
        print("| page | by | requests | JSON bytes | bytes sent | ms | lines |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for name, by_entries, by_lists in PAGES:
            for way, new, paging in WAYS:
                build = by_lists if new else by_entries
                print(measure(site, name, way, build, subjects[name], paging), flush=True)


if __name__ == "__main__":
    main()
