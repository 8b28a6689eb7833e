"""Pages of other origins: they may do what the cookbook does, with a token and never with a cookie; caches keep one copy."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings as site
from django.test import Client

from api.dumps.job import run_dump
from api.http import throttling
from api.write.tokens import BearerTokens
from productions.catalogue.services.cuts import add_cuts
from productions.exports.services.dumps import request_dump
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.choices import Visibility
from registry.cross_origin import ALLOWED_METHODS, ALLOWED_REQUEST_HEADERS, EXPOSED_HEADERS, OPEN_HEADERS
from tests.api.writes.conftest import tool
from tests.rules.addresses import find_doors

__all__ = ["tool"]

ORIGIN = "https://studio.example"
ALWAYS_READABLE = {"cache-control", "content-language", "content-length", "content-type", "expires", "pragma"}
"""Response headers that a page may read unasked (https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name)."""
FOR_OTHERS = {
    *("accept-encoding", "content-encoding", "content-security-policy", "cross-origin-opener-policy"),
    *("referrer-policy", "surrogate-key", "vary", "x-content-type-options", "x-frame-options"),
}
"""What browsers and caches read, and no page needs."""


@pytest.fixture
def answers(unlocked, production, person, confirmed, tool, now, settings, tmp_path):
    """One answer of each kind there is, by what it is."""
    settings.MEDIA_ROOT = tmp_path
    settings.API_RATE = "1000/min"
    settings.REDIS_URL = settings.BROKER_URL = ""
    throttling.get_counter.cache_clear()
    credit = confirmed(contributor=person)
    merged = create_contributor(name="牧原 亮太郎", by=None, now=now)
    merge_contributors(merged, into=person, by=None, now=now, reason="same")
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    remove_entity(cut, by=None, now=now, reason="x")
    release = issue_release(production, by=None, now=now)
    dump = run_dump(request_dump(by=None, now=now).uid, clock=lambda: now)
    staff = tool("editor")

    def asked(method: str = "get", path: str = "", origin: str = ORIGIN, **headers: str):
        sent = {"origin": origin} if origin else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(Client(), method)(f"/api/v1/{path}", headers=sent | named)

    def gather(origin: str = ORIGIN):
        def ask(path: str, method: str = "get", **headers: str):
            return asked(method, path, origin, **headers)

        found = {
            path: ask(path)
            for path in (
                "", "credits/?count=exact&page_size=1", f"credits/{credit.uid}/", "credits.csv", "credits.ndjson", "changes/",
                f"productions/{production.uid}/credits.ndjson", f"productions/{production.uid}/coverage/",
                f"releases/{release.uid}/difference/", f"releases/{release.uid}/roll.txt", f"releases/{release.uid}/roll.html",
                f"releases/{release.uid}/roll.csv", f"releases/{release.uid}/roll.json",
                "roles/", "vocab/", "schema/", "docs/", "dumps/", "dumps/latest/manifest.json",
                f"dumps/{dump.uid}/credits.ndjson.gz", f"contributors/{merged.uid}/", f"cuts/{cut.uid}/", "nothing/",
                "credits/?colour=red", "webhooks/",
            )
        }  # fmt: skip
        for path in [path for path, answer in found.items() if "ETag" in answer.headers]:
            found["304 " + path] = ask(path, if_none_match=found[path].headers["ETag"])
        file = f"dumps/{dump.uid}/credits.ndjson.gz"
        found["206"] = ask(file, range="bytes=0-9")
        found["416"] = ask(file, range="bytes=999999-")
        found["HEAD"] = ask("credits/", "head")
        found["405"] = ask("credits/", "delete")
        found["plain OPTIONS"] = ask("credits/", "options")
        found["415"] = ask("credits/", "post", content_encoding="gzip")
        found["401"] = ask("credits/", authorization="Bearer nobodys")
        path, body = f"/api/v1/credits/{credit.uid}/", {"position": 5}
        written = {"headers": staff.headers | ({"origin": origin} if origin else {})}
        found["PATCH"] = Client().patch(path, body, content_type="application/json", **written)
        for answer in found.values():
            answer.close()
        return found

    yield gather
    throttling.get_counter.cache_clear()


def test_every_answer_is_open_in_the_same_words_whoever_asks(answers):
    gathered = answers()
    assert {answer.status_code for answer in gathered.values()} >= {
        200, 206, 304, 308, 400, 401, 404, 405, 410, 415, 416,
    }  # fmt: skip
    for name, answer in [*gathered.items(), *answers(origin="").items()]:
        assert {header: answer.get(header) for header in OPEN_HEADERS} == OPEN_HEADERS, name
        assert "Access-Control-Allow-Credentials" not in answer.headers, name
        assert not answer.cookies, name


def test_a_page_may_read_every_header_that_says_something_to_it(answers):
    readable = ALWAYS_READABLE | FOR_OTHERS | {name.lower() for name in EXPOSED_HEADERS}
    sent = {
        header.lower() for answer in answers().values() for header in answer.headers if not is_ours(header)
    }
    assert sent - readable == set()
    assert {
        *(
            "etag",
            "link",
            "last-modified",
            "content-location",
            "content-range",
            "accept-ranges",
            "total-count",
        ),
        *("ratelimit", "ratelimit-policy", "content-disposition", "location", "allow", "www-authenticate"),
    } <= sent


def is_ours(header: str) -> bool:
    return header.startswith("Access-Control-")


def test_caches_keep_one_copy_for_all_origins(answers):
    ours, others, nobodys = answers(), answers(origin="https://other.example"), answers(origin="")
    for name, answer in ours.items():
        varies = {word.strip().lower() for word in answer.get("Vary", "").split(",")} - {""}
        assert varies <= {"accept", "accept-encoding", "authorization"}, name
        assert answer.get("Vary") == others[name].get("Vary") == nobodys[name].get("Vary"), name
        if name.startswith("304 "):
            assert answer.get("Vary") == ours[name.removeprefix("304 ")].get("Vary"), name


def preflight(client: Client, path: str, method: str, headers: str = ""):
    sent = {"origin": ORIGIN, "access-control-request-method": method}
    return client.options(
        path, headers=sent | ({"access-control-request-headers": headers} if headers else {})
    )


def test_a_preflight_costs_nothing_and_holds_for_a_day(client, settings):
    """It asks no database, which this test has none of, and does not count against what its reader may ask."""
    settings.API_RATE = "1/min"
    for _ in range(3):
        answer = preflight(client, "/api/v1/credits/", "POST", "authorization,content-type,idempotency-key")
        assert (answer.status_code, answer.content, answer.get("Vary")) == (204, b"", None)
    assert answer.headers["Access-Control-Max-Age"] == "86400"
    assert set(answer.headers["Access-Control-Allow-Methods"].split(", ")) == set(ALLOWED_METHODS)
    assert set(answer.headers["Access-Control-Allow-Headers"].split(", ")) == set(ALLOWED_REQUEST_HEADERS)
    assert "Access-Control-Allow-Credentials" not in answer.headers


def list_cookbook_headers() -> Iterator[str]:
    """The request headers that the cookbook sends."""
    cookbook = (site.BASE_DIR / "docs" / "api.md").read_text()
    yield from re.findall(r"-H ['\"]([A-Za-z-]+):", cookbook)
    for given in re.findall(r"headers=\{([^}]+)\}", cookbook):
        yield from re.findall(r'"([A-Z][A-Za-z-]+)":', given)


def test_a_page_may_send_what_the_cookbook_sends():
    assert (
        {"Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"}
        <= set(list_cookbook_headers())
        <= set(ALLOWED_REQUEST_HEADERS)
    )


def test_every_method_of_the_api_is_allowed(client, db):
    paths = client.get("/api/v1/schema/").json()["paths"]
    methods = {method.upper() for path in paths.values() for method in path if method != "parameters"}
    assert methods <= set(ALLOWED_METHODS)


def test_a_session_opens_nothing_in_the_api(client, staff, production):
    """A page of another origin cannot act as its visitor: the API does not know their cookie, wherever it comes from."""
    production.visibility = Visibility.PRIVATE
    production.save()
    client.force_login(staff("approver"))
    address = f"/api/v1/productions/{production.uid}/"
    assert client.get(address).status_code == 404
    assert client.patch(address, {"year": 1999}, content_type="application/json").status_code == 401
    assert client.get("/api/v1/webhooks/").status_code == 401
    views = [door.view for door in find_doors() if door.address.startswith("api/") and door.view is not None]
    assert {kind for view in views for kind in view.authentication_classes} == {BearerTokens}
    assert (site.SESSION_COOKIE_SAMESITE, site.CSRF_COOKIE_SAMESITE) == ("Lax", "Lax")


def test_pages_of_the_staff_are_closed_to_other_origins(client, db):
    for path in ("/admin/login/", "/healthz", "/nothing"):
        answer = client.get(path, headers={"origin": ORIGIN})
        assert not [header for header in answer.headers if is_ours(header)], path
        assert not [header for header in preflight(client, path, "POST").headers if is_ours(header)], path


def test_nginx_says_the_same():
    """What it answers by itself it opens itself; the headers of files it takes over from the site."""
    configuration = (site.BASE_DIR / "deploy" / "nginx" / "nginx.conf.template").read_text()
    own, files = (
        dict(re.findall(r"add_header (\S+) (.+?)(?: always)?;", block))
        for block in (
            configuration.partition(r"refused/(?<code>4..|5..)\.json$ {")[2].partition("return")[0],
            configuration.partition("location /-/media/ {")[2].partition("\n        }")[0],
        )
    )
    assert own["Access-Control-Allow-Origin"].strip('"') == OPEN_HEADERS["Access-Control-Allow-Origin"]
    told = {name for name in own if not is_ours(name)}
    assert set(own["Access-Control-Expose-Headers"].split(", ")) == told <= set(EXPOSED_HEADERS)
    for header in (*OPEN_HEADERS, "ETag", "Last-Modified", "RateLimit", "RateLimit-Policy"):
        assert files[header] == "$upstream_http_" + header.lower().replace("-", "_")
