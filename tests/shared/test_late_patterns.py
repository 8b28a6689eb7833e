"""A pattern that is compiled at its first use does what a compiled one does."""

import re
from copy import deepcopy

import pytest

from productions.shared.late_patterns import compile_late


def test_a_late_pattern_is_compiled_once_when_it_is_first_used():
    pattern = compile_late(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert "compiled" not in vars(pattern)
    assert pattern.fullmatch("Cut")["word"] == "Cut"
    compiled = vars(pattern)["compiled"]
    assert (pattern.sub("-", "a1b"), pattern.pattern, pattern.groupindex) == (
        "-1-", compiled.pattern, {"word": 1},
    )  # fmt: skip
    assert vars(pattern)["compiled"] is compiled


def test_bytes_and_copies_work_as_well():
    assert compile_late(rb"[\x80-\xff]+").findall(b"a\x80\xffb") == [b"\x80\xff"]
    assert deepcopy(compile_late("a+")).match("aab").end() == 2


def test_what_is_no_pattern_says_so_when_it_is_used():
    pattern = compile_late("(")
    with pytest.raises(re.error):
        pattern.match("a")
