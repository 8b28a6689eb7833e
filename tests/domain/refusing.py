"""What a verb says when it refuses."""

import pytest

from productions.shared.refusals import Refusal


def refused(call, *args, **values):
    with pytest.raises(Refusal) as refusal:
        call(*args, **values)
    return refusal.value
