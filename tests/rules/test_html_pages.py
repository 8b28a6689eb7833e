"""Tests ask pages by the parser of tests/html_pages.py: no test searches the HTML of an answer as a string."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
READER = TESTS / "html_pages.py"
OF_DJANGO = ("assertContains", "assertNotContains", "assertInHTML")
"""What searches an answer's bytes."""


def find_breaches(source: str) -> Iterator[str]:
    """The pieces of a test module that look for something in an answer without reading it."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        parent = parents.get(node)
        if is_content(node):
            called = ast.unparse(parent).endswith(".content.decode") if parent else False
            if called or (isinstance(parent, ast.Compare) and isinstance(parent.ops[0], ast.In | ast.NotIn)):
                yield ast.unparse(parents[parent] if called else parent)
        elif isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node).split(".")[-1] in OF_DJANGO:
            yield ast.unparse(node)
        elif is_call(node, "read_markup") and not (
            isinstance(parent, ast.Compare) and [type(each) for each in parent.ops] == [ast.NotIn]
        ):
            yield ast.unparse(parent or node)


def is_content(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "content"


def is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def test_pages_are_read_by_the_parser():
    found = {
        path.relative_to(TESTS).as_posix(): breaches
        for path in sorted(TESTS.rglob("*.py"))
        if path != READER
        and "node_modules" not in path.parts
        and (breaches := list(find_breaches(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "assert 'x' in client.get(page).content.decode()",
        "shown = answer.content.decode('utf-8')",
        "assert b'x' not in answer.content",
        "self.assertContains(answer, 'x')",
        "assert 'x' in read_markup(answer)",
        "markup = read_markup(answer)",
    ],
)
def test_a_search_in_the_string_is_found(source):
    assert len(list(find_breaches(source))) == 1


def test_a_page_that_is_read_is_no_breach():
    source = (
        "assert 'x' in read_page_text(answer)\nassert 'x' not in read_markup(answer)\nanswer.content == b''"
    )
    assert list(find_breaches(source)) == []
