"""What is disclosed of AI systems: silence asserts nothing, and what was said at which time stays public (H14, H15)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from productions.ai.services.ai_systems import register_ai_system, update_ai_system
from productions.ai.services.disclosures import list_disclosures
from productions.credits.services.ai_uses import record_ai_use
from productions.ledger.services.ledger import read_newest_number
from productions.models import AISystem, Event
from productions.proposals.services.proposals import accept_proposal
from productions.shared.ai_choices import AISystemKind, TrainingSource
from productions.shared.refusals import Refusal
from tests.api.asking import get, uids
from tests.rules.conftest import GENERATIVE as USE

PAGE = "https://kaku.example/training"
TOLD = {
    "kind": "c2pa.types.generator",
    "model_identifier": "pkg:huggingface/kaku/reiga@2",
    "hosting": "vendor_cloud",
    "training_sources": ["scraped", "licensed"],
    "training_data": "Images from the web, and two libraries under contract.",
    "statement_url": PAGE,
    "code_of_conduct": "explains",
    "code_of_conduct_url": "https://kaku.example/code",
}


@pytest.fixture
def days(now):
    """Both days on which the pages of `TOLD` were read."""
    return {"statement_read_on": localdate(now), "code_of_conduct_read_on": localdate(now)}


@pytest.fixture
def public(system, person, confirmed, now):
    """A system that a public credit used, and that nobody saw before."""
    read_newest_number()
    record_ai_use(confirmed(contributor=person), ai_system=system, **USE, by=None, now=now)
    read_newest_number()
    return system


def show(client, system):
    return get(client, f"ai-systems/{system.uid}/").json()


def versions(client, system):
    return get(client, f"ai-systems/{system.uid}/disclosures/").json()


def test_nothing_is_disclosed_of_a_new_system(client, public):
    shown = show(client, public)
    for name in (
        "kind",
        "hosting",
        "statement_url",
        "statement_read_on",
        "code_of_conduct",
        "code_of_conduct_read_on",
    ):
        assert shown[name] is None, name
    assert shown["training_sources"] == []
    assert (shown["model_identifier"], shown["training_data"]) == ("", "")
    (version,) = versions(client, public)
    assert version["since"] is None
    assert {name: version[name] for name in version if name != "since"}.items() <= shown.items()


def test_what_is_disclosed_is_shown_and_found(client, public, days, now):
    update_ai_system(public, by=None, now=now, **TOLD, **days)
    shown = show(client, public)
    assert shown["training_sources"] == ["licensed", "scraped"]  # in the order of their list
    assert {name: shown[name] for name in TOLD if name != "training_sources"}.items() <= TOLD.items()
    assert shown["statement_read_on"] == "2026-05-01"
    for found in (
        "training_sources=scraped", "training_sources=own,licensed", "hosting=vendor_cloud", "code_of_conduct=explains",
        "kind=c2pa.types.generator", "training_sources=licensed,scraped&hosting=vendor_cloud,local",
    ):  # fmt: skip
        assert uids(client, f"ai-systems/?{found}") == [str(public.uid)], found
    for missed in (
        "training_sources=own",
        "training_sources=undisclosed",
        "hosting=local",
        "code_of_conduct=silent",
    ):
        assert uids(client, f"ai-systems/?{missed}") == [], missed
    get(client, "ai-systems/?training_sources=stolen", status=400)


def test_no_code_of_training_data_is_a_part_of_another():
    """The filter looks for the code in the text of the column."""
    codes = TrainingSource.values
    assert [(one, other) for one in codes for other in codes if one != other and one in other] == []
    assert len(" ".join(codes)) <= AISystem._meta.get_field("training_sources").max_length


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"training_sources": ["undisclosed", "own"]}, "training_sources", "“Not disclosed” cannot be combined with another answer."),
        (
            {"training_sources": ["stolen"]}, "training_sources",
            "“stolen” is not known here; known are own, licensed, opt_in, public_domain, scraped, undisclosed.",
        ),
        ({"statement_url": "ftp://kaku.example/data"}, "statement_url", "Enter a valid URL."),
        ({"code_of_conduct": "silent", "code_of_conduct_url": "ftp://kaku.example/code"}, "code_of_conduct_url", "Enter a valid URL."),
        ({"kind": "c2pa.types.oracle"}, "kind", "Value 'c2pa.types.oracle' is not a valid choice."),
    ],
)  # fmt: skip
def test_what_is_no_disclosure_is_refused(system, now, values, field, sentence):
    with pytest.raises(Refusal) as refused:
        update_ai_system(system, by=None, now=now, **values)
    assert refused.value.fields == {field: [sentence]}
    with pytest.raises(Refusal):
        register_ai_system(name="Other", vendor="Kaku", by=None, now=now, **values)


def test_a_day_is_not_in_the_future_by_the_sites_clock(system, now):
    tomorrow = localdate(now) + timedelta(days=1)
    for values in (
        {"statement_url": PAGE, "statement_read_on": tomorrow},
        {"code_of_conduct": "silent", "code_of_conduct_read_on": tomorrow},
    ):
        with pytest.raises(Refusal) as refused:
            update_ai_system(system, by=None, now=now, **values)
        assert list(refused.value.fields.values()) == [["This day is in the future."]]
    update_ai_system(
        system,
        by=None,
        now=now + timedelta(days=1),
        code_of_conduct="silent",
        code_of_conduct_read_on=tomorrow,
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"statement_read_on": "2026-04-01"}, "The day on which a statement was read needs the page that was read."),
        ({"code_of_conduct_url": PAGE}, "Enter the maker's answer to the code; a page or a day alone is no answer."),
        ({"code_of_conduct_read_on": "2026-04-01"}, "Enter the maker's answer to the code; a page or a day alone is no answer."),
    ],
)  # fmt: skip
def test_a_day_or_page_without_its_answer_is_refused(system, now, values, sentence):
    with pytest.raises(Refusal) as refused:
        update_ai_system(system, by=None, now=now, **values)
    assert refused.value.reasons == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        AISystem.objects.filter(pk=system.pk).update(**values)


def test_the_database_keeps_undisclosed_alone(system):
    with pytest.raises(IntegrityError), transaction.atomic():
        AISystem.objects.filter(pk=system.pk).update(training_sources="own undisclosed")


def test_a_change_is_one_event_with_old_and_new_and_a_version(client, public, days, now):
    update_ai_system(public, by=None, now=now, **TOLD, **days)
    count = Event.objects.count()
    later = now + timedelta(days=3)
    update_ai_system(
        public, by=None, now=later, reason="They answered.", training_sources=["undisclosed"], hosting=""
    )
    event = Event.objects.latest("pk")
    assert Event.objects.count() == count + 1
    assert event.changes == {
        "training_sources": ["licensed scraped", "undisclosed"], "hosting": ["vendor_cloud", ""],
    }  # fmt: skip
    newest, told, first = versions(client, public)
    assert [newest["since"], told["since"], first["since"]] == [
        "2026-05-04T12:00:00Z",
        "2026-05-01T12:00:00Z",
        None,
    ]
    assert (newest["training_sources"], newest["hosting"]) == (["undisclosed"], None)
    assert (told["training_sources"], told["hosting"]) == (["licensed", "scraped"], "vendor_cloud")
    assert told["statement_read_on"] == newest["statement_read_on"] == "2026-05-01"
    assert (first["training_sources"], first["kind"], first["statement_url"]) == ([], None, None)
    assert "They answered." not in str([newest, told, first])
    update_ai_system(public, by=None, now=later, vendor="Kaku Laboratories")  # nothing that is disclosed
    assert len(versions(client, public)) == 3


def test_what_was_said_in_private_is_no_version(client, system, person, confirmed, now):
    for day, source in enumerate(("own", "licensed")):
        update_ai_system(system, by=None, now=now + timedelta(days=day), training_sources=[source])
    read_newest_number()
    get(client, f"ai-systems/{system.uid}/disclosures/", status=404)
    record_ai_use(confirmed(contributor=person), ai_system=system, **USE, by=None, now=now)
    (version,) = versions(client, system)
    assert (version["since"], version["training_sources"]) == (None, ["licensed"])
    update_ai_system(system, by=None, now=now + timedelta(days=5), training_sources=["scraped"])
    assert [each["training_sources"] for each in versions(client, system)] == [["scraped"], ["licensed"]]


def test_members_read_what_is_theirs_alone(api_of, mine, production, client, now):
    system = register_ai_system(
        name="Inner", vendor="Kaku", production=production, hosting="local", by=None, now=now
    )
    address = f"/api/v1/ai-systems/{system.uid}/disclosures/"
    assert client.get(address).status_code == 404
    (version,) = api_of(mine)(address).json()
    assert (version["since"], version["hosting"]) == (None, "local")


def test_others_propose_what_is_disclosed(
    system, shared, credit_in, theirs, person, waits, mine, others, now
):
    record_ai_use(
        credit_in(theirs, "director", contributor=person), ai_system=system, **USE, by=None, now=now
    )
    values = {"training_sources": ["own"], "statement_url": PAGE, "statement_read_on": localdate(now)}
    proposal = waits(update_ai_system, system, by=mine, **values)
    accept_proposal(proposal, by=others, now=now)
    system.refresh_from_db()
    assert (system.training_sources, system.statement_read_on) == ("own", localdate(now))


def test_a_known_model_type_is_the_kind_and_other_words_stay(system, now):
    update_ai_system(system, by=None, now=now, model_type="diffusion model")
    assert (system.kind, system.model_type) == ("", "diffusion model")
    update_ai_system(system, by=None, now=now, model_type="c2pa.types.model.onnx")
    assert (system.kind, system.model_type) == ("c2pa.types.model.onnx", "c2pa.types.model.onnx")
    update_ai_system(system, by=None, now=now, kind="undisclosed", model_type="c2pa.types.model")
    assert system.kind == "undisclosed"
    assert all(code.startswith("c2pa.types.") for code in AISystemKind.values if code != "undisclosed")


def test_any_number_of_versions_costs_the_same_queries(public, now):
    def count():
        read_newest_number()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = list_disclosures(public)
        return len(found), len(asked)

    one = count()
    for day in range(30):
        update_ai_system(public, by=None, now=now + timedelta(days=day), model_identifier=f"version {day}")
    many = count()
    assert (one[0], many[0]) == (1, 31)
    assert one[1] == many[1]
