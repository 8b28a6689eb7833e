"""Names that stand in one text: in flowing lines, paragraphs and songs they have their letters, their readings and the forms of their language."""

from itertools import pairwise

import pypdfium2
import pytest

from productions.rollkit.layout.reel import render_pdf
from productions.rollkit.texts.review_notes import list_review_notes
from tests.roll.letters import build, find_starts
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll

SIZE = 40
TYPE = {"size": SIZE, "pitch": 56}
FORMS = ("flow", "paragraph", "song")


def set_running(*people, form, kind="scroll", writing="horizontal", type=TYPE, **block):
    document = roll(*(credit(str(n), KEY, sort_key=str(n), **person) for n, person in enumerate(people)))
    return build(
        document,
        type=type,
        kind=kind,
        writing=writing,
        blocks=[{"holds": "rest", "form": form, "align": "left", "ruby": True, **block}],
    )


def find_names(found, *names):
    """The box of the line in which all of these names stand."""
    return next(
        cell for page in found.pages for cell in page["cells"] if all(name in cell["text"] for name in names)
    )


HARA = {"name": "原 直人", "reading": "はら なおと"}


@pytest.mark.parametrize("form", FORMS)
def test_names_are_spread_as_in_columns(form):
    found = set_running({"name": "原 直人"}, {"name": "長谷川 俊介"}, form=form, name_letters=7)
    drawn = "原直人、長谷川俊介" if form != "flow" else "原直人長谷川俊介"
    starts = [round(start / SIZE, 2) for start in find_starts(found, drawn)]
    assert starts[:3] == [0, 4, 6]
    beyond = starts.index(8) if form != "flow" else 3
    assert starts[beyond:] == pytest.approx([8, 9, 10, 12.0, 14.0], abs=0.05)


@pytest.mark.parametrize("form", FORMS)
def test_readings_stand_above_their_names_and_inside_of_the_line(form):
    long = {"name": "東 修", "reading": "あずまや おさむしのすけ"}
    found = set_running(long, HARA, {**long, "name": "西 修"}, form=form)
    cell = find_names(found, "原 直人")
    above = [(ruby["text"], ruby["x"], ruby["x"] + ruby["width"]) for ruby in cell["ruby"]]
    assert [text for text, _left, _right in above] == [
        "あずまや おさむしのすけ",
        "はら",
        "なおと",
        "あずまや おさむしのすけ",
    ]
    assert cell["above"] == SIZE // 2
    for (_one, _left, right), (_other, left, _right) in pairwise(above):
        assert right <= left
    assert above[0][1] >= cell["x"]
    assert above[-1][2] <= cell["x"] + cell["width"] + 1


def crop(found, cell, left):
    """The pixels of a letter that begins so far from the beginning of its box, in a row of so much room for readings."""
    pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
    x, y = cell["x"] + left, cell["y"]
    pixels = pdf[0].render(scale=1, grayscale=True).to_numpy()[y : y + cell["height"], x : x + SIZE].copy()
    pdf.close()
    return pixels


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["zh-Hans", "ko", "ja"])
def test_a_name_has_the_forms_that_it_has_alone(form, language):
    bone = {"name": "骨", "name_language": language}
    alone = set_running(bone, form="columns")
    beside = set_running({"name": "佐藤"}, bone, {"name": "骨々"}, form=form)
    cell = find_names(beside, "骨", "佐藤")
    drawn = crop(beside, cell, 3 * SIZE)
    assert (drawn == crop(alone, find_names(alone, "骨"), 0)).all()
    # 々 follows one that is drawn as in Japanese
    japanese = crop(beside, cell, 5 * SIZE)
    assert (drawn == japanese).all() == (language in ("ja", "ko"))


def test_downwards_a_name_has_its_forms_too():
    chinese, japanese = (
        set_running(
            {"name": "佐藤"},
            {"name": "骨", "name_language": language},
            form="flow",
            kind="cards",
            writing="vertical",
        )
        for language in ("zh-Hans", "ja")
    )
    pages = []
    for found in (chinese, japanese):
        pdf = pypdfium2.PdfDocument(render_pdf(found, background="#000000"))
        pages.append(pdf[0].render(scale=1, grayscale=True).to_numpy().copy())
        pdf.close()
    assert pages[0].shape == pages[1].shape
    changed = (pages[0] != pages[1]).nonzero()
    assert 0 < changed[0].max() - changed[0].min() < SIZE


def test_plain_names_stay_one_text():
    found = set_running({"name": "原 直人"}, {"name": "林 一"}, form="flow")
    assert "spread" not in find_names(found, "林 一")


def test_a_reading_without_room_is_told():
    names = [{"name": name, "reading": "い" * 120} for name in ("林 一", "林 二")]
    found = set_running(*names, form="paragraph")
    assert [(fitting.text, fitting.unread) for fitting in found.fittings] == [
        ("林 一", True),
        ("林 二", True),
    ]
    document = roll(credit("1", KEY, "林 一"))
    assert list_review_notes(document, lang="en", fittings=found.fittings)[0].startswith("Without readings")
