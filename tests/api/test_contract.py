"""The OpenAPI document is true: whatever is asked, the answer is one that it describes, and never a 5xx."""

import json
import os
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
import schemathesis
from django.core.management import call_command
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS as ALL_CHECKS
from schemathesis.checks import load_all_checks

from api.resources.examples import PARAMETERS
from productions.accounts.services.tokens import issue_token
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.ai_uses import record_ai_use
from productions.releases.services.releases import issue_release

load_all_checks()
LEFT_OUT = {"positive_data_acceptance"}
"""A schema has no words for what else a request needs: a cursor of this list, a uid that is there, a reason, a name that is nobody's.
Such requests get a 400 or 422 with the reason; `api/resources/examples.py` has those that are accepted."""
CHECKS = [check for check in ALL_CHECKS.get_all() if check.__name__ not in LEFT_OUT]
TOO_LONG = ["413", "414"]
"""Refusals of what is too long, which schemathesis does not count as refusals."""

ENDS_THE_TOKEN = "DELETE /api/v1/tokens/current/"
"""After it all later questions would be a stranger's; tests/api/writes asks it."""

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "2"))
"""Questions to each address and mode; CI asks more."""

LEAST = int(os.environ.get("CONTRACT_LEAST", "400"))
"""Questions that all four runs together ask at the least."""


MAX_QUERY_BYTES = 60_000
"""Python's server of the tests takes a line of 65,536 bytes; gunicorn.conf.py has a lower limit."""


def gives_values(case):
    """Whether no parameter is empty: that is one that was not sent (docs/api-reference.md), whatever its schema says."""
    return "" not in (case.query or {}).values()


def fits_request_line(case):
    """Whether the question is short enough to reach the site: the web server answers longer ones itself."""
    return len(urlencode(case.query or {}, doseq=True)) < MAX_QUERY_BYTES


@pytest.fixture
def there(unlocked, production, person, confirmed, role, now):
    """A site that has one entry of everything: its key by the first word of its address."""
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    credit = confirmed(contributor=person, cut=cut, role=role("layout"))
    use = record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip
    release = issue_release(production, by=None, now=now)
    return {
        "productions": production.uid, "episodes": episode.uid, "cuts": cut.uid, "contributors": person.uid,
        "credits": credit.uid, "ai-systems": system.uid, "ai-uses": use.uid, "releases": release.uid,
        "roles": "layout", "departments": "direction", "vocab": "oversight",
    }  # fmt: skip


@pytest.fixture
def document(live_server, there):
    """The site's own document."""
    made = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/schema/?format=json")
    # Else tokens are made up for those who have none, and every answer is a 401.
    made.config.generation.update(with_security_parameters=False)
    refusals = made.config.checks.negative_data_rejection
    refusals.expected_statuses = [*refusals.expected_statuses, *TOO_LONG]
    return made


def ask_for_what_is_there(document, there):
    """Let most questions be about an entry that is there, with parameters that mean something."""

    @document.hook
    def flatmap_path_parameters(context, path_parameters):
        kind = context.operation.path.split("/")[3]
        if not path_parameters or kind not in there:
            return st.just(path_parameters)
        real = dict.fromkeys(path_parameters, str(there[kind]))
        return st.sampled_from([real, real, path_parameters])

    @document.hook
    def flatmap_query(context, query):
        known = [each.name for each in context.operation.query if each.name in PARAMETERS]
        if not known or context.operation.method != "get":
            return st.just(query)
        some = st.lists(st.sampled_from(known), unique=True, max_size=3)
        return st.one_of(some.map(lambda names: {name: PARAMETERS[name] for name in names}), st.just(query))


@pytest.fixture
def token(production, django_user_model):
    """Of an account that may do everything, so that nothing is refused before it is looked at."""
    boss = django_user_model.objects.create_superuser("boss", password="a long password")
    now = timezone.now()
    ends = now + timedelta(days=1)
    return issue_token(user=boss, name="contract", scope="write", expiry=ends, by=None, now=now).secret


@pytest.mark.parametrize("signed_in", [False, True], ids=["anybody", "signed in"])
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.walk
def test_every_answer_is_documented(document, there, mode, signed_in, token, record_property):
    headers = {"Authorization": f"Bearer {token}"} if signed_in else {}
    statuses = Counter()
    good = mode is GenerationMode.POSITIVE
    if good:
        ask_for_what_is_there(document, there)
    for found in document.get_all_operations():
        operation = found.ok()
        if operation.label == ENDS_THE_TOKEN:
            continue

        # The schema is this site's own, so one fixture serves all examples.
        @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(
            case=operation.as_strategy(generation_mode=mode).filter(gives_values).filter(fits_request_line)
        )
        def ask(case):
            statuses[case.call_and_validate(checks=CHECKS, headers=headers).status_code] += 1

        with suppress(Unsatisfiable):  # a path of any text has no bad form
            ask()
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    record_property(
        "counted", f"{statuses.total():,} questions, {mode.value}, signed in: {signed_in}: {answers}"
    )
    assert statuses.total() >= LEAST / 4
    # Good questions to what is there get answers, but where one has to sign in; a run that is only refused would prove nothing.
    assert not good or statuses[200] >= (statuses.total() - statuses[401]) / 5


def test_the_committed_document_is_this_one(settings):
    """A change of the API shows in the review as a change of this file; `make schema` writes it."""
    committed = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())
    made = json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))
    assert made == committed, "The API has changed: run `make schema` and look at the difference."


@pytest.mark.slow
def test_the_document_is_made_without_a_warning():
    call_command("spectacular", fail_on_warn=True, stdout=StringIO())
