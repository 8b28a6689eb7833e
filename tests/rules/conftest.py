"""An AI system, and a generative use of it."""

import pytest

from productions.domain.ai_uses import register_ai_system

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
