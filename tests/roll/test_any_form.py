"""Whatever a template asks of its blocks: everybody is set, inside the safe area, and no text stands on another."""

from hypothesis import given, settings
from hypothesis import strategies as st

from productions.rollkit.document.compose import compose_document
from productions.rollkit.layout.boxes import place_rows
from productions.rollkit.layout.cards import CardTooHigh
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.layout.style import compute_safe_area
from productions.rollkit.layout.text_fitting import holds_wide_text
from productions.rollkit.layout.text_measure import measure_text
from productions.rollkit.screen_spec import HD_RASTER
from productions.rollkit.template.validation import parse_template
from tests.roll.ending_sheet import the_ending
from tests.roll.samples import BACKGROUND, DIRECTOR, FIRST, GENERATOR, KEY, WORK, credit
from tests.roll.set_texts import is_set
from tests.roll.song_samples import list_song_credits
from tests.roll.test_templates import PLAIN

MIXED = compose_document(
    WORK,
    FIRST,
    [
        *list_song_credits(),
        credit("50", DIRECTOR, absence_reason="unknown_lost"),
        *(
            credit(f"6{n}", BACKGROUND, f"背景 {n}", affiliation=f"スタジオ{n % 3}", ai_uses=(GENERATOR,) if n == 4 else ())
            for n in range(9)
        ),
        *(
            credit(f"7{n}", KEY, f"Alex Sample {n}")
            for n in range(5)
        ),
        *(credit(f"8{n}", DIRECTOR, f"声 {n}", character=f"役{'の長い名' * (3 * (n % 2))} {n}") for n in range(5)),
    ],
    cuts_total=12,
    complete=False,
)  # fmt: skip
BLOCK = st.fixed_dictionaries(
    {
        "form": st.sampled_from(["columns", "grid", "flow", "paragraph", "song", "pair", "stacked"]),
        "across": st.integers(1, 4),
        "columns": st.integers(1, 5),
        "tail": st.sampled_from(["left", "middle", "together", "columns"]),
        "fill": st.sampled_from(["rows", "columns"]),
        "beside": st.booleans(),
        "align": st.sampled_from(["left", "middle", "right"]),
        "sections": st.sampled_from(["none", "departments"]),
        "joint": st.booleans(),
        "studios": st.sampled_from(["usual", "heading", "beside"]),
        "printed": st.sampled_from(["printed", "none"]),
        "size": st.sampled_from([20, 26, 40]),
        "pitch": st.sampled_from([40, 53]),
        "alone_ms": st.sampled_from([None, None, 2000]),
    }
)
LEADERS = st.lists(st.sampled_from(["none", "dots"]), min_size=3, max_size=3)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(BLOCK, min_size=3, max_size=3),
    LEADERS,
    st.sampled_from(["scroll", "stop", "cards"]),
    st.sampled_from(["full", "left"]),
    st.sampled_from(["horizontal", "vertical"]),
    st.sampled_from(["blocks", "sections", "roles"]),
    st.booleans(),
    st.sampled_from(["ja", "en"]),
)
def test_everybody_is_set_inside_the_safe_area_and_no_text_stands_on_another(
    given_blocks, leaders, kind, area, writing, fresh, mixed, lang
):
    document = MIXED if mixed else the_ending()
    writing = writing if kind == "cards" else "horizontal"
    whom = [
        {"holds": "people", "departments": ["direction", "cast"]},
        {"holds": "people", "departments": ["music"]},
        {"holds": "rest"},
    ]
    blocks = [
        {
            **block,
            **held,
            "leader": leader if writing == "horizontal" else "none",
            "beside": block["beside"] and index > 0,
        }
        for index, (block, held, leader) in enumerate(zip(given_blocks, whom, leaders, strict=True))
    ]
    template = parse_template(
        {**PLAIN, "kind": kind, "area": area, "writing": writing, "cards": {"fresh": fresh}, "blocks": blocks}
    )
    try:
        parts = lay_out_parts(document, lang=lang, template=template)
    except CardTooHigh:
        return
    if any(holds_wide_text(part.rows) for part in parts):
        return  # as without sides: a name that is wider than all there is, which an export refuses
    safe = compute_safe_area(HD_RASTER, template)
    said, boxes = [], []
    for y, row in place_rows(parts, [part.gap for part in parts[:-1]]):
        for cell in row.cells:
            said.append(cell.text)
            if cell.dots:
                assert safe.left <= cell.x
                assert cell.x + cell.width <= safe.left + safe.width
                boxes.append((y, y + row.height, cell.x, cell.x + cell.width))
                continue
            long = measure_text(cell.text, cell.look)
            assert long <= cell.width + 1
            left = (
                cell.x
                + {"right": 0, "middle": (cell.width - long) / 2, "left": cell.width - long}[cell.column]
            )
            assert safe.left - 1 <= left
            assert left + long <= safe.left + safe.width + 1
            boxes.append((y, y + row.height, left, left + long))
    boxes.sort()
    for index, (_top, bottom, left, right) in enumerate(boxes):
        for top, _bottom, other_left, other_right in boxes[index + 1 : index + 40]:
            if top >= bottom:
                break
            assert other_right <= left + 1 or right <= other_left + 1
    names = [
        line.name
        for department in document.departments
        for block in department.blocks
        for line in block.lines
        if line.is_named
    ]
    assert [name for name in names if not is_set(name, said)] == []
