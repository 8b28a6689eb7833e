"""An episode with cuts."""

import pytest

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode


@pytest.fixture
def episode(production, now):
    return add_episode(production, number="1", by=None, now=now)


@pytest.fixture
def cuts(production, episode, now):
    """C001 to C012."""
    numbers = [{"number": f"C{number:03}"} for number in range(1, 13)]
    return add_cuts(production, numbers, episode=episode, by=None, now=now)
