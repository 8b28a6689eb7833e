"""Lists as users ask for them: pages, members, forms, all of a production at once."""

import base64
import csv
import io
import json
from urllib.parse import urlsplit

import pytest

from api.read import list_views
from productions.catalogue.services.productions import add_title
from productions.models import Contributor
from productions.releases.services.releases import issue_release
from tests.api.asking import get
from tests.html_pages import read_body


def follow(client, path, link):
    """All pages from `path` on by `link` ("next" or "previous"), and the last page's address."""
    rows, address = [], f"/api/v1/{path}"
    while True:
        page = client.get(address).json()
        rows = rows + page["results"] if link == "next" else page["results"] + rows
        if page[link] is None:
            return rows, address
        address = page[link].removeprefix("http://testserver")


@pytest.mark.parametrize("ordering", ["uid", "-uid", "name", "-name"])
def test_pages_lead_through_the_whole_list_and_back(client, series, ordering):
    whole = get(client, f"contributors/?page_size=200&ordering={ordering}").json()["results"]
    assert len(whole) == 16
    forward, last = follow(client, f"contributors/?page_size=3&ordering={ordering}", "next")
    assert forward == whole
    back, _first = follow(client, last.removeprefix("/api/v1/"), "previous")
    assert back == whole


@pytest.mark.postgres
def test_who_is_public_is_not_looked_up_in_a_list_of_all_credits(series):
    """Made for the first person on a page whom none names, and as long as the table."""
    plan = Contributor.objects.public().explain()
    assert "SubPlan" in plan
    assert "hashed" not in plan


def test_a_cursor_of_another_list_is_refused(client, series):
    cursor = get(client, "contributors/?page_size=3&ordering=name").json()["next"]
    query = urlsplit(cursor).query.replace("ordering=name", "ordering=uid")
    problem = get(client, f"contributors/?{query}", 400).json()
    assert problem["errors"] == [
        {"parameter": "cursor", "detail": "This cursor is not one of this list; start without it."}
    ]


def test_count_is_there_only_when_asked_for(client, series):
    assert "count" not in get(client, "credits/").json()
    answer = get(client, "credits/?count=exact&page_size=2&episode=&role=layout")
    assert (answer.json()["count"], answer.headers["Total-Count"]) == (16, "16")
    assert len(answer.json()["results"]) == 2


def test_fields_and_include_choose_the_members(client, production, series, now):
    add_title(production, text="The Dog & The Boy", kind="english", by=None, now=now)
    release = issue_release(production, by=None, now=now)
    (row,) = get(client, "productions/?fields=title,uid").json()["results"]
    assert row == {"uid": str(production.uid), "title": "犬と少年"}
    row = get(client, f"productions/{production.uid}/?fields=title&include=episodes,releases").json()
    assert [episode["number"] for episode in row["episodes"]] == ["1", "2", "3", "4"]
    assert [found["uid"] for found in row["releases"]] == [str(release.uid)]
    for query, name in (
        ("fields=colour", "fields"),
        ("include=titles", "include"),
        ("ordering=year", "ordering"),
    ):
        problem = get(client, f"productions/?{query}", 400).json()
        assert [each["parameter"] for each in problem["errors"]] == [name]


def test_a_list_is_json_lines_or_a_table(client, production, series, now):
    add_title(production, text="=cmd()", kind="alias", primary=True, by=None, now=now)
    rows = get(client, "credits/?page_size=200").json()["results"]
    lines = get(client, "credits.ndjson?page_size=200")
    assert lines["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line) for line in lines.content.splitlines()] == rows
    answer = get(client, "credits.csv?page_size=2")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    table = list(csv.DictReader(io.StringIO(read_body(answer))))
    assert [line["uid"] for line in table] == [row["uid"] for row in rows[:2]]
    assert table[0]["production.title"] == "'=cmd()"
    assert table[0]["contributor.name"] == rows[0]["contributor"]["name"]
    assert answer.headers["Link"].endswith('rel="next"')
    assert (
        read_body(get(client, "contributors.csv")).splitlines()[0]
        == "uid,kind,name,disambiguation,names,external_ids,training_mining"
    )


@pytest.mark.parametrize("chunk", [1000, 5, 4])
def test_all_credits_of_a_production_at_once(client, production, series, monkeypatch, chunk):
    """In one answer, and as a stream when there are more than one chunk of them."""
    # The sizes alone are small here, so that few credits are several chunks and slices.
    monkeypatch.setattr(list_views, "CHUNK_ROWS", chunk)  # several chunks of a few rows, not of 5,000
    monkeypatch.setattr(list_views, "STREAM_SLICE_ROWS", max(1, chunk // 2))  # and slices inside them
    rows = get(client, f"productions/{production.uid}/credits/?page_size=200").json()["results"]
    whole = f"productions/{production.uid}/credits"
    assert json.loads(get(client, f"{whole}.json").getvalue()) == rows
    assert [json.loads(line) for line in get(client, f"{whole}.ndjson").getvalue().splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(get(client, f"{whole}.csv").getvalue().decode())))
    assert [line["uid"] for line in table] == [row["uid"] for row in rows]
    assert len(json.loads(get(client, f"{whole}.json?episode=2&fields=uid").getvalue())) == 4
    get(client, f"{whole}.json?cursor=x", 400)


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_the_pages_of_a_file_are_the_pages_of_the_list(client, production, series, form):
    """Also below an entry, with the same filters; `Link` leads from one to the next."""
    place = f"productions/{production.uid}/cuts"
    wanted = [row["uid"] for row in get(client, f"{place}/?page_size=200").json()["results"]]
    url, found = f"/api/v1/{place}.{form}?page_size=2&fields=uid", []
    while url:
        answer = client.get(url)
        lines = read_body(answer).splitlines()
        found += [json.loads(line)["uid"] for line in lines] if form == "ndjson" else lines[1:]
        following = [
            link for link in answer.headers.get("Link", "").split(", ") if link.endswith('rel="next"')
        ]
        url = following[0].partition(">")[0].removeprefix("<") if following else ""
        assert f".{form}?" in url or not url
    assert len(wanted) > 2
    assert found == wanted


def test_an_address_has_one_form_whatever_is_accepted(client, series):
    for accept in ("text/csv", "application/x-ndjson;q=0.9, application/json;q=0.5", "image/png"):
        answer = client.get("/api/v1/credits/", headers={"accept": accept})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
        assert "Accept," not in f"{answer['Vary']},"


@pytest.mark.parametrize(
    "values", [[None, None], [1e400, 1e400], ["1", "9" * 30], ["9" * 30, "9" * 30], [[], {}], ["\0", "1"]]
)
@pytest.mark.parametrize(
    "address", ["productions/{uid}/staff/", "productions/{uid}/staff.csv", "contributors/{person}/works/",
                "contributors/{person}/filmography/", "credits/groups/", "credits/", "contributors/?q=a"],
)  # fmt: skip
def test_a_cursor_that_somebody_made_up_is_refused_and_no_error_of_ours(
    client, confirmed, person, address, values
):
    production = confirmed(contributor=person).production
    text = json.dumps([False, *values])
    cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    path = address.format(uid=production.uid, person=person.uid)
    answer = client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}cursor={cursor}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize(
    "header", [{"if-match": '"x"'}, {"if-unmodified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}]
)
def test_a_read_under_a_condition_for_writes_is_a_problem_that_no_cache_keeps(
    client, production, confirmed, person, now, header
):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    for path in ("credits/", f"productions/{production.uid}/", f"releases/{release.uid}/roll.json",
                 f"releases/by-digest/{release.digest}/document.json"):  # fmt: skip
        answer = client.get(f"/api/v1/{path}", headers=header)
        if answer.status_code == 200:  # it tells no moment
            assert "if-unmodified-since" in header
            continue
        assert (answer.status_code, answer["Content-Type"]) == (412, "application/problem+json"), path
        assert "public" not in answer.headers.get("Cache-Control", "")
