"""Any template that the rules allow, for tests of its form."""

from dataclasses import replace
from string import ascii_lowercase

from hypothesis import strategies as st

from productions.roll_templates.term_choices import CHOICES
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.block_problems import NAME_WORDS, PEOPLE_HOLDS
from productions.rollkit.template.measures import MEASURE_RANGES, STYLES
from productions.rollkit.template.model import (
    Block,
    Cards,
    Gaps,
    LocalizedText,
    Pace,
    Template,
    Type,
    Variant,
)
from productions.rollkit.template.validation import find_template_problems


def texts():
    return st.text(st.characters(exclude_categories=["C"]), max_size=12)


def numbers(shape, name):
    return st.integers(*MEASURE_RANGES[shape][name])


def choices(key, *, optional=False):
    found = st.sampled_from(sorted(CHOICES[key]))
    return st.none() | found if optional else found


CARDS = st.builds(
    Cards,
    each_ms=numbers(Cards, "each_ms"),
    fade_in=numbers(Cards, "fade_in"),
    fade_out=numbers(Cards, "fade_out"),
    fresh=choices("Cards.fresh"),
    melt=numbers(Cards, "melt"),
)
PACES = st.builds(Pace, **{name: numbers(Pace, name) for name in MEASURE_RANGES[Pace]})


# A pattern would have Hypothesis look first, for seconds, which characters UTF-8 can write.
CODE = st.text(f"{ascii_lowercase}_", min_size=1, max_size=8)
CODES = st.lists(CODE, max_size=3, unique=True).map(tuple)


def problems_of(block):
    """What is wrong with it, wherever it stands."""
    return find_template_problems(Template("Ours", 1, "scroll", (replace(block, beside=False),)))


def order_blocks(blocks):
    """People first, and the first block beside none."""
    first, *others = sorted(blocks, key=lambda block: block.holds not in PEOPLE_HOLDS)
    return (replace(first, beside=False), *others)


NAME_SETTINGS = st.fixed_dictionaries(
    {
        "fill": choices("Block.fill"),
        "name_letters": st.none() | numbers(Block, "name_letters"),
        "name_space": choices("Block.name_space"),
        "name_latin": choices("Block.name_latin"),
        "role_spread": choices("Block.role_spread"),
        "ruby": st.booleans(),
        "honorifics": choices("Block.honorifics"),
    }
)
"""What only blocks of people have."""


OWN_FIELDS = {
    "text": ("text",),
    "logos": ("logos",),
    "qr": ("address",),
    **dict.fromkeys(PEOPLE_HOLDS, ("text", *NAME_WORDS)),
}
"""What blocks have only where they hold this; a text only where they are of a song."""


def build_block(names, **values):
    """A block without what is of no use to what it holds."""
    holds, form, usual = values["holds"], values["form"], Block("rest")
    own = OWN_FIELDS.get(holds, ())
    useless = {name for listed in OWN_FIELDS.values() for name in listed if name not in own}
    useless |= {"roles", "departments"} if holds != "people" else set()
    useless |= {"text"} if holds != "text" and form != "song" else set()
    useless |= {"clear"} if holds not in PEOPLE_HOLDS else set()
    useless |= {"motion"} if values["beside"] else set()
    return replace(Block(**values, **names), **{name: getattr(usual, name) for name in useless})


BLOCKS = st.lists(
    st.builds(
        build_block,
        NAME_SETTINGS,
        holds=choices("Block.holds"),
        roles=CODES,
        departments=CODES,
        heading=st.builds(LocalizedText, texts(), texts()),
        sections=choices("Block.sections"),
        form=choices("Block.form"),
        columns=numbers(Block, "columns"),
        order=choices("Block.order"),
        studios=choices("Block.studios"),
        joint=st.booleans(),
        printed=choices("Block.printed"),
        align=choices("Block.align"),
        size=st.none() | numbers(Block, "size"),
        pitch=st.none() | numbers(Block, "pitch"),
        bold=st.booleans(),
        alone_ms=st.none() | numbers(Block, "alone_ms"),
        alone=choices("Block.alone"),
        fresh=st.booleans(),
        text=st.builds(LocalizedText, texts(), texts()),
        logos=st.lists(texts().filter(str.strip), max_size=2, unique=True).map(tuple),
        height=numbers(Block, "height"),
        gap=numbers(Block, "gap"),
        plate=st.booleans(),
        address=st.sampled_from(["", "https://example.com/{work}"]),
        across=numbers(Block, "across"),
        leader=choices("Block.leader"),
        tail=choices("Block.tail"),
        beside=st.booleans(),
        near=st.booleans(),
        white=st.none() | st.integers(180, 255),
        weight=choices("Block.weight", optional=True),
        spacing=st.none() | numbers(Block, "spacing"),
        grid_from=st.none() | numbers(Block, "grid_from"),
        level=choices("Block.level"),
        motion=choices("Block.motion"),
        clear=choices("Block.clear"),
    ).map(lambda block: block if not list(problems_of(block)) else Block("rest", joint=block.joint)),
    min_size=1,
    max_size=4,
    unique_by=lambda block: block.holds,
).map(order_blocks)


TEMPLATES = st.builds(
    Template,
    name=st.just("Ours"),
    version=st.just(1),
    kind=choices("Template.kind"),
    blocks=BLOCKS,
    area=choices("Template.area"),
    names=choices("Template.names"),
    running_ms=st.none() | numbers(Template, "running_ms"),
    hold_ms=numbers(Template, "hold_ms"),
    type=st.builds(
        Type,
        **{name: numbers(Type, name) for name in MEASURE_RANGES[Type]}
        | {f"{style}_white": st.integers(180, 255) for style in STYLES}
        | {f"{style}_weight": choices(f"Type.{style}_weight") for style in STYLES}
        | {"studio": choices("Type.studio")},
    ),
    gaps=st.builds(Gaps, **{name: numbers(Gaps, name) for name in MEASURE_RANGES[Gaps]}),
    cards=CARDS,
    pace=PACES,
    rest_ms=numbers(Template, "rest_ms"),
    ease=numbers(Template, "ease"),
    ease_out=numbers(Template, "ease_out"),
    variants=st.lists(
        st.builds(
            Variant,
            edition=st.sampled_from(["broadcast", "disc"]),
            kind=choices("Variant.kind", optional=True),
            running_ms=st.none() | numbers(Variant, "running_ms"),
            names=choices("Variant.names", optional=True),
            cards=st.none() | CARDS,
            blocks=st.none() | BLOCKS,
            pace=st.none() | PACES,
        ),
        max_size=2,
        unique_by=lambda variant: variant.edition,
    ).map(tuple),
    fonts=st.lists(texts().filter(str.strip), max_size=3, unique=True).map(tuple),
    background=st.sampled_from(["#000000", "#102030", "#AA0000"]),
    backing=st.builds(
        Backing,
        **{name: numbers(Backing, name) for name in MEASURE_RANGES[Backing] if name != "plate_percent"},
        plate_percent=st.integers(80, 100),
        edge=st.sampled_from(["#000000", "#201008"]),
        plate=choices("Backing.plate"),
        plate_colour=st.sampled_from(["#000000", "#081020"]),
    ),
).filter(lambda template: not list(find_template_problems(template)))
