"""Whoever may do everything, and a template of a production, to be changed."""

import pytest

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.models import User
from productions.roll_templates.services import copy_template
from tests.roll.looks import cards_at_first


@pytest.fixture
def template(production, now):
    return copy_template(cards_at_first(), to=production, name="Ours", by=None, now=now)


@pytest.fixture
def boss(client, db):
    user = User.objects.create_superuser("boss", password="a long password")
    client.force_login(user)
    return user


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="3", by=None, now=now)


@pytest.fixture
def cuts(production, episode, now):
    return add_cuts(
        production, [{"number": f"{n:03}"} for n in range(1, 5)], episode=episode, by=None, now=now
    )


@pytest.fixture
def editor(client, staff):
    user = staff("editor")
    client.force_login(user)
    return user
