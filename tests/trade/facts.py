"""The facts in the order of docs/trade.md, by what they are about."""

from tests.trade.fact import Fact
from tests.trade.facts_ai import AI
from tests.trade.facts_cast import BILLING, CAST, EDITIONS
from tests.trade.facts_words import NAMES, WORDS
from tests.trade.facts_work import COMPANIES, RANGES, SEGMENTS, SONGS

SECTIONS: dict[str, tuple[Fact, ...]] = {
    "Cast and characters": CAST,
    "Billing": BILLING,
    "What was written": WORDS,
    "Names": NAMES,
    "Companies": COMPANIES,
    "Episodes, cuts and parts": RANGES,
    "Songs": SONGS,
    "Segments": SEGMENTS,
    "Editions and time": EDITIONS,
    "AI": AI,
}
FACTS = tuple(fact for facts in SECTIONS.values() for fact in facts)
