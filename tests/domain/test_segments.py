"""Segments that run in a range of episodes, and parts that are ranges of cuts."""

import pytest

from productions.catalogue.services.cuts import add_cuts, update_cut
from productions.catalogue.services.productions import add_episode, update_episode
from productions.coverage.services.coverage import measure_coverage
from productions.coverage.services.required_roles import require_role
from productions.credits.services.credits import enter_credit
from productions.models import Credit, Cut, EpisodePart, Segment
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_removal
from productions.segments.services import create_part, create_segment, update_part, update_segment
from productions.shared.refusals import NotAllowed, Refusal
from tests.domain.refusing import refused_to_operator


@pytest.fixture
def episodes(production, now):
    return [add_episode(production, number=str(number), by=None, now=now) for number in range(1, 13)]


@pytest.fixture
def opening(production, episodes, now):
    """It runs in #2 to #10; as texts, 10 comes before 2."""
    return create_segment(
        production, kind="opening", first_episode=episodes[1], last_episode=episodes[9], by=None, now=now
    )


@pytest.fixture
def cuts(production, episodes, now):
    numbers = [{"number": number} for number in ("1", "2", "2A", "9", "10", "11")]
    return {cut.number: cut for cut in add_cuts(production, numbers, episode=episodes[0], by=None, now=now)}


def test_its_staff_are_in_the_rolls_of_the_episodes_where_it_runs(
    production, episodes, opening, confirmed, person
):
    credit = confirmed(contributor=person, segment=opening)
    having = [
        episode.number for episode in episodes if credit in Credit.objects.of_roll(production, episode, "")
    ]
    assert having == [str(number) for number in range(2, 11)]
    assert list(Credit.objects.of_roll(production, None, "")) == [credit]


@pytest.mark.parametrize(
    ("first", "last", "running"),
    [(None, None, list(range(1, 13))), (3, None, list(range(3, 13))), (5, 5, [5])],
    ids=["all", "goes on", "one"],
)
def test_the_ends_of_a_range_may_be_open(production, episodes, now, first, last, running):
    ends = {
        name: each and episodes[each - 1] for name, each in (("first_episode", first), ("last_episode", last))
    }
    segment = create_segment(production, kind="recap", by=None, now=now, **ends)
    by_episode = [episode for episode in episodes if segment in Segment.objects.running_in(episode)]
    by_uid = [episode for episode in episodes if segment in Segment.objects.running_in_uid(episode.uid)]
    assert by_episode == by_uid == [episodes[number - 1] for number in running]


def test_a_range_is_of_numbered_episodes_of_the_production_in_their_order(production, theirs, episodes, now):
    special = add_episode(production, number="OP", kind="opening", by=None, now=now)
    foreign = add_episode(theirs, number="1", by=None, now=now)
    numbered = episodes[0]

    def find_fault(**ends):
        return refused_to_operator(create_segment, production, kind="opening", now=now, **ends)

    assert "numbered" in find_fault(first_episode=special).fields["first_episode"][0]
    assert (
        "another production"
        in find_fault(first_episode=numbered, last_episode=foreign).fields["last_episode"][0]
    )
    backwards = find_fault(first_episode=episodes[9], last_episode=episodes[1])
    assert backwards.fields["last_episode"] == ["No episode is in this range: #2 comes before #10."]
    assert "first one" in str(find_fault(last_episode=numbered).args)


def test_a_change_keeps_the_rules(production, theirs, episodes, opening, now):
    assert (
        "last_episode"
        in refused_to_operator(update_segment, opening, first_episode=episodes[10], now=now).fields
    )
    assert "production" in refused_to_operator(update_segment, opening, production=theirs, now=now).fields
    update_segment(opening, last_episode=None, title="前期オープニング", by=None, now=now)
    assert opening in Segment.objects.running_in(episodes[11])


def test_viewers_write_neither_segments_nor_parts(production, staff, opening, cuts, episodes, now):
    viewer = staff("viewer")
    part = create_part(
        production, episode=episodes[0], label="A", first_cut=cuts["1"], last_cut=cuts["2"], by=None, now=now
    )
    ends = {"first_cut": cuts["9"], "last_cut": cuts["9"]}
    for call in (
        lambda: create_segment(production, kind="recap", by=viewer, now=now),
        lambda: update_segment(opening, kind="recap", by=viewer, now=now),
        lambda: create_part(production, episode=episodes[0], label="B", by=viewer, now=now, **ends),
        lambda: update_part(part, label="B", by=viewer, now=now),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_its_credits_have_no_episode_or_cut_of_their_own(
    production, theirs, person, role, episodes, opening, cuts, now
):
    def find_fault(segment=opening, **values):
        given = {"role": role("storyboard"), "contributor": person, "segment": segment, **values}
        return refused_to_operator(enter_credit, production, now=now, **given).fields["segment"][0]

    assert "no episode or cut" in find_fault(episode=episodes[1])
    assert "no episode or cut" in find_fault(cut=cuts["1"])
    assert "another production" in find_fault(create_segment(theirs, kind="opening", by=None, now=now))
    remove_entity(opening, by=None, now=now, reason="test")
    assert "removed" in find_fault()


def test_an_episode_that_begins_or_ends_a_range_stays(production, staff, episodes, opening, now):
    boss = staff("approver")
    for end in (1, 9):
        with pytest.raises(Refusal, match="begins or ends"):
            remove_entity(episodes[end], by=boss, now=now, reason="test")
    remove_entity(episodes[4], by=boss, now=now, reason="within")
    update_segment(opening, first_episode=episodes[2], by=boss, now=now)
    remove_entity(episodes[1], by=boss, now=now, reason="no end any more")


def test_a_segment_with_credits_is_not_removed(opening, confirmed, person, staff, now):
    confirmed(contributor=person, segment=opening)
    with pytest.raises(Refusal, match="has credits"):
        remove_entity(opening, by=staff("approver"), now=now, reason="test")


def test_who_drew_the_opening_covers_no_storyboard_of_an_episode(
    production, episodes, opening, confirmed, person, role, now
):
    require_role(production, role=role("storyboard"), by=None, now=now)
    confirmed(contributor=person, role=role("storyboard"), segment=opening)

    def measure(episode):
        covered = measure_coverage(production=production, episode=episode)
        (line,) = [each for each in covered.roles if each.role.code == "storyboard"]
        return line.places, line.named, covered.credits_named

    assert measure(episodes[2]) == (1, 0, 1)
    assert measure(episodes[11]) == (1, 0, 0)  # it does not run there
    confirmed(contributor=person, role=role("storyboard"), episode=episodes[2])
    assert measure(episodes[2]) == (1, 1, 2)


def test_a_role_that_only_a_segment_has_is_covered_by_it(
    production, episodes, opening, confirmed, person, role
):
    confirmed(contributor=person, role=role("unit_director"), segment=opening)
    found = measure_coverage(production=production).roles
    (line,) = [each for each in found if each.role.code == "unit_director"]
    assert (line.places, line.named, line.missing) == (1, 1, 0)


def test_parts_are_ranges_of_cuts_in_their_order(production, episodes, cuts, now):
    create_part(
        production, episode=episodes[0], label="A", first_cut=cuts["2"], last_cut=cuts["9"], by=None, now=now
    )
    last = create_part(
        production,
        episode=episodes[0],
        label="B",
        first_cut=cuts["10"],
        last_cut=cuts["11"],
        by=None,
        now=now,
    )
    found = Cut.objects.annotate(part=EpisodePart.objects.around_outer_cut().values("label")[:1])
    shown = dict(found.values_list("number", "part"))
    assert shown == {"1": None, "2": "A", "2A": "A", "9": "A", "10": "B", "11": "B"}
    update_part(last, first_cut=cuts["11"], by=None, now=now)
    assert dict(found.values_list("number", "part"))["10"] is None


def test_parts_of_one_episode_do_not_overlap(production, episodes, cuts, now):
    def add(label, first, last, episode=episodes[0]):
        return create_part(
            production,
            episode=episode,
            label=label,
            first_cut=cuts[first],
            last_cut=cuts[last],
            by=None,
            now=now,
        )

    add("A", "2", "9")
    later = add("B", "10", "11")
    for first, last in (("1", "2"), ("2A", "2A"), ("9", "9"), ("1", "11")):
        with pytest.raises(Refusal) as caught:
            add("C", first, last)
        assert "do not overlap" in caught.value.fields["first_cut"][0]
    assert "first_cut" in refused_to_operator(update_part, later, first_cut=cuts["9"], now=now).fields
    with pytest.raises(Refusal) as caught:
        add("C", "11", "10")
    assert caught.value.fields["last_cut"] == ["No cut is in this range: 10 comes before 11."]
    with pytest.raises(Refusal, match="already has a part"):
        add("A", "1", "1")
    add("C", "1", "1")


def test_a_part_is_of_one_episode(production, episodes, cuts, now):
    (other,) = add_cuts(production, [{"number": "1"}], episode=episodes[1], by=None, now=now)
    ends = {"first_cut": cuts["1"], "last_cut": other}
    assert (
        "last_cut"
        in refused_to_operator(
            create_part, production, episode=episodes[0], label="A", now=now, **ends
        ).fields
    )
    part = create_part(
        production, episode=episodes[0], label="A", first_cut=cuts["1"], last_cut=cuts["2"], by=None, now=now
    )
    assert "episode" in refused_to_operator(update_part, part, episode=episodes[1], now=now).fields
    found = Cut.objects.annotate(part=EpisodePart.objects.around_outer_cut().values("label")[:1])
    assert found.get(pk=other.pk).part is None


def test_a_cut_that_begins_or_ends_a_part_stays(production, episodes, cuts, staff, now):
    create_part(
        production, episode=episodes[0], label="A", first_cut=cuts["1"], last_cut=cuts["9"], by=None, now=now
    )
    boss = staff("approver")
    for number in ("1", "9"):
        with pytest.raises(Refusal, match="begins or ends"):
            remove_entity(cuts[number], by=boss, now=now, reason="test")
    remove_entity(cuts["2"], by=boss, now=now, reason="within")


def test_a_film_has_parts_too(production, now):
    first, last = add_cuts(production, [{"number": "1"}, {"number": "2"}], by=None, now=now)
    create_part(production, label="A", first_cut=first, last_cut=last, by=None, now=now)
    found = Cut.objects.annotate(part=EpisodePart.objects.around_outer_cut().values("label")[:1])
    assert set(found.values_list("part", flat=True)) == {"A"}


def test_a_part_does_not_come_back_where_another_one_took_its_cuts(production, now, staff):
    first, last = add_cuts(production, [{"number": "1"}, {"number": "2"}], by=None, now=now)
    boss = staff("approver")
    gone = create_part(production, label="A", first_cut=first, last_cut=last, by=None, now=now)
    remove_entity(gone, by=boss, now=now, reason="wrong")
    other = create_part(production, label="B", first_cut=last, last_cut=last, by=None, now=now)
    with pytest.raises(Refusal, match="do not overlap"):
        undo_removal(gone, by=boss, now=now, reason="right after all")
    remove_entity(other, by=boss, now=now, reason="wrong")
    undo_removal(gone, by=boss, now=now, reason="right after all")


def test_what_ends_a_range_keeps_its_place(production, episodes, opening, cuts, now):
    """A new number may not turn a range round."""
    first, last = episodes[1], episodes[9]
    for values in ({"number": "1.5"}, {"number": "OP", "kind": "opening"}):
        with pytest.raises(Refusal) as caught:
            update_episode(last, by=None, now=now, **values)
        assert "last_episode" in caught.value.fields
        last.refresh_from_db()
        assert (last.number, last.kind) == ("10", "episode")
    update_episode(first, number="2.5", title="二話", by=None, now=now)
    create_part(
        production, episode=episodes[0], label="A", first_cut=cuts["2"], last_cut=cuts["9"], by=None, now=now
    )
    for values in ({"number": "12"}, {"episode": episodes[2]}):
        with pytest.raises(Refusal):
            update_cut(cuts["2"], by=None, now=now, **values)
        cuts["2"].refresh_from_db()
        assert (cuts["2"].number, cuts["2"].episode) == ("2", episodes[0])
    update_cut(cuts["2"], number="3", by=None, now=now)
