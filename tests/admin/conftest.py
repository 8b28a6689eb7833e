"""A template of a production, to be changed."""

import pytest

from productions.domain.roll_templates import copy_template
from tests.roll.looks import cards_at_first


@pytest.fixture
def template(production, now):
    return copy_template(cards_at_first(), to=production, name="Ours", by=None, now=now)
