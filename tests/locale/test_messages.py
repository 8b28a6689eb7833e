"""The Japanese catalogue is whole: every text of the code is in it, once, translated, and compiled."""

import ast
import re
from collections import Counter

import pytest
from django.utils import translation

from productions.shared.choices import CutStatus
from tests.locale.messages import CALLS, PO, all_messages, calls, catalogue, nodes

PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[a-zA-Z]|%[sd]")
NAMED = re.compile(r"%\((\w+)\)")
QUOTED = r'((?:".*"\n)+)'
ENTRY = re.compile(rf"^(?:msgctxt {QUOTED})?msgid {QUOTED}", re.MULTILINE)


def test_every_text_of_the_code_is_in_the_catalogue():
    assert sorted(set(all_messages()) - set(catalogue()), key=str) == []


def test_every_sentence_is_written_out_where_it_is_made():
    """So the test above sees it. Only what another process said of a file is put together again."""
    sentences = [(path, node) for path, node in calls() if node.func.id == "Sentence"]
    hidden = [path for path, node in sentences if not isinstance(node.args[0], ast.Constant)]
    assert hidden == ["productions/rollkit/sandbox.py", "productions/shared/sentences.py"]
    for path, node in sentences:
        names = {keyword.arg for keyword in node.keywords}
        if path in hidden or not names:
            continue
        text, *plural = (argument.value for argument in node.args)
        # `here` is given by whoever says the problem of a template.
        assert set(NAMED.findall(text)) - {"here"} == names, (path, text)
        if plural:
            many, counted = plural
            assert set(NAMED.findall(many)) - {"here"} == names, (path, many)
            assert counted in names, (path, many)


def refusals():
    """The names of all classes of refusals, and of errors that are a sentence."""
    names = {"Refusal", "RollRefused", "SentenceError"}
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for path, node in nodes()
        if path.startswith("productions/") and isinstance(node, ast.ClassDef)
    }
    while more := {name for name, above in bases.items() if above & names} - names:
        names |= more
    return names


def name_of(call):
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def plain_texts(node):
    """Words that stand in an expression outside of what takes them to the catalogue; the keys of its dicts are names of fields."""
    if isinstance(node, ast.Call) and name_of(node) in {*CALLS, "given"}:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"[A-Za-z]", node.value):
        yield node.value
    if isinstance(node, ast.FormattedValue):  # beside it stands how it is written: `.2f`
        node = node.value
    children = node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
    for child in children:
        yield from plain_texts(child)


def test_no_refusal_is_said_in_english_alone():
    """Whatever a verb, a roll or an upload is refused for goes through the catalogue, so it has its Japanese."""
    names = refusals()
    assert {"ScreenSpecRefused", "FileRefused", "TooManyEvents", "NotAllowed", "RunningTimeRefused"} <= names
    assert {"TimecodeError", "UnreadableFile", "DocumentError", "UnreadableLength"} <= names
    english = [
        (path, text)
        for path, node in nodes()
        if path.startswith("productions/") and isinstance(node, ast.Call)
        if getattr(node.func, "id", "") in names
        for said in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "rule"))
        for text in plain_texts(said)
    ]
    assert english == []


def test_every_text_is_translated_with_its_placeholders():
    for source, target in catalogue().items():
        assert target, source
        for text in filter(None, (source.text, source.plural)):
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(target)), source
    assert "#, fuzzy" not in PO.read_text()


def test_every_text_stands_once_in_its_context():
    counted = Counter(ENTRY.findall(PO.read_text()))
    assert len(counted) > 700
    assert [entry for entry, count in counted.items() if count > 1] == []


def test_the_compiled_catalogue_is_that_of_the_source():
    assert catalogue(PO.with_suffix(".mo")) == catalogue()


@pytest.mark.parametrize(
    ("language", "label"), [("en", "omitted (number kept)"), ("ja", "欠番（番号は残す）")]
)
def test_labels_follow_the_reader(language, label):
    with translation.override(language):
        assert str(CutStatus.OMITTED.label) == label
