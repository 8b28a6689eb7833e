"""Every list comes as CSV and XLSX: as it is narrowed, with the columns that it shows, and nothing that runs as a formula."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from productions.admin_pages import list_tables
from productions.catalogue.services.cuts import add_cuts
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish

ADDRESS = "admin:productions_credit_changelist"


@pytest.fixture
def credits(production, person, role, now):
    cuts = add_cuts(production, [{"number": "C001"}, {"number": "C002"}], by=None, now=now)
    rows = [
        {"role": role("layout"), "contributor": person, "cut": cuts[0]},
        {
            "role": role("layout"),
            "contributor": create_contributor(name="=HYPERLINK(1)", by=None, now=now),
            "cut": cuts[1],
        },
    ]
    return enter_credits(production, rows, by=None, now=now)


def read_csv(answer):
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_a_file_has_the_columns_of_the_list_in_the_readers_language(client, boss, production, credits):
    headings, *rows = read_csv(client.get(reverse(ADDRESS), {"as": "csv"}))
    assert headings == ["Credit", "Production", "Episode", "Cut", "Kind", "State", "UID"]
    assert rows[-1] == [str(credits[0]), str(production), "", "C001", "person", "draft", str(credits[0].uid)]
    headings, *rows = read_csv(client.get(reverse(ADDRESS), {"as": "csv"}, headers={"accept-language": "ja"}))
    assert (headings[1], rows[0][5]) == ("作品", "下書き")


def test_a_file_has_what_the_list_is_narrowed_to_and_no_formula(client, boss, production, credits):
    asked = {"production": production.pk, "cut_number": "c-2", "as": "csv"}
    _headings, *rows = read_csv(client.get(reverse(ADDRESS), asked))
    assert [row[3] for row in rows] == ["C002"]
    asked = {"as": "csv"}
    _headings, *rows = read_csv(client.get(reverse("admin:productions_contributor_changelist"), asked))
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]


def test_a_sheet_has_the_same(client, boss, production, credits):
    answer = client.get(reverse(ADDRESS), {"as": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]
    _headings, *same = read_csv(client.get(reverse(ADDRESS), {"as": "csv"}))
    assert [[cell or "" for cell in row] for row in rows[1:]] == same
    assert answer["Content-Disposition"].startswith("attachment")


def test_members_get_their_own_rows_alone(client, staff, credits, theirs):
    client.force_login(staff("viewer"))
    _headings, *rows = read_csv(client.get(reverse(ADDRESS), {"as": "csv"}))
    assert {row[-1] for row in rows} == {str(credit.uid) for credit in credits}


def test_a_withheld_name_is_in_no_file(client, staff, production, credits, person, now):
    record_wish(
        person, production=production, statement="My own wish.", stated_on=now.date(), by=None, now=now
    )
    client.force_login(staff("approver"))
    body = b"".join(client.get(reverse(ADDRESS), {"as": "csv"}).streaming_content).decode()
    assert str(credits[0].uid) in body
    assert person.name not in body


def test_a_list_that_is_too_long_is_refused_with_what_to_do(client, boss, production, credits, monkeypatch):
    monkeypatch.setattr(list_tables, "MAX_TABLE_ROWS", 1)  # two rows are too many
    answer = client.get(reverse(ADDRESS), {"as": "csv", "production": production.pk}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told == [
        "The list is longer than a file may be (1): narrow it first, to a production or an episode."
    ]
    assert answer.redirect_chain == [(f"{reverse(ADDRESS)}?production={production.pk}", 302)]


def test_rows_are_read_in_batches_in_the_order_of_the_list(client, boss, credits, monkeypatch):
    monkeypatch.setattr(list_tables, "BATCH_ROWS", 1)  # two rows are two batches
    _headings, *rows = read_csv(client.get(reverse(ADDRESS), {"as": "csv"}))
    assert [row[-1] for row in rows] == [str(each.uid) for each in Credit.objects.order_by("-pk")]


def test_whoever_may_not_look_at_a_list_gets_no_file(client, staff, credits):
    client.force_login(staff("stranger"))
    assert client.get(reverse(ADDRESS), {"as": "csv"}).status_code == 403
