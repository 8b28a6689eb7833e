"""What takes long to make of an issue is made when it is issued and stored: no reader makes anything slower than a list, in a fresh process either."""

import sys
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import get_default_timezone

from productions.catalogue.services.productions import update_production
from productions.models import ReleasePeople, Rendition, RollText
from productions.people.services.contributors import create_contributor
from productions.releases.services import release_readings
from productions.releases.services.release_readings import (
    MAKING_TURN,
    TEXT_VARIANTS,
    describe_maker,
    make_missing_readings,
    store_texts,
    write_texts,
)
from productions.releases.services.releases import issue_release
from productions.rollkit import dataclass_json
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.writers import write_roll
from productions.shared.choices import Visibility
from productions.withholding.services.withholding import record_wish
from tests.api.writes.conftest import tool  # noqa: F401
from tests.api.writes.test_proof import issues  # noqa: F401
from tests.html_pages import read_body, read_markup

OTHER = "0" * 64


def reads(client, address, **headers):
    """The answer's body, and how many values of documents were read for it."""
    read = 0

    def count(frame, event, arg):
        nonlocal read
        read += event == "call" and frame.f_code is dataclass_json.build_value.__code__

    sys.setprofile(count)
    try:
        answer = client.get(address, headers=headers)
    finally:
        sys.setprofile(None)
    assert answer.status_code == 200
    return answer.content, read


def address_of(release, name):
    return f"/api/v1/releases/{release.uid}/{name}"


def texts_of(release):
    return [address_of(release, f"roll.{format}?lang={lang}") for format, lang in TEXT_VARIANTS]


@pytest.mark.parametrize(("format", "lang"), TEXT_VARIANTS)
def test_a_roll_is_written_when_it_is_issued(client, release, format, lang):
    out = BytesIO()
    document = read_document(release.rendition.document, zone=get_default_timezone())
    write_roll(format, document, out, RollOptions(lang=lang))
    assert reads(client, address_of(release, f"roll.{format}?lang={lang}")) == (out.getvalue(), 0)


def test_issues_are_compared_without_reading_them(client, issues):  # noqa: F811
    first, second = issues
    for release, since in ((first, second), (second, first), (second, second)):
        assert reads(client, address_of(release, f"difference/?since={since.uid}"))[1] == 0
    assert reads(client, address_of(second, "difference/"))[1] == 0
    assert reads(client, address_of(first, "difference/"))[1] == 0


def test_members_get_what_is_stored_too(client, production, issues, tool, now):  # noqa: F811
    update_production(production, visibility=Visibility.PRIVATE, by=None, now=now)
    mine = tool("viewer")
    for address in (*texts_of(issues[1]), address_of(issues[1], "difference/")):
        assert reads(mine.client, address, **mine.headers)[1] == 0


def test_an_issue_of_before_is_read_once_and_stored(client, issues):  # noqa: F811
    addresses = [*texts_of(issues[1]), address_of(issues[1], "difference/")]
    before = [client.get(address).content for address in addresses]
    RollText.objects.all().delete()
    ReleasePeople.objects.all().delete()
    first = [reads(client, address) for address in addresses]
    assert [content for content, _read in first] == before
    # One reading writes all formats and languages.
    assert [read > 0 for _content, read in first] == [True, *[False] * (len(TEXT_VARIANTS) - 1), True]
    assert [reads(client, address) for address in addresses] == [(content, 0) for content in before]


@pytest.mark.parametrize("stale", [{"maker": OTHER}, {"source": OTHER}])
def test_what_other_software_or_another_copy_left_is_written_anew(client, release, stale):
    (address, *_others) = texts_of(release)
    before = client.get(address).content
    RollText.objects.update(packed=b"stale", **stale)
    assert reads(client, address)[0] == before
    assert reads(client, address) == (before, 0)


def test_people_that_other_software_left_are_found_anew(client, issues):  # noqa: F811
    address = address_of(issues[1], "difference/")
    before = client.get(address).content
    ReleasePeople.objects.update(packed=b"stale", maker=OTHER)
    assert reads(client, address)[0] == before
    assert reads(client, address) == (before, 0)


def test_another_time_zone_is_another_maker(settings):
    before = describe_maker()
    settings.TIME_ZONE = "Europe/Paris"
    assert describe_maker() != before


@pytest.mark.parametrize(("name", "status"), [("txt", 200), ("csv", 200), ("html", 200), ("json", 304)])
def test_what_another_maker_writes_has_another_etag(client, release, settings, name, status):
    """A cache that asks with what it has gets the text anew when the software or the time zone changed; the document is the same."""
    address = address_of(release, f"roll.{name}")
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    settings.TIME_ZONE = "Europe/Paris"
    assert client.get(address, headers={"If-None-Match": etag}).status_code == status


def test_a_wish_is_in_what_was_written_and_compared_before(client, production, issues, person, now):  # noqa: F811
    """What is stored is never given out to whom it names no more, and a wish leaves no text in the table that names anybody."""
    addresses = [*texts_of(issues[1]), address_of(issues[1], "difference/")]
    assert all("牧原" in read_body(client.get(address)) for address in addresses)
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    assert RollText.objects.count() == 0
    assert all("牧原" not in read_markup(client.get(address)) for address in addresses)
    assert RollText.objects.count() == len(TEXT_VARIANTS)
    assert make_missing_readings() == 1
    assert RollText.objects.count() == 2 * len(TEXT_VARIANTS)
    assert all("牧原" not in read_markup(client.get(address)) for address in addresses)


def test_a_text_of_before_a_wish_is_not_stored_after_it(client, production, release, person, now):
    """A reader may have read the public copy before the wish, and be done writing after it."""
    before = Rendition.objects.get()
    written = write_texts(before)
    record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    store_texts(before, written)
    assert RollText.objects.count() == 0


def test_the_sweep_makes_what_is_missing_some_at_a_time(client, issues, monkeypatch):  # noqa: F811
    assert make_missing_readings() == 0
    RollText.objects.update(maker=OTHER)
    ReleasePeople.objects.filter(release=issues[0]).delete()
    ReleasePeople.objects.update(maker=OTHER)
    # The bound alone is small here: the real one is 20 releases.
    # Two issues need two sweeps, not twenty-one.
    monkeypatch.setattr(release_readings, "MAX_READINGS_PER_SWEEP", 1)
    assert [make_missing_readings() for _sweep in range(3)] == [2, 2, 0]
    made = [*RollText.objects.values_list("maker"), *ReleasePeople.objects.values_list("maker")]
    assert made == [(describe_maker(),)] * (2 * len(TEXT_VARIANTS) + 2)
    for address in (*texts_of(issues[0]), address_of(issues[1], "difference/")):
        assert reads(client, address)[1] == 0


def test_one_thread_makes_what_is_missing_and_others_are_told_to_ask_again(client, issues):  # noqa: F811
    addresses = [texts_of(issues[1])[0], address_of(issues[1], "difference/")]
    with MAKING_TURN:
        assert [client.get(address).status_code for address in addresses] == [200, 200]
        RollText.objects.all().delete()
        ReleasePeople.objects.all().delete()
        for address in addresses:
            answer = client.get(address)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
            assert answer.json()["detail"] == "This is being made for the first time; try again in a moment."
    assert [client.get(address).status_code for address in addresses] == [200, 200]


def test_a_failed_making_gives_the_turn_back(client, release):
    RollText.objects.all().delete()
    Rendition.objects.update(document="{}")
    with pytest.raises(dataclass_json.DocumentError):
        client.get(texts_of(release)[0])
    assert not MAKING_TURN.locked()


READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    ),
}


def test_a_database_that_takes_nothing_refuses_nobody_a_roll(unlocked, client, issues):  # noqa: F811
    addresses = [texts_of(issues[1])[0], address_of(issues[1], "difference/")]
    before = [client.get(address).content for address in addresses]
    RollText.objects.all().delete()
    ReleasePeople.objects.all().delete()
    begin, end = READ_ONLY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            assert [client.get(address).content for address in addresses] == before
        finally:
            cursor.execute(end)
    assert (RollText.objects.count(), ReleasePeople.objects.count()) == (0, 0)


@pytest.mark.parametrize("lines", [1, 30])
def test_no_more_is_asked_of_the_database_for_a_long_roll(client, production, confirmed, now, lines):
    for issue in (1, 2):
        for number in range(lines):
            confirmed(contributor=create_contributor(name=f"見本 {issue} {number}", by=None, now=now))
        release = issue_release(production, by=None, now=now)
    counted = {}
    for name in ("roll.txt", "difference/"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address_of(release, name))
        counted[name] = len(asked)
    assert counted == {"roll.txt": 1, "difference/": 6}
