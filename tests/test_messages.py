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
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
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
    """Every call in the code of what takes a text."""
    for folder in ("productions", "registry", "api"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
                    yield node


def texts_of_code():
    """Every literal given to gettext in the code, and every translated text of the templates, with their contexts."""
    for node in calls():
        *context, text = (getattr(argument, "value", None) for argument in node.args)
        if isinstance(text, str):
            yield (*context, text) if context else (None, text)
    for folder in ("productions", "registry", "api"):
        for path in (ROOT / folder).rglob("*.html"):
            for text in re.findall(r"{% translate ['\"](.+?)['\"]", path.read_text()):
                yield None, text


def test_every_text_of_the_code_is_in_the_catalogue():
    assert sorted(set(texts_of_code()) - set(catalogue()), key=str) == []


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
