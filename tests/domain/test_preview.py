"""What a preview shows, to whom, and when it says that something changed."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import Role
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.private_details import add_private_details
from productions.releases.services.preview import (
    PREVIEW_CACHE,
    Preview,
    compute_preview_version,
    get_preview,
    make_preview_cache,
    render_tile,
)
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.rendering.preview_tiles import build_tiles
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC
from productions.shared.refusals import NotAllowed, Refusal
from tests.roll.samples import long_list


def texts(preview):
    return [cell["text"] for page in preview.reel.pages for cell in page["cells"]]


def test_the_version_changes_with_the_credit_and_with_what_no_production_owns(
    production, confirmed, person, company, now, django_assert_num_queries
):
    credit = confirmed(contributor=person, affiliation=company)
    wanted = RollRequest(production)
    with django_assert_num_queries(2):
        first = compute_preview_version(wanted, by=None, at=now)
    assert compute_preview_version(wanted, by=None, at=now) == first

    update_credit(credit, position=3, by=None, now=now)
    second = compute_preview_version(wanted, by=None, at=now)
    add_name(company, text="Wit", script="romaji", by=None, now=now)
    third = compute_preview_version(wanted, by=None, at=now)

    assert len({first, second, third}) == 3
    assert compute_preview_version(wanted, by=None, at=now + timedelta(seconds=300)) != third


def test_the_same_document_is_laid_out_once(production, confirmed, person, now):
    credit = confirmed(contributor=person)
    first = get_preview(RollRequest(production), by=None)

    add_private_details(person, production=production, note="private", by=None, now=now)
    assert get_preview(RollRequest(production), by=None) is first
    update_credit(credit, credited_as="牧原", by=None, now=now)
    second = get_preview(RollRequest(production), by=None)

    assert "牧原亮太郎" in texts(first)
    assert "牧原" in texts(second)


def test_viewers_see_releases_and_editors_the_working_copy(production, confirmed, person, staff, now):
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    viewer, editor, stranger = staff("viewer"), staff("editor"), staff("none")

    get_preview(RollRequest(production, release=release), by=viewer)
    name = get_preview(RollRequest(production), by=editor).tiles[0][0].name
    for read in (
        lambda: get_preview(RollRequest(production), by=viewer),
        lambda: compute_preview_version(RollRequest(production), by=viewer, at=now),
        lambda: get_preview(RollRequest(production, release=release), by=stranger),
        lambda: render_tile(name, RollRequest(production, release=release), by=stranger),
        lambda: render_tile(name, RollRequest(production), by=viewer),
    ):
        with pytest.raises(NotAllowed):
            read()


def test_a_tile_is_found_under_its_own_production_and_roll_alone(production, confirmed, person, staff, now):
    """The name of a tile opens nothing: who may see another production, or a release, finds no other's tile by it."""
    confirmed(contributor=person)
    release = issue_release(production, by=None, now=now)
    confirmed(contributor=create_contributor(name="未発表の人", by=None, now=now))
    other = create_production(title="Other", kind="film", by=None, now=now)
    enter_credits(
        other,
        [{"role": Role.objects.get(code="layout"), "contributor": person}],
        by=None,
        now=now,
        state="confirmed",
    )
    name = get_preview(RollRequest(production), by=None).tiles[0][-2].name
    assert render_tile(name, RollRequest(production), by=None).startswith(b"\x89PNG")
    viewer = staff("viewer")
    assert render_tile(name, RollRequest(production, release=release), by=viewer) is None
    outsider = staff("none", "outsider")
    outsider.memberships.create(production=other, level="approver")
    assert render_tile(name, RollRequest(other), by=outsider) is None


def test_a_tile_is_found_again_by_a_process_that_does_not_know_it(production, confirmed, person, now):
    credit = confirmed(contributor=person)
    name = get_preview(RollRequest(production), by=None).tiles[0][-2].name  # the last one is the statement
    shown = render_tile(name, RollRequest(production), by=None)
    PREVIEW_CACHE.clear()

    assert shown.startswith(b"\x89PNG")
    assert render_tile(name, RollRequest(production), by=None) == shown
    update_credit(credit, credited_as="牧原", by=None, now=now)
    PREVIEW_CACHE.clear()
    assert render_tile(name, RollRequest(production), by=None) is None


def test_a_locked_time_that_cannot_be_is_refused_with_its_remedies(production, confirmed, person):
    confirmed(contributor=person)

    with pytest.raises(Refusal) as refusal:
        get_preview(RollRequest(production, delivery={"seconds": "1"}), by=None)

    assert refusal.value.reasons[0].startswith("The roll cannot last 1.00 s (24 frames) at 3 px a frame")
    assert len(refusal.value.reasons) > 1
    with override("ja"), pytest.raises(Refusal) as refusal:
        get_preview(RollRequest(production, delivery={"seconds": "1"}), by=None)
    assert refusal.value.reasons[0].startswith("1フレーム3pxでは、尺を1.00秒（24フレーム）にできません。")


def test_names_that_look_alike_are_told_beside_the_roll(production, confirmed, now):
    for name in ("髙橋 一郎", "高橋 一郎"):
        confirmed(contributor=create_contributor(name=name, by=None, now=now))

    notes = get_preview(RollRequest(production, language="ja"), by=None).notes

    (note,) = notes
    assert "髙橋 一郎" in note
    assert "高橋 一郎" in note


def test_what_is_kept_stays_within_its_bound():
    def made(count):
        reel = build_reel(long_list(count), DEFAULT_SCREEN_SPEC)
        return Preview(reel, build_tiles(reel))

    def key(count):
        return (1, None, 0, str(count))

    kept = make_preview_cache(300)
    for count in (100, 110, 120):
        kept[key(count)] = made(count)

    assert [kept.get(key(count)) is None for count in (100, 110, 120)] == [True, False, False]
    kept[key(1000)] = made(1000)
    assert [kept.get(key(count)) is None for count in (110, 120, 1000)] == [True, True, False]
