"""The looks as they were when somebody last looked at them: pictures compared with a tolerance for drawing."""

import numpy as np
import pytest

from tests.roll.golden import LOOKS, kept, rendered

MOST = 0.02
"""Of the ink: other versions of the renderer differ by less, a text that is moved by half a pixel by more."""


def difference(found, golden):
    """The share of the golden page's ink that is different."""
    return np.abs(found.astype(int) - golden).sum() / golden.sum(dtype=int)


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_is_what_it_was(name):
    found, golden = rendered(name), kept(name)
    assert found.shape == golden.shape
    assert difference(found, golden) < MOST


def test_a_text_that_is_moved_by_a_pixel_is_seen():
    golden = kept("streaming cards").astype(int)
    moved = golden.copy()
    moved[:, 1:] = (golden[:, 1:] + golden[:, :-1]) // 2  # a pixel of the screen is half of one here
    assert difference(moved, golden) > 5 * MOST
