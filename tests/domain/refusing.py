"""What a verb says when it refuses."""

import pytest

from productions.shared.refusals import Refusal


def refused(call, *args, **values):
    with pytest.raises(Refusal) as refusal:
        call(*args, **values)
    return refusal.value


def refused_to_operator(verb, *args, **values):
    """What a verb says when it refuses the operator."""
    return refused(verb, *args, by=None, **values)
