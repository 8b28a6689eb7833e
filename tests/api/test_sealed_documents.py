"""Documents by their digest: the bytes that it is of, for a year, and never with a name in them (H16)."""

import gzip
import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from productions.catalogue.services.productions import update_production
from productions.models import Release
from productions.people.services.contributors import create_contributor
from productions.releases.services.releases import issue_release
from productions.releases.services.renditions import renew_renditions
from productions.removals.services.removal import remove_entity
from productions.rollkit.document.sealed import compute_digest
from productions.shared.choices import Visibility
from productions.withholding.services.withholding import record_wish
from tests.api.asking import get
from tests.api.writes.conftest import tool
from tests.html_pages import read_body, read_markup

__all__ = ["tool"]

PLAIN = Path(__file__).parent.parent / "data" / "rolls" / "plain_issue_1.json"
YEAR = "public, max-age=31536000, immutable"


def address_of(release):
    return f"releases/by-digest/{release.digest}/document.json"


def test_the_address_answers_the_bytes_that_its_digest_is_of(client, release):
    answer = get(client, address_of(release))
    assert sha256(answer.content).hexdigest() == release.digest
    assert (answer.headers["Cache-Control"], answer.headers["Content-Type"]) == (YEAR, "application/json")
    assert answer.json() == get(client, f"releases/{release.uid}/roll.json").json()["document"]
    packed = get(client, address_of(release), **{"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == answer.content
    again = get(client, address_of(release), 304, **{"if-none-match": packed.headers["ETag"]})
    for each in (answer, packed, again):
        assert (each.headers["Vary"], each.headers["Cache-Control"]) == ("Accept-Encoding", YEAR)
        assert each.headers["Surrogate-Key"] == f"staffroll-{release.uid}"


def test_a_wish_changes_no_byte_of_it_and_it_never_named_anybody(client, production, release, person, now):
    """So whoever keeps it for a year keeps no name; names are in roll.json alone, which is asked for anew each time."""
    roll = f"releases/{release.uid}/roll.json"
    before, named = get(client, address_of(release)), get(client, roll)
    assert person.name in read_body(named)
    assert named.headers["Cache-Control"] == "public, no-cache"
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    assert get(client, address_of(release)).content == before.content
    assert person.name not in read_markup(get(client, roll, **{"if-none-match": named.headers["ETag"]}))
    for said in (person.name, str(person.uid), "まきはら"):
        assert said not in read_markup(before)


@pytest.mark.parametrize("withheld", [False, True])
def test_a_document_with_names_in_it_has_no_such_address(client, production, person, now, withheld):
    """`staffroll.roll/1`: the same answer as to a digest that was made up, whether it is still published or not."""
    plain = PLAIN.read_text().replace("c-見本 一", str(person.uid))
    release = Release.objects.create(
        production=production, edition="", number=1, issued_at=now, document=plain,
        digest=compute_digest(plain.encode()),
    )  # fmt: skip
    if withheld:
        record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    renew_renditions(production, now=now)
    told = get(client, f"releases/{release.uid}/").json()["digest"]
    assert (told == "") == withheld
    unknown = get(client, f"releases/by-digest/{'0' * 64}/document.json", 404).json()
    shown = get(client, address_of(release), 404).json()
    assert {**shown, "instance": ""} == {**unknown, "instance": ""}


def test_it_is_as_public_as_its_production(client, tool, production, release, now):
    update_production(production, visibility=Visibility.PRIVATE, by=None, now=now)
    get(client, address_of(release), 404)
    kept = client.get(f"/api/v1/{address_of(release)}", headers={"if-none-match": f'W/"{release.digest}"'})
    assert kept.status_code == 404
    shown = tool("viewer").get(address_of(release))
    assert json.loads(shown.content)["format"] == "staffroll.roll/2"
    assert shown.headers["Cache-Control"] == "private, no-store"
    tool("stranger").get(address_of(release), 404)


def test_two_issues_of_one_document_share_its_address(client, production, release, confirmed, role, now):
    gone = confirmed(contributor=create_contributor(name="見本 一", by=None, now=now))
    issue_release(production, by=None, now=now)
    remove_entity(gone, by=None, now=now, reason="wrong")
    third = issue_release(production, by=None, now=now)
    assert third.digest == release.digest
    assert get(client, address_of(third)).headers["Surrogate-Key"] == f"staffroll-{release.uid}"


def test_it_is_found_by_an_index(production, release, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        get(client, address_of(release))
    with connection.cursor() as cursor:
        names = connection.introspection.get_constraints(cursor, "productions_rendition")
    assert names["rendition_by_digest"]["columns"] == ["digest"]
