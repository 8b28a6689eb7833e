"""The code's words: a function says what it does, and a name means one thing. The lists only shrink."""

import pytest

from tests.rules.house import (
    FIELD_PAGE,
    ROOT,
    find_circles,
    find_error_families,
    find_homonyms,
    find_long_functions,
    find_one_word_names,
    list_classes,
    list_field_files,
    list_functions,
    list_modules,
    read_imports,
)

HOMONYMS = {
    # Each a part of the interface of writers, which `writers/__init__` calls by name.
    "build_encoding": ["as_dnxhr", "as_prores422hq", "as_prores4444"],
    "require_supported_reel": ["as_edl", "as_fcp7"],
}
MAX_FIELD_FILES = 5
"""The column's model, the API's resource, the form, the row of the sheet, and one list of the tests."""
MAX_ERROR_FAMILIES = 16
"""Exceptions that derive from none of ours: a number that only shrinks."""
MAX_LONG_FUNCTIONS = 11
"""Functions of more than 40 lines, docstrings counted: a number that only shrinks."""
MAX_ONE_WORD_SHARE = 0.13
"""Of all functions and methods whose names no framework dictates."""


@pytest.fixture(scope="module")
def functions():
    return list_functions(ROOT)


def test_no_name_means_two_things(functions):
    found = {
        name: [path.rpartition("/")[2].removesuffix(".py") for path in paths]
        for name, paths in find_homonyms(functions).items()
    }
    assert found == HOMONYMS


def test_no_class_has_the_name_of_another():
    assert find_homonyms(list_classes(ROOT)) == {}


def test_exceptions_are_of_few_families():
    errors, families = find_error_families(ROOT)
    assert {"Refusal", "NotAllowed", "PreconditionFailed", "TimecodeError"} <= set(errors)
    assert sum(map(len, families.values())) <= MAX_ERROR_FAMILIES


def test_few_functions_are_long(functions):
    assert len(find_long_functions(functions)) <= MAX_LONG_FUNCTIONS


def test_functions_say_what_they_do(functions):
    assert len(find_one_word_names(functions)) < MAX_ONE_WORD_SHARE * len(functions)


def test_a_field_of_a_credit_touches_few_files():
    """docs/howto/add-a-field.md names them, and tests/docs/test_howto.py adds the field by it."""
    assert 3 < len(list_field_files((ROOT / FIELD_PAGE).read_text())) <= MAX_FIELD_FILES


def test_no_module_is_longer_than_300_lines():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in list_modules(ROOT)
        if len(path.read_text().splitlines()) > 300
    }
    assert found == set()


def test_a_circle_is_found():
    imports = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}
    assert find_circles(imports) == [{"b", "c"}]


@pytest.mark.parametrize("package", ["api", "registry"])
def test_no_modules_import_one_another(package):
    assert find_circles(read_imports(package)) == []
