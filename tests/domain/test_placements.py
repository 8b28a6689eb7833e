"""Where cuts stand in editions: whole time lines replaced, and what is on screen at a moment."""

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cut, add_cuts, update_cut
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import (
    place_cut,
    replace_placements,
    time_edition,
    update_placement,
)
from productions.catalogue.services.productions import add_episode, create_production
from productions.catalogue.services.timelines import NothingThere, find_on_screen, list_timelines
from productions.models import CutPlacement, Event, Tombstone
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_removal
from productions.shared.refusals import NotAllowed, Refusal


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


@pytest.fixture
def cuts(production, episode, now):
    return add_cuts(production, [{"number": f"{n}"} for n in range(1, 7)], episode=episode, by=None, now=now)


def rows(*places):
    """(cut, record_in, length) as the verb takes them."""
    return [{"cut": cut, "record_in": record_in, "length": length} for cut, record_in, length in places]


def numbers(found):
    return [(each.line.edition, each.frame, [one.cut.number for one in each.placements]) for each in found]


@pytest.fixture
def replace(production, episode, now):
    def run(*places, by=None, **values):
        return replace_placements(production, rows(*places), episode=episode, by=by, now=now, **values)

    return run


@pytest.fixture
def at(production, episode):
    return lambda moment, edition=None: numbers(
        find_on_screen(production, episode, moment=moment, edition=edition)
    )


def test_a_time_line_is_replaced_by_what_differs(replace, cuts):
    one, two, three, *_ = cuts
    found = replace((one, 0, 24), (two, 24, 36), (one, 60, 12))
    assert (found.added, found.changed, found.removed, found.unchanged) == (3, 0, 0, 0)
    before = {(each.cut, each.record_in): each.uid for each in CutPlacement.objects.all()}

    found = replace((one, 0, 24), (two, 30, 40), (three, 70, 5), reason="picture lock")
    assert (found.added, found.changed, found.removed, found.unchanged) == (1, 1, 1, 1)
    standing = {each.cut: each for each in CutPlacement.objects.live()}
    assert standing[one].uid == before[one, 0]
    assert (standing[two].uid, standing[two].record_in, standing[two].length) == (before[two, 24], 30, 40)
    gone = Tombstone.objects.get()
    assert (gone.entity_uid, gone.reason, gone.was_public) == (before[one, 60], "picture lock", True)
    events = Event.objects.filter(entity_type="cutplacement", reason="picture lock")
    assert sorted(events.values_list("action", flat=True)) == ["changed", "created", "removed"]
    assert replace((one, 0, 24), (two, 30, 40), (three, 70, 5)).unchanged == 3
    assert events.count() == 3


def test_what_a_new_time_line_took_out_can_be_put_back(replace, cuts, now):
    replace((cuts[0], 0, 24), (cuts[1], 24, 24))
    replace((cuts[0], 0, 24))
    gone = CutPlacement.objects.exclude(removed_at=None).get()
    undo_removal(gone, by=None, now=now, reason="it was right")
    assert [each.cut for each in CutPlacement.objects.live().order_by("record_in")] == [cuts[0], cuts[1]]
    assert not Tombstone.objects.standing().exists()


def test_replacing_a_time_line_costs_the_same_with_30_cuts(production, now):
    def count(number, rows_before, rows_after):
        part = add_episode(production, number=number, by=None, now=now)
        cuts = add_cuts(production, [{"number": f"{n}"} for n in range(90)], episode=part, by=None, now=now)

        def run(first, rows_wanted, shift):
            places = [
                (cut, 100 * place + shift * place, 24)
                for place, cut in enumerate(cuts[first : first + rows_wanted])
            ]
            return replace_placements(production, rows(*places), episode=part, by=None, now=now)

        run(0, 2 * rows_before, 0)
        with CaptureQueriesContext(connection) as counted:
            found = run(rows_before, rows_before + rows_after, 1)
        assert (found.removed, found.added) == (rows_before, rows_after)
        return len(counted)

    assert count("11", 15, 15) == count("12", 30, 30)


def test_what_is_wrong_is_told_by_row_and_nothing_is_placed(production, replace, cuts, episode, staff, now):
    one, two, *_ = cuts
    elsewhere = add_cut(production, number="9", by=None, now=now)
    other = create_production(title="別の作品", kind="film", by=None, now=now)
    foreign = add_cut(other, number="8", by=None, now=now)
    with pytest.raises(Refusal) as refused:
        replace((one, -1, 24), (two, 0, 0), (elsewhere, 0, 1), (foreign, 0, 1), (two, 5, 1), (two, 5, 2))
    assert refused.value.reasons == [
        "Row 1, cut 1: A cut begins at frame 0 or later, within 24 hours.",
        "Row 2, cut 2: A cut is on screen for at least 1 frame and at most 24 hours.",
        "Row 3, cut 9: Cut 9 belongs to another episode.",
        "Row 4, cut 8: Cut 8 belongs to another production.",
        "Row 5, cut 2: The cut is placed twice at frame 5.",
        "Row 6, cut 2: The cut is placed twice at frame 5.",
    ]
    assert not CutPlacement.objects.exists()
    with pytest.raises(Refusal, match="There is no edition “tv_cut”"):
        replace((one, 0, 1), edition="tv_cut")
    with pytest.raises(Refusal, match="belongs to another production"):
        replace_placements(other, [], episode=episode, by=None, now=now)
    with pytest.raises(NotAllowed):
        replace((one, 0, 1), by=staff("viewer"))
    with pytest.raises(Refusal, match="An edition takes 5000 at most; send fewer placements"):
        replace(*[(one, n, 1) for n in range(5001)])


def test_each_constraint_says_its_own_sentence(cuts, now):
    def refused(**values):
        with pytest.raises(Refusal) as problem:
            place_cut(cuts[0], **{"record_in": 0, "length": 1, "by": None, "now": now, **values})
        return problem.value.reasons

    assert refused(record_in=-1) == ["A cut begins at frame 0 or later, within 24 hours."]
    assert refused(length=0) == ["A cut is on screen for at least 1 frame and at most 24 hours."]
    assert refused(source_in=-1) == ["The first frame of the source is 0 or later."]
    placed = place_cut(cuts[0], record_in=0, length=1, source_in=0, by=None, now=now)
    assert refused() == ["The cut already begins at this frame of the edition."]
    assert update_placement(placed, length=2, by=None, now=now).record_out == 2
    with pytest.raises(Refusal, match="stays with its cut"):
        update_placement(placed, edition="disc", by=None, now=now)


def test_what_overlaps_is_told_and_stays(replace, at, cuts):
    one, two, three, *_ = cuts
    found = replace((one, 0, 48), (two, 24, 48), (three, 47, 1), (cuts[3], 72, 1))
    assert [(o.first.cut.number, o.second.cut.number, o.frame, o.length) for o in found.overlaps] == [
        ("1", "2", 24, 24), ("1", "3", 47, 1), ("2", "3", 47, 1),
    ]  # fmt: skip
    assert at("47f") == [("", 47, ["1", "2", "3"])]


def test_the_first_and_the_last_frame_of_a_cut_are_its_own_and_the_next_is_not(replace, at, cuts):
    one, two, *_ = cuts
    replace((one, 0, 24), (two, 30, 10))
    assert at("0f") == [("", 0, ["1"])]
    assert at("23f") == [("", 23, ["1"])]
    assert at("24f") == [("", 24, [])]
    assert at("29f") == [("", 29, [])]
    assert at("30f") == at("1.25") == [("", 30, ["2"])]
    assert at("39f") == [("", 39, ["2"])]
    with pytest.raises(NothingThere, match=r"the last cut ends with frame 39, at 1\.67 seconds\.$"):
        at("40f")


def test_each_edition_has_its_own_rate_and_time_line_or_that_of_all(production, replace, at, cuts, now):
    one, two, three, *_ = cuts
    add_edition(production, code="tv_cut", label_en="TV cut", start_timecode="10:00:00:00", by=None, now=now)
    replace((one, 0, 100), (two, 100, 100))
    replace((two, 0, 100), edition="broadcast", fps_num=30000, fps_den=1001, start_timecode="01:00:00;00")
    replace((three, 0, 500), edition="tv_cut")
    assert at("100f") == [("", 100, ["2"]), ("tv_cut", 100, ["3"])]
    assert at("3") == [("", 72, ["1"]), ("broadcast", 89, ["2"]), ("tv_cut", 72, ["3"])]
    assert at("01:00:03;00") == at("01:00:03:00") == [("broadcast", 90, ["2"])]
    assert at("10:00:01:05") == [("tv_cut", 29, ["3"])]
    assert at("150f", "disc") == [("disc", 150, ["2"])]
    (line,) = list_timelines(production, cuts[0].episode, edition="disc")
    assert (line.placed_in, line.rate, line.start) == ("", Fraction(24), "")
    with pytest.raises(Refusal, match="There is no edition “tv_cat”"):
        at("0f", "tv_cat")
    with pytest.raises(Refusal, match="start timecode is not known here"):
        at("01:00:00:00", "disc")
    with pytest.raises(Refusal, match="“soon” is no moment"):
        at("soon")


def test_nothing_is_on_screen_where_nothing_is_placed(at, episode, cuts):
    with pytest.raises(NothingThere, match="No cuts are placed here yet"):
        at("0f")


def test_a_start_timecode_is_one_of_its_rate(production, episode, now):
    def refused(**values):
        with pytest.raises(Refusal) as problem:
            time_edition(production, episode=episode, by=None, now=now, **values)
        return problem.value.fields["start_timecode"]

    assert refused(start_timecode="01:00:00;00")[0].startswith("“01:00:00;00” is no timecode at 24 frames")
    assert refused(start_timecode="01:00:00:24")
    film = {"fps_num": 24000, "fps_den": 1001}
    assert refused(start_timecode="01:00:00;00", **film)
    # The numbers that drop-frame leaves out do not exist.
    assert refused(start_timecode="00:01:00;00", fps_num=30000, fps_den=1001)
    timing = time_edition(production, episode=episode, start_timecode="01:00:00:00", by=None, now=now, **film)
    again = time_edition(production, episode=episode, start_timecode="00:00:00:00", by=None, now=now)
    assert (again.uid, again.fps, again.start_timecode) == (timing.uid, Fraction(24000, 1001), "00:00:00:00")


def test_a_cut_that_is_placed_stays_in_its_episode_and_is_not_removed(production, replace, cuts, now):
    replace((cuts[0], 0, 24))
    with pytest.raises(Refusal, match="it cannot be moved"):
        update_cut(cuts[0], episode=None, by=None, now=now)
    with pytest.raises(Refusal, match="take it out of the time line first"):
        remove_entity(cuts[0], by=None, now=now, reason="doubled")
    replace()
    remove_entity(cuts[0], by=None, now=now, reason="doubled")
