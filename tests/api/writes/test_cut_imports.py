"""Lists of cuts and of edits by API: a plan, its digest, one batch, and the undo of it; the command does the same."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.placements import replace_placements
from productions.catalogue.services.productions import add_episode, create_production
from productions.models import Cut, CutPlacement, CutRelation, EditionTiming, EpisodePart, ImportBatch
from tests.api.writes.conftest import errors
from tests.domain.test_placement_import import EDL
from tests.interchange.xml_list_making import clip, fcp7

LIST = (
    "カット,尺,状態,パート,備考\n"
    "C001-C004,2+00,,A,\n"
    "C002,3+12,,A,引き\n"
    "C005,,欠番,A,\n"
    "C006,1+00,兼用 C001,B,\n"
)


@pytest.fixture
def episode(production, now):
    part = add_episode(production, number="1", by=None, now=now)
    known = [{"number": "1", "length_frames": 48}, {"number": "002", "length_frames": 60}, {"number": "99"}]
    add_cuts(production, known, episode=part, by=None, now=now)
    return part


@pytest.fixture
def editor(tool):
    return tool()


@pytest.fixture
def send(editor, production, episode):
    def post(data, name="cuts.csv", *, api=editor, status=201, **values):
        file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
        body = {"production": str(production.uid), "episode": str(episode.uid), "file": file, **values}
        answer = api.client.post("/api/v1/imports/", body, headers=api.headers)
        assert answer.status_code == status, answer.content
        return answer

    return post


@pytest.fixture
def undo(editor):
    def post(uid, status=200):
        return editor.post(f"imports/{uid}/undo/", {"reason": "the wrong list"}, status=status).json()

    return post


def state(episode):
    """What the production has, without uids."""
    return (
        list(
            Cut.objects.live().order_by("sort_key").values_list("number", "length_frames", "status", "note")
        ),
        list(
            CutPlacement.objects.live()
            .order_by("record_in")
            .values_list("cut__number", "record_in", "length")
        ),
        [str(one) for one in EpisodePart.objects.live().order_by("label")],
        CutRelation.objects.live().count(),
        list(EditionTiming.objects.live().values_list("edition", "fps_num", "start_timecode")),
    )


def test_a_list_of_cuts_is_planned_entered_and_taken_back(send, undo, episode):
    before = state(episode)
    plan = send(LIST, status=200, dry_run="true").json()["plan"]
    assert (plan["kind"], plan["ready"], plan["format"]) == ("cut_list", True, "cut_list")
    assert plan["counts"] == {"new": 4, "changed": 1, "same": 1, "gone": 1, "problem": 0}
    assert [(row["group"], row["line"], row["number"], row["episode"]) for row in plan["cuts"]] == [
        ("new", 2, "C003", "1"), ("new", 2, "C004", "1"), ("changed", 3, "002", "1"), ("new", 4, "C005", "1"),
        ("new", 5, "C006", "1"), ("gone", None, "99", "1"),
    ]  # fmt: skip
    assert plan["cuts"][2]["differences"] == [
        {"field": "length_frames", "old": "60", "new": "84"}, {"field": "note", "old": "", "new": "引き"},
    ]  # fmt: skip
    assert plan["announced"] == [
        "#1: Part A: cuts 1 to 5.",
        "#1: Part B: cuts 6 to 6.",
        "shares drawings with: 6–1",
    ]
    assert state(episode) == before
    answer = send(LIST, accept=plan["digest"]).json()
    assert [answer[name] for name in ("entered", "changed", "removed", "dry_run")] == [4, 1, 0, False]
    assert Cut.objects.live().count() == 7
    again = send(LIST, status=200, dry_run="true").json()["plan"]
    assert again["counts"] == {"new": 0, "changed": 0, "same": 6, "gone": 1, "problem": 0}
    taken = undo(answer["uid"])
    assert (taken["removed"], taken["changed"], taken["restored"], taken["left"]) == (4, 1, 0, [])
    assert state(episode) == before
    assert undo(answer["uid"], status=422)["detail"] == "This import was taken back already."


def test_a_list_of_cuts_with_a_problem_waits_until_its_plan_is_accepted(send):
    bad = "カット,尺\nC010,x\nC011,1+00\n"
    refused = send(bad, status=422).json()
    assert [(each["pointer"], each["line"]) for each in refused["errors"]] == [("/file", 2)]
    assert refused["plan"]["counts"]["new"] == 1
    assert not ImportBatch.objects.exists()
    send(bad, status=412, accept="0" * 64)
    assert send(bad, accept=refused["plan"]["digest"]).json()["entered"] == 1
    assert Cut.objects.filter(number="C011").exists()


def test_what_was_changed_since_or_has_work_stays_and_is_told(send, undo, episode, now):
    uid = send(LIST).json()["uid"]
    update_cut(Cut.objects.get(number="002"), note="寄り", by=None, now=now)
    placed = Cut.objects.get(number="C003")
    rows = [{"cut": placed, "record_in": 0, "length": 24}]
    replace_placements(episode.production, rows, episode=episode, by=None, now=now)
    taken = undo(uid)
    assert (taken["removed"], taken["changed"]) == (3, 0)
    assert taken["left"] == [
        "“002” has been changed since; it stays.",
        "Cut C003 is placed in an edition; take it out of the time line first.",
    ]
    assert list(Cut.objects.live().order_by("sort_key").values_list("number", flat=True)) == [
        "1",
        "002",
        "C003",
        "99",
    ]


def test_an_edit_asks_whether_its_cuts_are_added_and_is_taken_back_whole(
    send, undo, episode, production, now
):
    one = Cut.objects.get(number="1")
    gone = Cut.objects.get(number="99")
    rows = [{"cut": one, "record_in": 5, "length": 7}, {"cut": gone, "record_in": 50, "length": 8}]
    replace_placements(production, rows, episode=episode, by=None, now=now)
    before = state(episode)
    edl, asked = EDL.read_bytes(), {"kind": "placements", "rate": "24000/1001"}
    plan = send(edl, "episode_1.edl", status=200, dry_run="true", **asked).json()["plan"]
    assert [(row["group"], row["clip"], row["number"], row["record_in"], row["length"]) for row in plan["placements"]] == [
        ("changed", "EP01_C001_v03.mov", "1", 0, 24), ("new", "EP01_C002_v01.mov", "002", 24, 36),
        ("problem", "EP01_C002A_v01.mov", "2A", 60, 12), ("problem", "leader", "", 72, 48), ("gone", "", "99", 50, 8),
    ]  # fmt: skip
    assert [(each["kind"], each["open"], each["proposed"]) for each in plan["choices"]] == [
        ("cuts", True, "leave_out")
    ]
    assert plan["choices"][0]["question"] == "1 cut is not there yet: 2A. Is it added?"
    answered = {**asked, "choices": '{"cuts": "add"}'}
    plan = send(edl, "episode_1.edl", status=200, dry_run="true", **answered).json()["plan"]
    assert plan["counts"] == {"new": 2, "changed": 1, "same": 0, "gone": 1, "problem": 1}
    answer = send(edl, "episode_1.edl", accept=plan["digest"], **answered).json()
    assert [answer[name] for name in ("entered", "changed", "removed")] == [2, 1, 1]
    assert [row[0] for row in state(episode)[1]] == ["1", "002", "2A"]
    assert EditionTiming.objects.live().count() == 1
    taken = undo(answer["uid"])
    assert (taken["removed"], taken["changed"], taken["restored"], taken["left"]) == (3, 1, 1, [])
    assert state(episode) == before


def test_a_time_line_that_was_changed_since_stays(send, undo, episode, now):
    answer = send(
        EDL.read_bytes(), "episode_1.edl", kind="placements", rate="24", accept=plan_digest(send)
    ).json()
    replace_placements(episode.production, [], episode=episode, by=None, now=now)
    assert undo(answer["uid"])["left"] == ["The time line of the edition has been changed since; it stays."]


def plan_digest(send):
    asked = {"kind": "placements", "rate": "24", "dry_run": "true"}
    return send(EDL.read_bytes(), "episode_1.edl", status=200, **asked).json()["plan"]["digest"]


def test_an_edit_makes_cuts_too(send, episode):
    answer = send(fcp7(clip("C001", 0, 24), clip("C030", 24, 60)), "ep.xml", kind="cut_list").json()
    assert (answer["entered"], answer["plan"]["kind"]) == (1, "cut_list")
    assert (
        Cut.objects.filter(episode=episode, number="C030", length_frames=36).exists()
        or Cut.objects.filter(episode=episode, number="30").exists()
    )


@pytest.mark.parametrize(
    ("values", "name", "status", "pointer"),
    [
        ({}, "episode_1.edl", 422, "/kind"),
        ({"kind": "placements"}, "episode_1.edl", 422, "/rate"),
        ({"kind": "placements", "rate": "1/0"}, "episode_1.edl", 400, "/rate"),
        ({"kind": "placements", "rate": "24", "edition": "nobody_s"}, "episode_1.edl", 422, "/edition"),
        ({"kind": "placements", "rate": "24", "start": "x"}, "episode_1.edl", 422, "/start"),
        ({"kind": "cut_list", "rate": "24"}, "cuts.csv", 422, "/rate"),
        ({"kind": "catalogue"}, "cuts.csv", 422, "/production"),
        ({"kind": "films"}, "cuts.csv", 400, "/kind"),
    ],
)
def test_what_is_said_wrongly_of_a_file_is_told_at_its_place(send, values, name, status, pointer):
    assert list(errors(send(EDL.read_bytes(), name, status=status, **values))) == [pointer]


def test_an_episode_of_another_work_and_a_viewer_are_refused(send, tool, now):
    another = create_production(title="別の作品", kind="series", visibility="public", by=None, now=now)
    elsewhere = add_episode(another, number="7", by=None, now=now)
    told = errors(send(LIST, status=422, episode=str(elsewhere.uid)))
    assert list(told) == ["/episode"]
    send(LIST, api=tool("viewer"), status=403)
    assert errors(send("role,name\nLayout,見本 花\n", "a.csv", status=422, rate="24")) == {
        "/rate": ["A file of this kind does not take it."]
    }
    sheet = "role,name\nLayout,見本 花\n"
    assert list(errors(send(sheet, "a.csv", status=422, episode=str(elsewhere.uid)))) == ["/episode"]


def test_a_list_costs_the_same_queries_for_any_number_of_cuts(send, undo):
    def count(first, last):
        with CaptureQueriesContext(
            connection,
        ) as made:
            uid = send(f"カット,尺\nC{first:03}-C{last:03},1+00\n").json()["uid"]
        with CaptureQueriesContext(connection) as taken:
            undo(uid)
        return len(made), len(taken)

    count(400, 400)
    assert count(101, 130) == count(201, 290)


def test_the_command_takes_back_what_it_entered(production, episode, tmp_path):
    before = state(episode)
    path = tmp_path / "cuts.csv"
    path.write_text(LIST, "utf-8")
    out = io.StringIO()
    call_command("import_cuts", str(path), "--apply", production=str(production.uid), episode="1", stdout=out)
    told = out.getvalue().splitlines()[-1]
    assert told == f"Take it back with import_credits --undo {ImportBatch.objects.get().uid}"
    call_command("import_credits", undo=str(ImportBatch.objects.get().uid), stdout=out)
    assert state(episode) == before
