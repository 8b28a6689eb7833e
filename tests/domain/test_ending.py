"""An ordinary ending of 159 lines comes in as it is written, and every shipped template sets it in its order, in both languages."""

import csv
from pathlib import Path

import pytest

from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Character
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.written_words import choose_heading
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import ScreenSpec
from productions.rollkit.template.shipped_templates import SHIPPED_NAMES, load_shipped_template
from productions.rollkit.texts.printed_sections import list_printed_sections

ENDING = Path(__file__).parents[1] / "data" / "endings" / "00_broadcast.csv"

pytestmark = pytest.mark.django_db


@pytest.fixture
def ending(production, now):
    import_credit_sheet(production, ENDING.read_bytes(), filename=ENDING.name, by=None, now=now)
    return build_working_document(production=production, episode=None, edition="")


def test_headings_and_characters_are_those_of_the_sheet(ending):
    rows = list(csv.DictReader(ENDING.read_text("utf-8-sig").splitlines()))
    assert list(Character.objects.order_by("pk").values_list("name", flat=True)) == [
        row["役名"] for row in rows if row["役名"]
    ]
    written = list(dict.fromkeys(row["役職"] for row in rows))
    groups = [group for section in list_printed_sections(ending, "ja") for group in section.groups("ja")]
    printed = [group.heading or choose_heading(block, "ja") for group in groups for block in group.blocks]
    assert list(dict.fromkeys(printed)) == written


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_shipped_template_sets_it(ending, lang):
    names = [
        line.name for department in ending.departments for block in department.blocks for line in block.lines
    ]
    for name in SHIPPED_NAMES:
        reel = build_reel(ending, ScreenSpec(template=load_shipped_template(name)), lang=lang)
        said = "\n".join(cue.text for cue in reel.cues)
        assert [each for each in names if each not in said] == []
