"""The Japanese catalogue is whole: every text of the code is in it, once, translated, and compiled."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils import translation

from productions.vocabulary import CutStatus

ROOT = Path(__file__).parent.parent
PO = ROOT / "locale" / "ja" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[a-zA-Z]|%[sd]")
NAMED = re.compile(r"%\((\w+)\)")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "Sentence"}
QUOTED = r'((?:".*"\n)+)'
ENTRY = re.compile(rf"^(?:msgctxt {QUOTED})?msgid {QUOTED}", re.MULTILINE)


def catalogue(path=PO):
    """The Japanese of every message, by its context and its English (of plurals the first)."""
    read = read_po if path.suffix == ".po" else read_mo
    with path.open("rb") as file:
        return {(text(each.context), one(each.id)): one(each.string) for each in read(file) if each.id}


def text(context):
    """A compiled catalogue has contexts as bytes."""
    return context.decode() if isinstance(context, bytes) else context


def one(text):
    return text if isinstance(text, str) else text[0]


def calls():
    """Every call in the code of what takes a text, with the file that it stands in."""
    for folder in ("productions", "registry", "api"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
                    yield path.relative_to(ROOT).as_posix(), node


def texts_of_code():
    """Every literal given to gettext in the code, and every translated text of the templates, with their contexts."""
    for _path, node in calls():
        *context, text = (getattr(argument, "value", None) for argument in node.args)
        if isinstance(text, str):
            yield (*context, text) if context else (None, text)
    for folder in ("productions", "registry", "api"):
        for path in (ROOT / folder).rglob("*.html"):
            for text in re.findall(r"{% translate ['\"](.+?)['\"]", path.read_text()):
                yield None, text


def test_every_text_of_the_code_is_in_the_catalogue():
    assert sorted(set(texts_of_code()) - set(catalogue()), key=str) == []


def test_every_sentence_is_written_out_where_it_is_made():
    """So the test above sees it. Only what another process said of a file is put together again."""
    sentences = [(path, node) for path, node in calls() if node.func.id == "Sentence"]
    hidden = [path for path, node in sentences if not isinstance(node.args[0], ast.Constant)]
    assert hidden == ["productions/roll/apart.py", "productions/sentences.py"]
    for path, node in sentences:
        names = [keyword.arg for keyword in node.keywords]
        if isinstance(node.args[0], ast.Constant) and names:
            # `here` is given by whoever says the problem of a template.
            assert set(NAMED.findall(node.args[0].value)) - {"here"} == set(names), (path, node.args[0].value)


def refusals():
    """The names of all classes of refusals."""
    names = {"Refusal", "RollRefused", "DocumentError", "BadAddress"}
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for path in (ROOT / "productions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
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
    children = node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node)
    for child in children:
        yield from plain_texts(child)


def test_no_refusal_is_said_in_english_alone():
    """Whatever a verb, a roll or an upload is refused for goes through the catalogue, so it has its Japanese."""
    names = refusals()
    assert {"DeliveryRefused", "FileRefused", "TooManyEvents", "NotAllowed", "RunningTimeRefused"} <= names
    english = [
        (path.name, text)
        for path in (ROOT / "productions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names
        for said in (*node.args, *(keyword.value for keyword in node.keywords if keyword.arg != "rule"))
        for text in plain_texts(said)
    ]
    assert english == []


def test_every_text_is_translated_with_its_placeholders():
    for source, target in catalogue().items():
        assert target, source
        assert sorted(PLACEHOLDER.findall(source[1])) == sorted(PLACEHOLDER.findall(target)), source
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
