"""The OpenAPI document is true: whatever is asked, the answer is one that it describes, and never a 5xx."""

import json
import os
from datetime import timedelta

import pytest
import schemathesis
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from productions.domain.ai_uses import record_ai_use, register_ai_system
from productions.domain.cuts import add_cuts
from productions.domain.productions import add_episode
from productions.domain.releases import issue_release
from productions.domain.tokens import issue_token

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "3"))
"""Questions to each address and mode; CI asks more."""


@pytest.fixture
def document(live_server, unlocked, production, person, confirmed, role, now):
    """The document of a site that has one entry of everything."""
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    episode = add_episode(production, number="1", by=None, now=now)
    (cut,) = add_cuts(production, [{"number": "1"}], episode=episode, by=None, now=now)
    credit = confirmed(contributor=person, cut=cut, role=role("layout"))
    record_ai_use(
        credit, ai_system=system, task="layout", source_type="algorithmicMedia", oversight="human_validated",
        validated_by=person, validated_at=now, extent="assist", by=None, now=now,
    )  # fmt: skip
    issue_release(production, by=None, now=now)
    return schemathesis.openapi.from_url(f"{live_server.url}/api/v1/schema/?format=json")


@pytest.fixture
def token(production, django_user_model):
    """Of an account that may do everything, so that nothing is refused before it is looked at."""
    boss = django_user_model.objects.create_superuser("boss", password="a long password")
    now = timezone.now()
    ends = now + timedelta(days=1)
    return issue_token(user=boss, name="contract", scope="write", expiry=ends, by=None, now=now).secret


@pytest.mark.parametrize("signed_in", [False, True], ids=["anybody", "signed in"])
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_documented(document, mode, signed_in, token):
    headers = {"Authorization": f"Bearer {token}"} if signed_in else {}
    asked = 0
    for operation in document.get_all_operations():
        # The schema is this site's own, so one fixture serves all examples.
        @settings(
            max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.ok().as_strategy(generation_mode=mode))
        def ask(case):
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS, headers=headers)

        ask()
    print(f"{asked:,} questions asked")
    assert asked > EXAMPLES


def test_the_committed_document_is_this_one(settings):
    """A change of the API shows in the review as a change of this file; `make schema` writes it."""
    committed = json.loads((settings.BASE_DIR / "docs" / "openapi.json").read_text())
    made = json.loads(json.dumps(SchemaGenerator().get_schema(request=None, public=True)))
    assert made == committed, "The API has changed: run `make schema` and look at the difference."
