"""Any template that the rules allow, for tests of its form."""

from hypothesis import strategies as st

from productions.roll_templates.term_choices import CHOICES
from productions.rollkit.template.backing import Backing
from productions.rollkit.template.block_problems import PEOPLE_HOLDS
from productions.rollkit.template.measures import MEASURE_RANGES, STYLES
from productions.rollkit.template.model import (
    Block,
    Cards,
    Gaps,
    LocalizedText,
    Template,
    Type,
    Variant,
)
from productions.rollkit.template.validation import find_template_problems


def texts():
    return st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=12)


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
)


CODES = st.lists(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), max_size=3, unique=True).map(tuple)


def problems_of(block):
    return find_template_problems(Template("Ours", 1, "scroll", (block,)))


BLOCKS = st.lists(
    st.builds(
        Block,
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
    ).map(lambda block: block if not list(problems_of(block)) else Block("rest", joint=block.joint)),
    min_size=1,
    max_size=4,
    unique_by=lambda block: block.holds,
).map(lambda blocks: tuple(sorted(blocks, key=lambda block: block.holds not in PEOPLE_HOLDS)))


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
    variants=st.lists(
        st.builds(
            Variant,
            edition=st.sampled_from(["broadcast", "disc"]),
            kind=choices("Variant.kind", optional=True),
            running_ms=st.none() | numbers(Variant, "running_ms"),
            names=choices("Variant.names", optional=True),
            cards=st.none() | CARDS,
            blocks=st.none() | BLOCKS,
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
