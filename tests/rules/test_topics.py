"""Models that `productions` names in strings, which import-linter does not see: of its own topic or of one below it.

The order of the topics is that of the import contract in pyproject.toml; docs/decisions/0074 says why.
"""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

import productions

ROOT = Path(productions.__file__).parent
CONTRACT = "Inside productions each topic imports only from those below it"
RELATIONS = ("ForeignKey", "ManyToManyField", "OneToOneField", "get_model", "public_names")
DECLARED = {
    ("ledger.models", "catalogue.Production"),  # an event belongs to a tenant, and every topic writes events
    (
        "shared_entries.services.shared_entries",
        "credits.Credit",
    ),  # what carries a shared entry is a credit in the end
}
"""The arrows upward that stay. Nothing is added here: see docs/decisions/0074 for what is done instead."""


def list_topics() -> list[str]:
    """The topics from the highest down: what has a folder in the contract's layers."""
    settings = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))
    (layers,) = (
        one["layers"] for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == CONTRACT
    )
    names = [name.strip() for layer in layers for name in layer.split("|")]
    return [name for name in names if (ROOT / name).is_dir() and name not in ("models", "management")]


def list_named_models(path: Path) -> Iterator[str]:
    """Every model that a module names in a string, as "topic.Model"."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called not in RELATIONS:
            continue
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield from find_model(argument.value)


def find_model(label: str) -> Iterator[str]:
    """Where the model is that a string names, as "Model" or "app.Model"; nothing for what is no model of ours."""
    try:
        model = apps.get_model("productions", label.rpartition(".")[2])
    except LookupError:
        return
    yield f"{model.__module__.split('.')[1]}.{model.__name__}"


def test_no_topic_names_a_model_of_a_higher_one():
    topics = list_topics()
    upward, named = set(), 0
    for height, topic in enumerate(topics):
        for path in (ROOT / topic).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for model in list_named_models(path):
                named += 1
                if topics.index(model.partition(".")[0]) < height:
                    upward.add((module, model))
    assert upward == DECLARED
    assert named > 10, "the strings are not found"


def test_every_model_lies_in_its_topic():
    topics = list_topics()
    assert {
        model.__module__.split(".")[1] for model in apps.get_app_config("productions").get_models()
    } <= set(topics)
