"""The Japanese catalogue is whole: every text of the code is in it, translated, and compiled."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils import translation

from productions.vocabulary import CutStatus

ROOT = Path(__file__).parent.parent
PO = ROOT / "locale" / "ja" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
CALLS = {"_", "gettext", "gettext_lazy", "pgettext_lazy", "pgettext"}


def catalogue(path=PO):
    """Every message by its English text (of plurals the first), with its Japanese."""
    read = read_po if path.suffix == ".po" else read_mo
    with path.open("rb") as file:
        return {one(message.id): one(message.string) for message in read(file) if message.id}


def one(text):
    return text if isinstance(text, str) else text[0]


def texts_of_code():
    """Every literal given to gettext in the code, and every translated text of the templates."""
    for folder in ("productions", "registry", "api"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
                    text = node.args[-1]
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        yield text.value
        for path in (ROOT / folder).rglob("*.html"):
            yield from re.findall(r"{% translate ['\"](.+?)['\"]", path.read_text())


def test_every_text_of_the_code_is_in_the_catalogue():
    assert sorted(set(texts_of_code()) - set(catalogue())) == []


def test_every_text_is_translated_with_its_placeholders():
    for source, target in catalogue().items():
        assert target, source
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(target)), source
    assert "#, fuzzy" not in PO.read_text()


def test_the_compiled_catalogue_is_that_of_the_source():
    assert catalogue(PO.with_suffix(".mo")) == catalogue()


@pytest.mark.parametrize(
    ("language", "label"), [("en", "omitted (number kept)"), ("ja", "欠番（番号は残す）")]
)
def test_labels_follow_the_reader(language, label):
    with translation.override(language):
        assert str(CutStatus.OMITTED.label) == label
