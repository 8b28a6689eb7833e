"""An AI system, and a generative use of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from productions.domain.ai_systems import register_ai_system
from productions.domain.tokens import issue_token

GENERATIVE = {
    "task": "generation",
    "source_type": "compositeWithTrainedAlgorithmicMedia",
    "oversight": "prompt_guided",
    "extent": "partial",
}


@pytest.fixture
def system(db, now):
    return register_ai_system(name="Reiga Paint", vendor="Kaku Labs", by=None, now=now)


@pytest.fixture
def boss(db, django_user_model):
    """Whoever may do everything."""
    return django_user_model.objects.create_superuser("boss", password="a long password")


@pytest.fixture
def api_of(client):
    """Asks the API by a token of an account: GET, or with a body POST."""

    def tool(user, *, write=False):
        ends = timezone.now() + timedelta(days=1)
        made = issue_token(
            user=user,
            name="tool",
            scope="write" if write else "read",
            expiry=ends,
            by=None,
            now=timezone.now(),
        )
        headers = {"authorization": f"Bearer {made.secret}"}

        def ask(address, body=None):
            if body is None:
                return client.get(address, headers=headers)
            return client.post(address, body, content_type="application/json", headers=headers)

        return ask

    return tool
