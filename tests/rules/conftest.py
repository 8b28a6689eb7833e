"""An AI system, and a generative use of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from productions.accounts.services.tokens import issue_token
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import create_production
from productions.people.services.contributors import add_name
from productions.people.services.private_details import add_private_details
from productions.proposals.services.proposals import create_proposal
from productions.shared.refusals import ProposalNeeded
from tests.rows import all_rows, changed_rows
from tests.rules.planted_details import EMAIL, LEGAL, LEGAL_KANA, NOTE

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


@pytest.fixture
def mine(account, production):
    """An approver of production A."""
    return account("mine", production)


@pytest.fixture
def others(account, theirs):
    """An approver of production B."""
    return account("others", theirs)


@pytest.fixture
def shared(theirs, person, credit_in):
    """A person with a confirmed credit in B."""
    credit_in(theirs, contributor=person)
    return person


@pytest.fixture
def waits(now):
    """That an act changes nothing, and becomes a proposal that waits."""

    def ask(act, *args, by, **values):
        before = all_rows()
        with pytest.raises(ProposalNeeded) as needed:
            act(*args, by=by, now=now, **values)
        assert changed_rows(before, all_rows()) == {}
        return create_proposal(needed.value, by=by, now=now)

    return ask


@pytest.fixture
def other(db, now):
    """Another production, a public one."""
    return create_production(title="別の町", kind="film", year=2025, visibility="public", by=None, now=now)


@pytest.fixture
def kept(production, person, now):
    """What the production keeps of the person."""
    for text, script in ((LEGAL, "native"), (LEGAL_KANA, "kana")):
        add_name(person, text=text, script=script, kind="legal", production=production, by=None, now=now)
    return add_private_details(person, production=production, email=EMAIL, note=NOTE, by=None, now=now)
