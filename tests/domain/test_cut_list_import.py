"""Lists of cuts: a plan first, then cuts, relations and parts; what the list lacks is told and stays."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts, relate_many_cuts, update_cuts
from productions.catalogue.services.productions import add_episode
from productions.imports.services.cut_list_import import apply_cut_list, plan_cut_list
from productions.models import Cut, CutRelation, EpisodePart, Event
from productions.shared.refusals import NotAllowed, Refusal
from tests.interchange.plain_problems import tell
from tests.interchange.xml_list_making import clip, fcp7

LIST = (
    "カット,尺,状態,パート,備考\n"
    "C001-C004,2+00,,A,\n"
    "C002,3+12,,A,引き\n"
    "C005,,欠番,A,\n"
    "C006,1+00,兼用 C001,B,\n"
    "C007,1+00,兼用 C006,B,\n"
)


@pytest.fixture
def episode(production, now):
    part = add_episode(production, number="1", by=None, now=now)
    known = [{"number": "1", "length_frames": 48}, {"number": "002", "length_frames": 60}, {"number": "99"}]
    add_cuts(production, known, episode=part, by=None, now=now)
    return part


@pytest.fixture
def plan(production, episode):
    return lambda text=LIST, filename="cuts.csv", episode=episode: plan_cut_list(
        production, text.encode(), filename=filename, episode=episode
    )


def test_a_plan_tells_what_is_new_changed_and_same_and_what_the_list_lacks(plan):
    found = plan()
    assert [(row.listed.number, dict(row.values)) for row in found.new] == [
        ("C003", {"length_frames": 48}), ("C004", {"length_frames": 48}), ("C005", {"status": "omitted"}),
        ("C006", {"length_frames": 24}), ("C007", {"length_frames": 24}),
    ]  # fmt: skip
    (changed,) = found.changed
    assert (changed.cut.number, changed.old, changed.values) == (
        "002", {"length_frames": 60, "note": ""}, {"length_frames": 84, "note": "引き"},
    )  # fmt: skip
    assert [row.cut.number for row in found.same] == ["1"]
    assert [cut.number for cut in found.missing] == ["99"]
    assert [(part.label, part.first_cut[1], part.last_cut[1]) for part in found.parts] == [
        ("A", "1", "5"),
        ("B", "6", "7"),
    ]
    assert found.problems == found.notes == ()
    assert Cut.objects.count() == 3


def test_a_plan_is_stored_once_and_nothing_is_removed(plan, production, episode, now, staff):
    with pytest.raises(NotAllowed):
        apply_cut_list(plan(), by=staff("viewer"), now=now)
    before = Event.objects.count()
    found = apply_cut_list(plan(), by=staff("editor"), now=now, reason="cuts.csv")
    assert (found.added, found.changed, found.unchanged, found.related, found.parts) == (5, 1, 1, 2, 2)
    assert Event.objects.count() - before == 10
    assert list(Cut.objects.filter(episode=episode).order_by("sort_key").values_list("number", "length_frames", "status")) == [
        ("1", 48, "active"), ("002", 84, "active"), ("C003", 48, "active"), ("C004", 48, "active"),
        ("C005", None, "omitted"), ("C006", 24, "active"), ("C007", 24, "active"), ("99", None, "active"),
    ]  # fmt: skip
    assert [(str(one.from_cut), one.kind, str(one.to_cut)) for one in CutRelation.objects.order_by("pk")] == [
        ("C006", "shared", "1"), ("C007", "shared", "C006"),
    ]  # fmt: skip
    assert [(part.label, str(part.first_cut), str(part.last_cut)) for part in EpisodePart.objects.order_by("label")] == [
        ("A", "1", "C005"), ("B", "C006", "C007"),
    ]  # fmt: skip

    written = Event.objects.count()
    again = plan()
    assert (again.new, again.changed, again.relations, again.parts) == ((), (), (), ())
    assert apply_cut_list(again, by=None, now=now).unchanged == 7
    assert Event.objects.count() == written


def test_a_later_list_changes_cuts_and_the_ends_of_parts(plan, now):
    apply_cut_list(plan(), by=None, now=now)
    later = LIST.replace("C006,1+00,兼用 C001,B,", "C006,1+12,,A,")
    found = plan(later)
    assert [(row.cut.number, dict(row.values)) for row in found.changed] == [("C006", {"length_frames": 36})]
    apply_cut_list(found, by=None, now=now)
    assert [(part.label, str(part.first_cut), str(part.last_cut)) for part in EpisodePart.objects.order_by("label")] == [
        ("A", "1", "C006"), ("B", "C007", "C007"),
    ]  # fmt: skip
    assert CutRelation.objects.live().count() == 2  # what a list no longer says stays


def test_lines_of_several_episodes_find_theirs_and_of_one_only_when_it_is_asked_for(plan, production, now):
    add_episode(production, number="2", by=None, now=now)
    text = "話数,カット,尺\n第1話,C001,2+00\n2,C001,1+00\n9,C001,1+00\n,C002,1+00\n"
    found = plan(text, episode=None)
    assert [(str(row.episode), row.listed.number) for row in (*found.new, *found.same)] == [
        ("#2", "C001"),
        ("#1", "C001"),
    ]
    assert tell(found.problems) == [
        "line 4: There is no episode 9; add it first.",
        "line 5: Line 5 does not say its episode; name it with the list, or add a column for it.",
    ]
    found = plan(text)
    assert [row.listed.number for row in (*found.changed, *found.same)] == ["C002", "C001"]
    assert tell(found.notes) == ["cuts.csv: 2 lines are of other episodes and are left out."]


def test_what_contradicts_itself_is_told_and_left_out(plan, now):
    found = plan(
        "カット,尺,兼用,パート\nC001,2+00,C001,A\nC002,2+00,C500,B\nC003,2+00,,A\nC003,9+00,,\nC004,2+00,C006,\nC006,2+00,C004,\n"
    )
    assert tell(found.problems) == [
        "line 2: Cut C001 names C001, which is no other cut here.",
        "line 2: Part A has cuts of part B between its own, so it is not made of this list.",
        "line 3: Cut C002 names C500, which is no other cut here.",
        "line 5: Cut C003 stands in line 4 already; that line counts.",
    ]
    assert [part.label for part in found.parts] == ["B"]
    assert [(one.from_cut[1], one.to_cut[1]) for one in found.relations] == [("4", "6")]


def test_a_bank_cut_of_another_episode_is_found(plan, production, now):
    other = add_episode(production, number="3", by=None, now=now)
    add_cuts(production, [{"number": "C012"}], episode=other, by=None, now=now)
    apply_cut_list(plan("カット,状態\nC001,BANK 3話C012\n"), by=None, now=now)
    relation = CutRelation.objects.get()
    assert (relation.to_cut.episode, relation.kind) == (other, "bank")


def test_the_list_of_an_edit_makes_cuts_with_what_is_seen_of_them(plan, production):
    xml = fcp7(
        clip("S01_C003_v02.mov", 0, 30), clip("leader", 30, 40), clip("C004", 40, 50), clip("C004", 60, 70)
    )
    found = plan(xml, "edit.xml")
    assert [(row.listed.number, dict(row.values)) for row in found.new] == [
        ("3", {"length_frames": 30}),
        ("4", {}),
    ]
    assert tell(found.problems) == ["track 1, item 2: “leader” has no number of a cut in its name."]
    found = plan(fcp7(clip("C003", 0, 30), rate=(25, "FALSE")), "edit.xml")
    assert [dict(row.values) for row in found.new] == [{}]
    assert tell(found.problems) == [
        "edit.xml: The edit runs at 25 frames a second and the production at 24, so its lengths are left out."
    ]
    edl = "001  C003  V  C  00:00:00:00 00:00:01:00 01:00:00:00 01:00:01:00"
    assert [dict(row.values) for row in plan(edl, "edit.edl").new] == [{"length_frames": 24}]
    with pytest.raises(Refusal, match="broken at line 1"):
        plan("<", "edit.xml")


def test_three_hundred_cuts_cost_what_a_hundred_do(plan, production, episode, now):
    def apply(first, last):
        text = f"カット,尺,兼用\nC{first}-C{last},2+00,C099\n"
        with CaptureQueriesContext(connection) as planned:
            found = plan(text)
        with CaptureQueriesContext(connection) as applied:
            apply_cut_list(found, by=None, now=now)
        longer = plan(text.replace("2+00", "3+00"))
        with CaptureQueriesContext(connection) as changed:
            apply_cut_list(longer, by=None, now=now)
        return len(planned), len(applied), len(changed)

    assert apply(101, 200) == apply(201, 500)


def test_bulk_verbs_refuse_what_they_must(production, episode, now, staff):
    first, second, _third = Cut.objects.order_by("pk")
    viewer = staff("viewer")
    for verb, argument in (
        (update_cuts, {first: {"note": "x"}}),
        (relate_many_cuts, [(first, second, "shared")]),
    ):
        with pytest.raises(NotAllowed):
            verb(production, argument, by=viewer, now=now)
    with pytest.raises(ValueError, match="length_frames"):
        update_cuts(production, {first: {"number": "5"}}, by=None, now=now)
    with pytest.raises(Refusal, match="at least 1 frame"):
        update_cuts(production, {first: {"length_frames": 0}}, by=None, now=now)
    assert update_cuts(production, {first: {"note": "x"}, second: {"note": ""}}, by=None, now=now) == 1
    assert len(relate_many_cuts(production, [(first, second, "shared")] * 2, by=None, now=now)) == 1
    assert relate_many_cuts(production, [(first, second, "shared")], by=None, now=now) == []


def test_the_command_shows_the_plan_and_stores_it_when_it_is_asked_to(production, episode, now, tmp_path):
    path = tmp_path / "cuts.csv"
    path.write_text("Cut,Length,Part\nC001-C030,2+00,A\nC002,x,A\n")

    def run(*options):
        out, errors = StringIO(), StringIO()
        call_command(
            "import_cuts",
            str(path),
            *options,
            production=str(production.uid),
            episode="1",
            stdout=out,
            stderr=errors,
        )
        return out.getvalue().splitlines(), errors.getvalue()

    shown, errors = run()
    assert shown[:3] == [
        "28 cuts new",
        "  C003 (#1), length_frames 48",
        "  C004 (#1), length_frames 48",
    ]
    assert shown[21:] == [
        "  and 8 more", "1 cut changed", "  C002 (#1), length_frames 60 → 48", "1 cut as they are", "  C001 (#1)",
        "1 cut not in the list, left as they are", "  99 (#1)", "part A (#1): 1 to 30",
        "Nothing is stored yet; --apply stores it.",
    ]  # fmt: skip
    assert "line 3, column Length: “x” is not a length" in errors
    assert Cut.objects.count() == 3
    assert run("--apply")[0][-2] == "28 added, 1 changed, 1 as they were, 0 related, 1 part."
    assert Cut.objects.count() == 31
    path.unlink()
    with pytest.raises(CommandError, match="cannot be read"):
        run()
