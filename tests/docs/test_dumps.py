"""docs/dumps.md: every query runs as it stands in a dump of the demo, and gives what the page shows."""

import csv
import re
from io import StringIO
from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.utils import timezone

from api.dumps.making import write_dump
from productions.management.demo import load_demo
from productions.models import Contributor, Credit
from productions.shared.choices import ContributorKind

PAGE = (Path(settings.BASE_DIR) / "docs" / "dumps.md").read_text(encoding="utf-8")
QUERIES = re.findall(
    r"^### (\d+)\. .*?^```sql\n(.*?)^```\n\n```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
)
OFFLINE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}
"""DuckDB fetches no extension: what the page does works without the network."""


@pytest.fixture
def dump(unlocked, tmp_path, monkeypatch):
    """The folder of a dump of the demo, and the one that queries run in."""
    load_demo(now=timezone.now())
    write_dump(tmp_path / "dump", now=timezone.now(), tell=lambda rows, total: None)
    monkeypatch.chdir(tmp_path / "dump")
    return tmp_path / "dump"


def run_query(query):
    """The result as `duckdb -csv` prints it."""
    with duckdb.connect(config=OFFLINE) as database:
        result = database.execute(query)
        out = StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([name for name, *_type in result.description])
        writer.writerows(result.fetchall())
    return out.getvalue()


def matches(shown, printed):
    """Whether the result is as shown: “…” stands for anything within a value."""
    return re.fullmatch(re.escape(shown.strip()).replace("…", "[^,\n]+"), printed.strip())


@pytest.mark.slow
def test_every_query_gives_what_the_page_shows(dump):
    results = [(shown, run_query(query)) for _number, query, shown in QUERIES]
    assert [(shown, found) for shown, found in results if not matches(shown, found)] == []
    assert all(len(found.splitlines()) > 1 for _shown, found in results)


@pytest.mark.slow
def test_the_page_names_no_person(dump):
    people = {*Contributor.objects.filter(kind=ContributorKind.PERSON).values_list("name", flat=True)}
    people |= {
        *Credit.objects.filter(kind="person").exclude(credited_as="").values_list("credited_as", flat=True)
    }
    assert [name for name in people if name in PAGE] == []
    assert len(people) > 30


def test_there_are_ten_queries_each_with_its_result():
    assert [number for number, _query, _shown in QUERIES] == [str(number) for number in range(1, 11)]
    assert PAGE.count("```sql") == PAGE.count("```text") == len(QUERIES)
