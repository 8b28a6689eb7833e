"""The roll for a screen: rows on whole pixels, inside the safe width, cut into pages without a seam."""

import io
from fractions import Fraction

import pypdfium2
import pytest

from productions.rollkit.fittings import LineTooWide
from productions.rollkit.layout.boxes import TextStyle, measure_strip, place_rows
from productions.rollkit.layout.page_boxes import MAX_PAGE_PIXELS, build_pages
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.text_measure import balance_text, measure_text, wrap_anywhere, wrap_text
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.screen_spec import HD_RASTER, Raster
from productions.rollkit.timing import count_scroll_frames, time_locked_scroll
from productions.rollkit.writers import write_roll
from tests.roll.looks import film_roll_at_first
from tests.roll.samples import KEY, compose_first_issue, credit, long_list, the_case


def pdf_of(document, lang="ja"):
    out = io.BytesIO()
    write_roll("screen", document, out, RollOptions(lang=lang))
    return pypdfium2.PdfDocument(out.getvalue())


def pixels(page):
    """The page's rows of pixels at its own size, one byte a pixel."""
    bitmap = page.render(scale=1, grayscale=True)
    data = bytes(bitmap.buffer)
    return [data[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)]


def strip_pages(parts, gaps, raster):
    rows = list(place_rows(parts, gaps))
    return build_pages(rows, rows[-1][0] + rows[-1][1].height, raster)


def test_the_strip_says_people_then_tools_then_the_statement():
    parts = lay_out_parts(the_case(), lang="en", template=film_roll_at_first())

    assert [[(cell.column, cell.text) for cell in row.cells] for part in parts for row in part.rows] == [
        [("middle", "The Dog & The Boy")],
        [("middle", "WORKING COPY – not issued")],
        [("middle", "Direction")],
        [("left", "Director"), ("right", "牧原亮太郎")],
        [("middle", "Art and backgrounds")],
        [("left", "Background"), ("right", "1 person, whom the company will not name")],
        [("right", "(on screen: “AI (+Human)”)")],
        [("middle", "Tools")],
        [("middle", "rinna, rinna; used in the whole for image generation; in 1 credit nobody is named")],
        [("middle", "AI use recorded in 1 of 2 credits; declared none in 0; not asked in 1.")],
        [("middle", "Generative tools were used; for 1 of 1 uses nobody is named.")],
    ]


def test_the_text_of_the_pages_is_the_documents_names():
    document = long_list(400)
    pdf = pdf_of(document)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    names = [
        line.name
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]
    assert len(names) == 400
    assert [name for name in names if name not in text] == []
    pdf.close()


def test_equal_names_have_equal_pixels_and_nothing_leaves_the_safe_width():
    document = compose_first_issue(
        *(credit(str(n), KEY, "髙橋 一郎", contributor=f"c{n}", sort_key=str(n)) for n in range(4)),
    )
    pdf = pdf_of(document)
    rows = pixels(pdf[0])
    parts = lay_out_parts(document, lang="ja")
    tops = [
        y
        for y, row in place_rows(parts, measure_strip(parts, HD_RASTER).gaps)
        if any(cell.text == "髙橋 一郎" for cell in row.cells)
    ]
    names = [[line[HD_RASTER.width // 2 :] for line in rows[top : top + 48]] for top in tops]

    assert len(names) == 4
    assert max(max(line) for line in names[0]) == 255
    assert names == [names[0]] * 4
    assert {pixel for line in rows for pixel in line[:192] + line[-192:]} == {0}
    pdf.close()


def test_pages_join_to_the_strip_without_cutting_a_row():
    parts = lay_out_parts(long_list(900), lang="ja", template=film_roll_at_first())
    strip = measure_strip(parts, HD_RASTER)

    pages = strip_pages(parts, strip.gaps, HD_RASTER)

    assert sum(page["height"] for page in pages) == strip.height
    assert len(pages) == 4
    assert max(page["height"] for page in pages) <= MAX_PAGE_PIXELS
    assert all(cell["y"] + cell["height"] <= page["height"] for page in pages for cell in page["cells"])
    assert sum(len(page["cells"]) for page in pages) == sum(
        len(row.cells) for part in parts for row in part.rows
    )


def test_a_locked_time_moves_the_parts_apart_and_leaves_their_rows_alone():
    parts = lay_out_parts(the_case(), lang="ja")
    strip = measure_strip(parts, HD_RASTER)
    frames = count_scroll_frames(strip.height, HD_RASTER.height, 3) + 100

    found = time_locked_scroll(strip, px=3, frames=frames, rate=Fraction(24000, 1001))

    height = sum(page["height"] for page in strip_pages(parts, found.gaps, HD_RASTER))
    assert count_scroll_frames(height, HD_RASTER.height, 3) == frames
    assert [row for _y, row in place_rows(parts, found.gaps)] == [row for part in parts for row in part.rows]


@pytest.mark.parametrize("raster", [Raster(1280, 720), Raster(2048, 858), Raster(3840, 2160)])
def test_every_raster_is_laid_out_anew_in_whole_pixels(raster):
    parts = lay_out_parts(the_case(), lang="ja", raster=raster)

    (page,) = strip_pages(parts, measure_strip(parts, raster).gaps, raster)

    assert {type(value) for cell in page["cells"] for value in (cell["x"], cell["y"], cell["height"])} == {
        int
    }
    assert all(cell["x"] + cell["width"] <= raster.width * 0.9 + 1 for cell in page["cells"])


def test_a_name_of_one_word_that_is_too_wide_is_refused_by_name():
    name = "アレクサンドロス" * 4

    with pytest.raises(LineTooWide) as refusal:
        pdf_of(compose_first_issue(credit("1", KEY, name)))

    assert refusal.value.said() == (
        f"“{name}” is 820 px wide in Noto Sans CJK JP at 32 px, narrowed to 80 %, and its column 739 px. It fits when it is broken: enter 17 as the name breaks of its credit.",
        "Set a break in the name by hand, credit it in a shorter form, let the template narrow more or set smaller "
        "type, or use another format.",
    )


def test_a_sentence_is_broken_between_words_and_never_before_a_closing_mark():
    assert wrap_text("whom the company will not name", TextStyle(34, 48), 320) == [
        "whom the company",
        "will not name",
    ]
    assert wrap_text("会社が氏名を公表せず）", TextStyle(100, 144), 1000) == ["会社が氏名を公表せ", "ず）"]
    assert measure_text("会社", TextStyle(34, 48)) == 68


def test_lines_in_the_middle_are_about_as_long_as_one_another():
    look, text = (
        TextStyle(28, 42),
        "Reiga Paint 2.1, Kaku Labs; used in 11 of 62 cuts, under the hands of 例田 波瑠, 仮名 紬, 試山 楓",
    )
    room = int(measure_text(text, look)) - 10

    assert wrap_text(text, look, room)[1] == "楓"
    assert balance_text(text, look, room) == [
        "Reiga Paint 2.1, Kaku Labs; used in 11 of 62 cuts,", "under the hands of 例田 波瑠, 仮名 紬, 試山 楓",
    ]  # fmt: skip
    assert balance_text("楓", look, room) == ["楓"]
    assert len(balance_text(text * 5, look, room)) == len(wrap_text(text * 5, look, room))


def test_letters_that_stay_together_are_parted_where_they_have_no_room():
    look = TextStyle(20, 30)
    assert wrap_anywhere("プロデューサー", look, 60) == ["プロ", "デュー", "サー"]
    assert wrap_anywhere("プロデューサー", look, 40) == ["プロ", "デュ", "ー", "サー"]
