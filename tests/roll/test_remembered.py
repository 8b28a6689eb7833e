"""A roll laid out from memory after edits: equal to one laid out from scratch, and only what changed is laid out again."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from productions.rollkit.document.compose import compose_document
from productions.rollkit.errors import RollRefused
from productions.rollkit.layout.layout_cache import make_layout_cache
from productions.rollkit.layout.reel import build_reel, build_strip_data
from productions.rollkit.layout.role_forms import lay_out_role
from productions.rollkit.layout.roll_parts import lay_out_parts
from productions.rollkit.rendering.preview_tiles import build_tiles
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from tests.roll.looks import film_roll_at_first
from tests.roll.samples import BACKGROUND, DIRECTOR, FIRST, KEY, WORK, WORKING, credit

ROLES = (DIRECTOR, KEY, BACKGROUND)
NAMES = ("見本 花子", "改名 太郎", "Andrea Sample", "山田（作画）", "高橋 一郎", "Hana YAMADA")
EDITS = st.tuples(
    st.sampled_from(
        ("rename", "add", "remove", "reorder", "studio", "role", "template", "language", "issue")
    ),
    st.integers(0, 50),
    st.sampled_from(NAMES),
)


def people():
    unnamed = credit("unnamed", KEY, printed_as="AI (+Human)")
    return [*(credit(f"{n}", ROLES[n % 3], f"見本 花子{n}", position=n) for n in range(9)), unnamed]


def edited(credits, kind, number, name):
    """The credits after one edit of one of them."""
    index = number % len(credits)
    old = credits[index]
    changes = {
        "rename": {"credited_as": name},
        "reorder": {"position": number},
        "studio": {"affiliation": name},
        "role": {"role": ROLES[number % 3]},
    }
    if kind == "add":
        return [*credits, credit(f"new {len(credits)} {number}", ROLES[number % 3], name, position=number)]
    if kind == "remove":
        return [*credits[:index], *credits[index + 1 :]] if len(credits) > 1 else credits
    return [*credits[:index], replace(old, **changes.get(kind, {})), *credits[index + 1 :]]


def shown(document, template, lang, rows):
    """The page data and the names of the tiles, or the words of a refusal."""
    try:
        reel = build_reel(document, replace(DEFAULT_SCREEN_SPEC, template=template), lang=lang, rows=rows)
    except RollRefused as error:
        return error.told
    names = [tile.name for page in build_tiles(reel) for tile in page]
    return json.dumps(
        [build_strip_data(reel, None), reel.markers, reel.cues, reel.shots, names], default=repr
    )


@given(st.lists(EDITS, min_size=1, max_size=12))
def test_after_any_edits_the_roll_is_the_one_laid_out_from_scratch(edits):
    remembered = make_layout_cache(most=40)
    templates = list(SHIPPED_TEMPLATES.values())
    credits, template, lang, issue = people(), templates[0], "ja", WORKING
    for kind, number, name in edits:
        credits = edited(credits, kind, number, name)
        template = templates[number % len(templates)] if kind == "template" else template
        lang = "en" if kind == "language" and lang == "ja" else "ja"
        issue = FIRST if kind == "issue" else WORKING
        document = compose_document(WORK, issue, credits, cuts_total=0, complete=False)

        assert shown(document, template, lang, remembered) == shown(document, template, lang, lay_out_role)


def test_a_renamed_person_lays_out_one_role_again():
    remembered = make_layout_cache(most=1000)

    def parts(credits):
        document = compose_document(WORK, WORKING, credits, cuts_total=0, complete=False)
        return [part.rows for part in lay_out_parts(document, lang="ja", rows=remembered)]

    before = parts(people())
    held = set(remembered.cache)
    after = parts(edited(people(), "rename", 1, "改名 太郎"))

    (new,) = set(remembered.cache) - held
    assert new[3].role == KEY.code
    laid_out = {id(pieces[0]) for pieces in remembered.cache.values()}
    assert [one is other for one, other in zip(before, after, strict=True) if id(other) in laid_out] == [
        True,
        False,
        True,
    ]


def test_no_more_rows_are_remembered_than_may_be():
    remembered = make_layout_cache(most=20)
    for count in range(1, 12):
        credits = [credit(f"{n}", KEY, f"見本 花子{n}") for n in range(count)]
        build_reel(
            compose_document(WORK, WORKING, credits, cuts_total=0, complete=False),
            replace(DEFAULT_SCREEN_SPEC, template=film_roll_at_first()),
            rows=remembered,
        )

    assert [sum(len(rows) for rows in pieces) for pieces in remembered.cache.values()] == [11]
