"""What of the benchmarks needs no database and no time."""

from importlib import import_module
from uuid import UUID

import pytest

from benchmarks.endpoints import endpoints, format_table_head, judged, middle
from benchmarks.load import Measure
from benchmarks.sites import Facts, database_variables

UID = UUID("019b76da-a800-7000-8000-010000000000")
FACTS = Facts(100, UID, 2000, dict.fromkeys((100, 500, 5000), UID), dict.fromkeys((100, 500, 5000), UID))


@pytest.mark.parametrize(
    "name", "sheet growth busy workers cold memory floor fonts page pages layout film processes".split()
)
def test_each_module_can_be_imported(name):
    assert import_module(f"benchmarks.{name}") is not None


def test_every_endpoint_has_a_name_of_its_own_and_a_plain_address():
    found = list(endpoints(FACTS))
    assert len({one.name for one in found}) == len(found) > 0
    assert {one.path[:8] for one in found} == {"/api/v1/"}
    assert {one.plain[0] for one in found} == {"/"}


def test_a_missed_goal_is_marked():
    assert [judged("6.0×", True), judged("5.9×", False)] == ["**6.0×**", "5.9× ✗"]


def test_a_table_has_a_line_below_each_column():
    assert format_table_head("what | p50 / p99 ms").splitlines() == [
        "| what | p50 / p99 ms |",
        "| --- | --- |",
    ]


def test_the_middle_round_counts():
    rounds = [Measure(rate=rate, median=1, p99=9 - rate, size=1) for rate in (1, 5, 3)]
    assert [middle(rounds), middle(rounds, "p99")] == [3, 6]


def test_a_database_is_named_by_one_address(tmp_path, monkeypatch):
    (tmp_path / "staffroll.sqlite3").touch()
    variables = database_variables(f"sqlite:///{tmp_path}/staffroll.sqlite3")
    assert (variables["DATABASE_URL"], variables["STAFFROLL_DATA_DIR"]) == ("", str(tmp_path))
    assert database_variables("postgres://127.0.0.1/bench")["DATABASE_URL"] == "postgres://127.0.0.1/bench"
    with pytest.raises(SystemExit, match="is no file that Staffroll uses"):
        database_variables(f"sqlite:///{tmp_path}/other.sqlite3")
