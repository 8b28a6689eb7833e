"""What makers and people say about the use of their work for AI: nothing until somebody says it, and people's own words alone (H5, H14)."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from productions.catalogue.services.productions import create_production, update_production
from productions.ledger.services.ledger import read_newest_number
from productions.models import Contributor, Event, Evidence, Production
from productions.releases.services.releases import issue_release
from productions.removals.services.merging import merge_contributors
from productions.removals.services.undo import undo_merge
from productions.rollkit.document.training_terms import TrainingTerm
from productions.rollkit.document.unsealing import read_document
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.training_statements import record_training_statement
from productions.withholding.services.withholding import record_wish
from tests.api.asking import get
from tests.html_pages import read_markup
from tests.rows import all_rows, changed_rows

NO = {"entry": "cawg.ai_generative_training", "use": "notAllowed", "constraint_info": ""}
MINING = {"entry": "cawg.data_mining", "use": "constrained", "constraint_info": "Research only."}
SECRET = "Please, not for machines; my number is 0120."


@pytest.fixture
def state(person, now):
    """The person's statement."""

    def record(**values):
        common = {
            "training_mining": [NO],
            "statement": SECRET,
            "stated_on": localdate(now),
            "by": None,
            "now": now,
        }
        return record_training_statement(person, **common | values)

    return record


def test_nobody_allows_or_forbids_anything_by_silence(client, production, person, confirmed):
    confirmed(contributor=person)
    assert get(client, f"productions/{production.uid}/").json()["training_mining"] == []
    assert get(client, f"contributors/{person.uid}/").json()["training_mining"] == []


def test_editors_say_it_of_the_production_in_one_event(client, production, staff, now):
    update_production(production, by=staff("editor"), now=now, training_mining=[NO, MINING])
    event = Event.objects.latest("pk")
    assert event.changes == {"training_mining": [None, [MINING, NO]]}  # in the order of the vocabulary
    assert get(client, f"productions/{production.uid}/").json()["training_mining"] == [MINING, NO]
    read_newest_number()
    last = Event.objects.get(pk=event.pk).seq
    (told,) = get(client, f"changes/?after={last - 1}&limit=1").json()["results"]
    assert (told["entity"], told["fields"]) == ("production", ["training_mining"])
    with pytest.raises(NotAllowed):
        update_production(production, by=staff("viewer", "v"), now=now, training_mining=[])
    update_production(production, by=None, now=now, training_mining=[])
    assert Production.objects.filter(training_mining__isnull=True).get() == production


def test_a_new_production_may_say_it_and_events_of_others_do_not_mention_it(db, now):
    with_it = create_production(title="甲", kind="film", training_mining=[NO], by=None, now=now)
    without = create_production(title="乙", kind="film", by=None, now=now)
    born = {event.entity_uid: event.changes for event in Event.objects.filter(action="created")}
    assert born[with_it.uid]["training_mining"] == [None, [NO]]
    assert "training_mining" not in born[without.uid]


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([{"entry": "cawg.dreaming", "use": "allowed"}], "“cawg.dreaming: allowed” is not known here."),
        ([{**NO, "use": "never"}], "“cawg.ai_generative_training: never” is not known here."),
        ([NO, {**NO, "use": "allowed"}], "“training of generative AI models” is there twice; say once what holds."),
        (
            [{**NO, "constraint_info": "with my name"}],
            "“training of generative AI models”: only what is allowed under conditions has a condition.",
        ),
        (
            [{**MINING, "use": ""}],
            "A condition alone says nothing; choose “allowed under conditions” too.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused(production, state, now, entries, sentence):
    for act in (
        lambda: update_production(production, by=None, now=now, training_mining=entries),
        lambda: state(training_mining=entries),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.fields == {"training_mining": [sentence]}
    assert not Evidence.objects.exists()


def test_a_person_says_it_and_the_statement_is_private_evidence(client, person, confirmed, state):
    confirmed(contributor=person)
    state()
    evidence = Evidence.objects.get()
    assert (evidence.stated_by, evidence.text, evidence.kind) == (person, SECRET, "self_claim")
    shown = get(client, f"contributors/{person.uid}/")
    assert shown.json()["training_mining"] == [NO]
    read_newest_number()
    for answer in (shown, get(client, "contributors.csv"), get(client, "changes/?after=0&limit=500")):
        assert SECRET not in read_markup(answer)
    assert SECRET not in str([event.changes | event.personal for event in Event.objects.all()])
    state(training_mining=[])
    assert get(client, f"contributors/{person.uid}/").json()["training_mining"] == []


def test_a_statement_is_of_a_person_with_words_of_the_past(state, company, now):
    with pytest.raises(Refusal) as refused:
        state(stated_on=localdate(now) + timedelta(days=1))
    assert refused.value.fields == {"stated_on": ["The statement's date is in the future."]}
    with pytest.raises(Refusal) as refused:
        state(statement=" ")
    assert refused.value.fields == {"statement": ["Say what the person said."]}
    with pytest.raises(Refusal) as refused:
        record_training_statement(
            company, training_mining=[NO], statement="x", stated_on=localdate(now), by=None, now=now
        )
    assert refused.value.rule == "H5"


def test_approvers_of_all_that_credit_the_person_record_it_or_a_registrar(
    state, staff, shared, mine, others, account
):
    strangers = (mine, staff("editor", "e"), account("nobody"))
    before = all_rows()
    for nobody in strangers:
        with pytest.raises(NotAllowed):
            state(by=nobody)
    assert changed_rows(before, all_rows()) == {}
    assert state(by=others).training_mining == [NO]
    state(by=account("registrar", registrar=True), training_mining=[])


def test_who_withholds_their_name_shows_no_statement(client, production, person, confirmed, state, now):
    confirmed(contributor=person)
    state()
    record_wish(person, production=production, statement="x", stated_on=localdate(now), by=None, now=now)
    get(client, f"contributors/{person.uid}/", status=404)
    read_newest_number()
    for address in ("contributors/", "credits/", "contributors.ndjson"):
        assert "notAllowed" not in read_markup(get(client, address))


def test_a_merge_loses_no_statement(state, person, double, now):
    state()
    with pytest.raises(Refusal) as refused:
        merge_contributors(person, into=double, by=None, now=now, reason="the same")
    assert refused.value.rule == "H5"
    merge_contributors(double, into=person, by=None, now=now, reason="the same")
    assert Contributor.objects.get(pk=person.pk).training_mining == [NO]
    undo_merge(Contributor.objects.get(pk=double.pk), by=None, now=now, reason="two")
    assert Contributor.objects.get(pk=double.pk).training_mining is None


def test_an_issue_freezes_what_was_said_and_silence_adds_nothing(production, person, confirmed, now):
    confirmed(contributor=person)
    silent = issue_release(production, by=None, now=now)
    assert "training_mining" not in silent.document
    update_production(production, by=None, now=now, training_mining=[NO, MINING])
    later = issue_release(production, by=None, now=now + timedelta(days=1))
    assert read_document(later.document.encode()).work.training_mining == (
        TrainingTerm("cawg.data_mining", "constrained", "Research only."),
        TrainingTerm("cawg.ai_generative_training", "notAllowed", ""),
    )
    assert read_document(silent.document.encode()).work.training_mining == ()
