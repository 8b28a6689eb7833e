"""A claim does what it says: its act is due until it is done, and the credit stays disputed until then."""

import pytest

from productions.claims.services import claims
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.credits import confirm_credits, enter_credit, update_credit
from productions.models import Claim, Credit, Event
from productions.people.services.contributors import create_contributor
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.withholding import record_wish, withhold_name
from tests.domain.claiming import decline, state_of


@pytest.fixture
def accepted(opened, now):
    def make(kind, **values):
        return claims.decide_claim(
            opened(kind, **values), accept=True, decision="So it is.", by=None, now=now
        )

    return make


def own(credit, now):
    """The credit, confirmed by its contributor."""
    claim = claims.open_claim(
        credit.production, kind="mine", credit=credit, claimant_name="Own", message="x", by=None, now=now
    )
    claims.decide_claim(claim, accept=True, decision="They wrote.", by=None, now=now)
    credit.refresh_from_db()
    assert (claim.state, credit.state) == ("settled", "contributor_confirmed")


# What accepting does


@pytest.mark.parametrize("kind", ["not_mine", "wrong_name"])
def test_an_accepted_claim_leaves_the_credit_disputed_until_the_act(accepted, credit, kind):
    claim = accepted(kind)
    assert (state_of(claim), state_of(credit), credit.credited_as) == ("accepted", "disputed", "牧原亮太郎")


def test_an_accepted_wish_to_withhold_is_due_until_it_is_recorded(accepted, credit, person, now):
    claim = accepted("withhold")
    assert (state_of(claim), state_of(credit)) == ("accepted", "confirmed")
    withhold_name(credit, statement=claim.message, stated_on=now.date(), by=None, now=now)
    assert (state_of(claim), state_of(credit), credit.credited_as) == ("settled", "confirmed", "")


def test_a_wish_for_everywhere_settles_the_claims_on_all_credits(
    accepted, opened, confirmed, role, person, now
):
    one = accepted("withhold")
    other = accepted("withhold", credit=confirmed(contributor=person, role=role("layout")))
    record_wish(person, production=None, statement="please", stated_on=now.date(), by=None, now=now)
    assert (state_of(one), state_of(other)) == ("settled", "settled")


def test_a_wish_recorded_before_the_decision_settles_the_claim_with_it(opened, credit, now):
    claim = opened("withhold")
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    assert state_of(claim) == "open"
    claims.decide_claim(claim, accept=True, decision="Done.", by=None, now=now)
    assert state_of(claim) == "settled"


def test_another_name_settles_a_wrong_one_with_an_event(accepted, credit, now, staff):
    claim, editor = accepted("wrong_name"), staff("editor")
    update_credit(credit, credited_as="牧原 亮太郎", by=editor, now=now)
    assert (state_of(claim), claim.settled_by, claim.settled_at) == ("settled", editor, now)
    assert (state_of(credit), credit.credited_as) == ("confirmed", "牧原 亮太郎")
    assert Event.objects.filter(entity_uid=claim.uid, action="settled").count() == 1


def test_another_name_does_not_settle_that_it_is_somebody_else(accepted, credit, now):
    claim = accepted("not_mine")
    update_credit(credit, credited_as="牧原 亮太郎", by=None, now=now)
    assert (state_of(claim), state_of(credit)) == ("accepted", "disputed")


def test_another_change_settles_nothing(accepted, credit, now):
    claim = accepted("wrong_name")
    update_credit(credit, position=3, by=None, now=now)
    assert (state_of(claim), state_of(credit)) == ("accepted", "disputed")


def test_a_change_before_the_decision_settles_nothing(opened, credit, now):
    claim = opened("wrong_name")
    update_credit(credit, credited_as="牧原 亮太郎", by=None, now=now)
    assert (state_of(claim), state_of(credit)) == ("open", "disputed")


def test_who_gets_the_credit_has_not_confirmed_it(accepted, credit, now):
    own(credit, now)
    claim = accepted("not_mine")
    other = create_contributor(name="見本 花", by=None, now=now)
    update_credit(credit, contributor=other, by=None, now=now)
    assert (state_of(claim), state_of(credit), credit.credited_as) == ("settled", "confirmed", "見本 花")


def test_who_gets_the_credit_has_not_confirmed_it_when_another_claim_is_declined_later(
    accepted, opened, credit, now
):
    own(credit, now)
    accepted("not_mine")
    late = opened("wrong_name")
    update_credit(credit, contributor=create_contributor(name="見本 花", by=None, now=now), by=None, now=now)
    assert state_of(credit) == "disputed"
    decline(late, now)
    assert state_of(credit) == "confirmed"


def test_a_credit_that_another_gets_is_confirmed_by_the_studio_alone(credit, now):
    own(credit, now)
    update_credit(credit, contributor=create_contributor(name="見本 花", by=None, now=now), by=None, now=now)
    assert state_of(credit) == "confirmed"


def test_removing_the_credit_settles_that_it_is_somebody_elses(accepted, credit, now):
    claim = accepted("not_mine")
    remove_entity(credit, by=None, now=now, reason="It was a namesake's.")
    assert state_of(claim) == "settled"


def test_removing_the_credit_does_not_settle_a_wish(accepted, credit, now):
    claim = accepted("withhold")
    remove_entity(credit, by=None, now=now, reason="Entered twice.")
    assert state_of(claim) == "accepted"


def test_a_missing_person_is_there_once_their_credit_is_confirmed(accepted, production, role, person, now):
    claim = accepted("missing", contributor=person)
    draft = enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    claims.link_credit(claim, credit=draft, by=None, now=now)
    assert state_of(claim) == "accepted"
    confirm_credits([draft], by=None, now=now)
    assert (state_of(claim), claim.credit) == ("settled", draft)


def test_somebody_else_is_not_the_one_who_was_missing(accepted, confirmed, role, person, now):
    claim = accepted("missing", contributor=person)
    other = confirmed(contributor=create_contributor(name="見本 花", by=None, now=now), role=role("layout"))
    with pytest.raises(
        Refusal, match=r"^This credit belongs to somebody other than the person of the claim\.$"
    ):
        claims.link_credit(claim, credit=other, by=None, now=now)


def test_an_approver_closes_a_claim_whose_act_is_unnecessary(accepted, credit, now, staff):
    claim = accepted("not_mine")
    for level in ("viewer", "editor"):
        with pytest.raises(NotAllowed):
            claims.close_claim(claim, reason="It is theirs.", by=staff(level), now=now)
    with pytest.raises(Refusal, match=r"^Say why nothing needs to be done\.$"):
        claims.close_claim(claim, reason=" ", by=None, now=now)
    claims.close_claim(claim, reason="They took it back.", by=staff("approver"), now=now)
    assert (state_of(claim), claim.without_act, state_of(credit)) == (
        "settled",
        "They took it back.",
        "confirmed",
    )
    with pytest.raises(Refusal, match=r"^No action is due on this claim\.$"):
        claims.close_claim(claim, reason="Again.", by=None, now=now)


def test_that_a_credit_is_somebodys_own_does_not_end_a_dispute(opened, accepted, credit, now):
    dispute = opened("wrong_name")
    accepted("mine")
    assert state_of(credit) == "disputed"
    decline(dispute, now)
    assert state_of(credit) == "contributor_confirmed"


def test_nobody_confirms_a_credit_that_names_nobody(opened, confirmed, now):
    claim = opened("mine", credit=confirmed(absence_reason="not_yet_entered"))
    with pytest.raises(
        Refusal, match=r"^This credit names nobody who could confirm it; name the person first\.$"
    ):
        claims.decide_claim(claim, accept=True, decision="So.", by=None, now=now)
    assert state_of(claim) == "open"


# What declining does


def test_a_declined_claim_leaves_what_the_contributor_confirmed(opened, credit, now):
    own(credit, now)
    claim = opened("not_mine")
    assert state_of(credit) == "disputed"
    decline(claim, now)
    assert state_of(credit) == "contributor_confirmed"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_several_claims_the_last_gives_back_the_state_before_the_first(opened, credit, now, order):
    own(credit, now)
    both = [opened("not_mine"), opened("wrong_name", claimant_name="Y")]
    decline(both[order[0]], now)
    assert state_of(credit) == "disputed"
    decline(both[order[1]], now)
    assert state_of(credit) == "contributor_confirmed"


def test_a_declined_claim_does_not_end_one_that_waits_for_its_act(opened, accepted, credit, now):
    accepted("not_mine")
    decline(opened("wrong_name", claimant_name="Y"), now)
    assert state_of(credit) == "disputed"


def test_a_claim_is_decided_once(opened, now):
    claim = opened("not_mine")
    stale = Claim.objects.get(pk=claim.pk)
    decline(claim, now)
    with pytest.raises(Refusal, match=r"^This claim was already decided\.$"):
        claims.decide_claim(stale, accept=True, decision="So.", by=None, now=now)


# What is told


def test_nothing_is_complete_while_a_credit_is_disputed(
    opened, accepted, production, confirmed, person, now, role
):
    for code in ("director", "key_animation"):
        confirmed(contributor=person, role=role(code))
    assert measure_coverage(production=production).is_complete
    claim = opened("not_mine", credit=Credit.objects.get(role__code="director"))
    covered = measure_coverage(production=production)
    assert (covered.is_complete, covered.credits_disputed, covered.open_claims) == (False, 1, 1)
    claims.decide_claim(claim, accept=True, decision="So.", by=None, now=now)
    covered = measure_coverage(production=production)
    assert (covered.is_complete, covered.credits_disputed, covered.open_claims) == (False, 1, 1)
    claims.close_claim(claim, reason="No.", by=None, now=now)
    assert measure_coverage(production=production).is_complete
    accepted("missing")
    assert not measure_coverage(production=production).is_complete
