"""The topics of `productions`: each imports only those below it, by name and through the hubs, strings of models counted."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

import productions
from tests.topics import TOPICS

ROOT = Path(productions.__file__).parent
PLACES = {module: topic for topic, modules in TOPICS.items() for module in modules.split()}
HEIGHTS = {topic: height for height, topic in enumerate(TOPICS)}
HUBS = ("productions.models", "productions.querysets")
RELATIONS = ("ForeignKey", "ManyToManyField", "OneToOneField", "get_model", "public_names")

DECLARED = {
    (
        "models.record",
        "models.works.Production",
    ),  # an event belongs to a tenant, and every topic writes events
    ("domain.shared_entries", "models.credits.Credit"),  # what carries a shared entry is a credit in the end
}
"""The arrows upward that stay. Nothing is added here: see docs/decisions/0074 for what is done instead."""

ABOVE_ALL = {"apps", "tasks", "task_publisher", "worker_stop", "models.output"}
"""Doors, and where migrations find what has moved: no topics."""


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))


def modules() -> Iterator[str]:
    for folder in ("", "querysets/", "models/", "domain/"):
        for path in (ROOT / folder).glob("*.py"):
            if path.stem != "__init__":
                yield f"{folder}{path.stem}".replace("/", ".")


def home_of(base: str, name: str) -> str:
    """Where a name that is imported is defined, without the package's own name."""
    short = base.removeprefix("productions").removeprefix(".")
    if base in HUBS:
        for node in tree_of(f"{short}.__init__").body:
            if isinstance(node, ast.ImportFrom) and node.module and name in {one.name for one in node.names}:
                return f"{node.module.removeprefix('productions.')}.{name}"
    return f"{short}.{name}" if short else name


def model_home(label: str) -> str | None:
    """Where the model is defined that a string names, as "Model" or "app.Model"; None for what is no model of ours."""
    try:
        model = apps.get_model("productions", label.rpartition(".")[2])
    except LookupError:
        return None
    return f"{model.__module__.removeprefix('productions.')}.{model.__name__}"


def names_of(module: str) -> Iterator[str]:
    """Every name of `productions` that a module imports, for types too, and every model that it names in a string."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("productions"):
            yield from (home_of(node.module or "", one.name) for one in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in RELATIONS:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield from filter(None, [model_home(argument.value)])


def topic_of(name: str) -> str | None:
    """The topic of `folder.module.name`, `folder.module` or `module.name`."""
    while name:
        if name in PLACES:
            return PLACES[name]
        name = name.rpartition(".")[0]
    return None


@pytest.fixture(scope="module")
def upward() -> set[tuple[str, str]]:
    """The module and the name of each import of a higher topic."""
    return {
        (module, name)
        for module, topic in PLACES.items()
        for name in names_of(module)
        if (there := topic_of(name)) is not None and HEIGHTS[there] > HEIGHTS[topic]
    }


def test_every_module_is_of_one_topic():
    listed = [module for modules_of in TOPICS.values() for module in modules_of.split()]
    assert [module for module in PLACES if listed.count(module) > 1] == []
    assert set(listed) ^ (set(modules()) - ABOVE_ALL) == set(), "not in tests/topics.py, or gone"


def test_no_topic_imports_a_higher_one(upward):
    assert upward == DECLARED
