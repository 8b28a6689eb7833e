"""What the sheet's script asks beside the cells: names, cuts, command lines, columns."""

import pytest
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts, relate_cuts, update_cut
from productions.models import Cut
from tests.entry.conftest import Sheet


@pytest.fixture
def people(enter, someone):
    """Two of one surname, of whom one works here, and somebody else."""
    here = someone("田中 花", kana="たなか はな", romaji="Tanaka Hana")
    someone("田中 太", kana="たなか ふとし")
    other = someone("中田 実", kana="なかた みのる")
    studio = someone("スタジオ例", kind="organization")
    for number in ("C001", "C002"):
        enter(number, "layout", here, affiliation=studio)
    enter("C003", "key_animation", other)


@pytest.mark.parametrize("typed", ["田中", "たなか", "タナカ", "tanaka", "TANAKA"])
def test_names_are_found_in_kanji_kana_and_romaji(sheet, people, typed):
    names = [each["name"] for each in sheet.get("names", q=typed, role="layout").json()["names"]]
    assert names[:2] == ["田中 花", "田中 太"]


def test_a_name_says_what_tells_it_from_namesakes(sheet, people):
    first = sheet.get("names", q="田中", role="layout").json()["names"][0]
    assert first["reading"] == "たなか はな"
    assert first["kind"] == "person"
    assert first["detail"] == "スタジオ例 · 犬と少年 · Layout 2"


def test_without_a_letter_those_of_the_role_are_offered_first(sheet, people):
    names = [each["name"] for each in sheet.get("names", role="key_animation").json()["names"]]
    assert names == ["中田 実", "田中 花"]


def test_ranges_of_cuts_are_added_and_known_ones_passed_over(sheet, cuts):
    answer = sheet.send("cuts", {"numbers": "C004-C008、C010"})
    assert answer.status_code == 201
    found = answer.json()
    assert [cut["number"] for cut in found["cuts"]] == ["C006", "C007", "C008", "C010"]
    assert found["next_number"] == "C011"
    assert found["told"] == ["2 cuts are there already: C004, C005."]
    assert Cut.objects.filter(episode=cuts["C001"].episode).count() == 9
    assert sheet.send("cuts", {"numbers": "C010"}).json()["cuts"] == []


@pytest.mark.parametrize("numbers", ["", "C001-C9999", "x" * 20_000, None])
def test_what_is_no_number_of_a_cut_is_refused(sheet, numbers):
    answer = sheet.send("cuts", {"numbers": numbers})
    assert answer.status_code == 422
    assert answer.json()["reasons"]


@pytest.mark.parametrize(
    ("line", "numbers", "text"),
    [
        ("C001-C003, C005: 原画 = 田中 花", ["C001", "C002", "C003", "C005"], "田中 花"),
        ("C001：原画＝田中 花、佐藤 実", ["C001"], "田中 花、佐藤 実"),
        ("all: key_animation = スタジオ例", ["C001", "C002", "C003", "C004", "C005"], "スタジオ例"),
        ("全: 原画 =", ["C001", "C002", "C003", "C004", "C005"], ""),
        ("全カット: Key animation = A = B", ["C001", "C002", "C003", "C004", "C005"], "A = B"),
    ],
)
def test_a_command_line_names_cells(sheet, cuts, line, numbers, text):
    found = sheet.send("command", {"line": line}).json()
    by_uid = {str(cut.uid): cut.number for cut in cuts.values()}
    assert [by_uid[cell["cut"]] for cell in found["cells"]] == numbers
    assert {cell["role"] for cell in found["cells"]} == {"key_animation"}
    assert found["text"] == text


@pytest.mark.parametrize(
    "line", ["", "C001 原画 田中", "C099: 原画 = 田中", "C001: げんがが = 田中", "x" * 3000]
)
def test_a_command_line_that_is_none_is_refused_with_a_reason(sheet, line):
    answer = sheet.send("command", {"line": line})
    assert answer.status_code == 422
    assert answer.json()["reasons"]


def test_columns_are_each_user_s_own(sheet, client, staff, production, episode):
    assert sheet.send("columns", {"roles": ["inbetween", "layout", "inbetween"]}).json() == {
        "roles": ["inbetween", "layout"]
    }
    assert sheet.get().json()["columns"] == ["inbetween", "layout"]
    client.force_login(staff("viewer"))
    theirs = Sheet(client, production, episode)
    assert theirs.get().json()["columns"] != ["inbetween", "layout"]
    assert theirs.send("columns", {"roles": ["layout"]}).status_code == 200
    assert theirs.get().json()["columns"] == ["layout"]


@pytest.mark.parametrize("roles", [[], ["no_such_role"], None, [1]])
def test_columns_that_are_none_are_refused(sheet, roles):
    assert sheet.send("columns", {"roles": roles}).status_code == 422


def test_cuts_that_are_drawn_elsewhere_show_their_first_artists(sheet, cuts, enter, someone, now):
    enter("C001", "key_animation", someone("田中 花"))
    for first, second in (("C002", "C001"), ("C003", "C002")):
        relate_cuts(from_cut=cuts[first], to_cut=cuts[second], kind="shared", by=None, now=now)
    update_cut(cuts["C004"], status="omitted", by=None, now=now)
    found = {cut["number"]: cut for cut in sheet.get().json()["cuts"]}
    assert found["C001"]["relation"] is None
    assert found["C002"]["relation"]["cut"] == "C001"
    assert found["C003"]["relation"] == {
        "kind": "shared", "label": "shares drawings with", "cut": "C002", "names": {"key_animation": "田中 花"},
    }  # fmt: skip
    assert (found["C001"]["status_label"], found["C004"]["status_label"]) == ("", "omitted")


def test_bank_cuts_of_another_work_tell_only_what_the_user_may_see(
    sheet, cuts, someone, theirs, credit_in, now
):
    from_there = Cut(production=theirs, number="012")
    from_there.derive()
    from_there.save()
    credit_in(theirs, "key_animation", cut=from_there, contributor=someone("秘密 一"))
    relate_cuts(from_cut=cuts["C001"], to_cut=from_there, kind="bank", by=None, now=now)
    found = sheet.get().json()["cuts"][0]["relation"]
    assert (found["kind"], found["cut"], found["names"]) == ("bank", "012", {})
    theirs.visibility = "public"
    theirs.save()
    assert sheet.get().json()["cuts"][0]["relation"]["names"] == {"key_animation": "秘密 一"}


def test_no_door_fails_on_a_null_character(sheet, cuts):
    change = {"cut": "\0", "role": "\0", "revision": "\0", "text": "\0"}
    people = {
        **change,
        "cut": str(cuts["C001"].uid),
        "role": "layout",
        "people": {"\0": "\0"},
        "answers": {"\0": "\0"},
    }
    answers = [
        sheet.get("names", q="\0", role="\0"), sheet.get("names", q="田\0", role="\0"), sheet.patch(change, people),
        sheet.send("cuts", {"numbers": "C1\0"}), sheet.send("command", {"line": "C001\0: 原画\0 = \0"}),
        sheet.send("columns", {"roles": ["\0"]}),
        sheet.send("ai", {"credits": [{"uid": str(cuts["C001"].uid)}], "answer": "used", "system": "\0", "task": "\0"}),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [200, 200, 200, 422, 422, 422, 409]


def test_the_sheet_of_a_series_begins_with_an_episode(client, staff, production, episode, now):
    client.force_login(staff("editor"))
    address = reverse("admin:productions_production_cut_sheet", args=[production.pk])
    assert client.get(address).headers["Location"] == f"{address}?episode={episode.pk}"
    assert client.get(f"{address}?episode=").status_code == 200
    add_cuts(production, [{"number": "1"}], by=None, now=now)
    assert client.get(address).status_code == 200


def test_a_range_that_cannot_be_read_is_told_in_the_readers_language(sheet, client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "ja"
    told = sheet.send("cuts", {"numbers": "C060-C001"})
    assert (told.status_code, told.json()["reasons"]) == (422, ["範囲C060-C001の終わりが始まりより前です。"])
