"""A person's wish not to be named: recorded once for a production, kept on credits, in issues, exports and dumps (H5, H16)."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.models import Credit, Rendition, Wish
from productions.operations.services.deadlines import ask_in_time
from productions.people.services.contributors import create_contributor
from productions.releases.services.approvals import SignatureStatus, approve_roll, list_release_approvals
from productions.releases.services.differences import find_difference
from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest
from productions.removals.services.merging import merge_contributors
from productions.shared.choices import CreditState, WishKind
from productions.shared.refusals import NotAllowed, Refusal
from productions.shared.time_limits import DEADLINE, is_over, limit_seconds
from productions.songs.services import add_song_right, create_song
from productions.withholding.services.withholding import end_wish, filter_touched_credits, record_wish


def test_one_wish_takes_the_name_off_all_of_the_persons_credits_in_a_production(
    production, person, confirmed, role, wish, now
):
    first, second = (
        confirmed(contributor=person, credited_as="牧原"),
        confirmed(contributor=person, role=role("director")),
    )
    elsewhere = create_production(title="別の作品", kind="film", by=None, now=now)
    other = enter_credit(elsewhere, role=role("director"), contributor=person, by=None, now=now)

    recorded = wish()

    for credit in (first, second):
        credit.refresh_from_db()
        assert (credit.contributor, credit.credited_as, credit.absence_reason) == (
            None,
            "",
            "withheld_by_contributor",
        )
        assert (credit.revision, credit.search_key, credit.withheld_statement) == (2, "", recorded.statement)
    other.refresh_from_db()
    assert other.contributor == person
    with pytest.raises(Refusal, match="recorded already"):
        wish()


def test_an_approver_records_it_for_their_production_a_superuser_for_everywhere(
    production, person, confirmed, staff, wish
):
    confirmed(contributor=person)
    for level, values in (("editor", {}), ("approver", {"production": None})):
        with pytest.raises(NotAllowed):
            wish(by=staff(level), **values)
    assert wish(production=None).production is None
    assert not Credit.objects.filter(contributor=person).exists()


def test_who_withheld_their_name_is_not_named_by_what_is_entered_later(
    production, person, confirmed, role, wish, now
):
    wish()
    typed = enter_credit(production, role=role("director"), contributor=person, by=None, now=now)
    (listed,) = enter_credits(production, [{"role": role("layout"), "contributor": person}], by=None, now=now)
    unknown = confirmed(absence_reason="unknown_lost", headcount=1)
    changed = update_credit(unknown, contributor=person, absence_reason="", headcount=None, by=None, now=now)
    # Before the merge, which keeps the wish anew on all that stands.
    assert not Credit.objects.filter(contributor=person).exists()
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    merged = confirmed(contributor=double, role=role("key_animation"))
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")

    for credit in (typed, listed, changed, merged):
        credit.refresh_from_db()
        assert (credit.contributor, credit.credited_as, credit.printed_as) == (None, "", "")
        assert credit.absence_reason == "withheld_by_contributor"


def test_a_merge_brings_the_wish_of_the_doubled_entry(production, person, confirmed, role, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    record_wish(double, production=production, statement="x", stated_on=now.date(), by=None, now=now)
    kept = confirmed(contributor=person)
    merge_contributors(double, into=person, by=None, now=now, reason="the same man")
    kept.refresh_from_db()
    assert kept.contributor is None
    assert Wish.objects.get().person == person


def test_a_wish_that_ends_names_the_person_as_before(production, person, confirmed, wish, now):
    credit = confirmed(contributor=person, credited_as="牧原", printed_as="まきはら", attribution="pseudonym")
    issue_release(production, by=None, now=now)
    recorded = wish()
    end_wish(recorded, by=None, now=now, reason="wrote to us")
    credit.refresh_from_db()
    assert (credit.contributor, credit.credited_as, credit.printed_as) == (person, "牧原", "まきはら")
    assert (credit.attribution, credit.withheld_as, credit.withheld_statement) == ("pseudonym", {}, None)
    assert "牧原" in Rendition.objects.get().document
    with pytest.raises(Refusal, match="already ended"):
        end_wish(recorded, by=None, now=now, reason="again")


def test_a_name_that_somebody_withheld_is_asked_about_before_an_issue(
    production, person, confirmed, role, wish, now
):
    confirmed(contributor=person)
    namesake = create_contributor(name="牧原　亮太郎", by=None, now=now)
    confirmed(contributor=namesake, role=role("director"))
    issue_release(production, by=None, now=now)
    wish()
    with pytest.raises(Refusal) as refused:
        issue_release(production, by=None, now=now)
    assert refused.value.rule == "H16"
    assert [reason for reason in refused.value.reasons if "牧原 亮太郎" in reason] == refused.value.reasons
    assert issue_release(production, names_checked=True, by=None, now=now).number == 2


@pytest.mark.parametrize("line", [{"text": "©2026 牧原　亮太郎"}, {"text": "©2026", "holder": "牧原亮太郎"}])
def test_h16_a_line_of_rights_that_says_a_withheld_name_is_asked_about(
    production, person, confirmed, wish, now, line
):
    confirmed(contributor=person)
    song = create_song(production, title="灯台", by=None, now=now)
    add_song_right(song, text="©2026 別の人", by=None, now=now)
    issue_release(production, by=None, now=now)
    add_song_right(song, by=None, now=now, **line)
    wish()
    with pytest.raises(Refusal) as refused:
        issue_release(production, by=None, now=now)
    (reason,) = refused.value.reasons
    assert reason.startswith(
        f"Rights of “灯台”: “{line['text'].replace('　', ' ')}” says a name that somebody withheld"
    )
    assert issue_release(production, names_checked=True, by=None, now=now).number == 2


def test_a_signature_holds_on_the_issue_of_what_was_signed_and_is_void_after_a_change(
    production, person, confirmed, role, staff, now
):
    confirmed(contributor=person)
    wanted = RollRequest(production)
    looked_at = get_preview(wanted, by=None).reel.digest
    approval = approve_roll(wanted, digest=looked_at, by=staff("approver"), now=now)
    assert SignatureStatus().void_among([approval]) == frozenset()
    late = confirmed(contributor=person, role=role("director"))
    assert SignatureStatus().void_among([approval]) == {approval.pk}
    Credit.objects.filter(pk=late.pk).update(removed_at=now)

    release = issue_release(production, by=None, now=now)

    assert release.digest == looked_at
    assert list_release_approvals(release) == [approval]
    confirmed(contributor=person, role=role("layout"))
    assert SignatureStatus().void_among([approval]) == frozenset()


def test_a_former_name_is_told_only_where_the_person_says_so(production, person, confirmed, wish, now):
    credit = confirmed(contributor=person)
    issue_release(production, by=None, now=now)
    update_credit(credit, credited_as="牧原 新", by=None, now=now)

    def told():
        (change,) = find_difference(production, by=None).changes
        return change.name_before, change.name_after

    assert told() == ("", "牧原 新")
    wish(kind=WishKind.TELL_FORMER_NAME)
    assert told() == ("牧原亮太郎", "牧原 新")
    credit.refresh_from_db()
    assert credit.contributor == person


def test_recording_a_wish_costs_the_same_for_one_and_thirty_credits(production, role, now):
    counts = []
    for number in (1, 30):
        person = create_contributor(name=f"見本 {number}", by=None, now=now)
        cuts = add_cuts(production, [{"number": f"{number}-{n}"} for n in range(number)], by=None, now=now)
        rows = [{"role": role("layout"), "contributor": person, "cut": cut} for cut in cuts]
        enter_credits(production, rows, by=None, now=now, state=CreditState.CONFIRMED)
        with CaptureQueriesContext(connection) as queries:
            record_wish(person, production=production, statement="x", stated_on=now.date(), by=None, now=now)
        counts.append(len(queries))
        assert not filter_touched_credits(person, None).exists()
    # Many events go by COPY on PostgreSQL, which the test does not count as a query.
    assert counts[0] - counts[1] == (1 if connection.vendor == "postgresql" else 0)


def test_a_wish_is_kept_however_long_it_takes(production, person, confirmed, wish):
    """It makes every issue of the production anew, which takes longer than a request may where there are many."""
    credit = confirmed(contributor=person)

    def outlast_the_request(execute, sql, params, many, context):
        while sql.startswith("INSERT") and DEADLINE.get() is not None and not is_over():
            time.sleep(0.05)
        return ask_in_time(execute, sql, params, many, context)

    with connection.execute_wrapper(outlast_the_request), limit_seconds(5):
        wish()
    credit.refresh_from_db()
    assert credit.contributor is None
