"""What claims are about, and a wish not to be named."""

from datetime import timedelta

import pytest

from productions.cast.services.characters import (
    create_character,
)
from productions.claims.services import claims
from productions.models import Role
from productions.withholding.services.withholding import record_wish


@pytest.fixture
def credit(confirmed, person):
    return confirmed(contributor=person)


@pytest.fixture
def opened(production, credit, now):
    """A claim about the credit, by somebody."""

    def make(kind, **values):
        values = {
            "credit": None if kind == "missing" else credit,
            "claimant_name": "X",
            "message": "x",
            **values,
        }
        return claims.open_claim(production, kind=kind, by=None, now=now, **values)

    return make


@pytest.fixture
def wish(production, person, now):
    """Records the person's wish."""

    def record(**values):
        common = {
            "production": production,
            "statement": "Leave me out.",
            "stated_on": now.date(),
            "by": None,
            "now": now,
        }
        return record_wish(person, **common | values)

    return record


@pytest.fixture
def later(now):
    return now + timedelta(hours=1)


@pytest.fixture
def voice():
    return Role.objects.get(code="voice")


@pytest.fixture
def hero(production, now):
    return create_character(production, name="結城ハルカ", name_en="Haruka Yuki", by=None, now=now)


@pytest.fixture
def credited(production, person, confirmed):
    """The production with one confirmed credit."""
    confirmed(contributor=person)
    return production
