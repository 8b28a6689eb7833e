"""The one sentence on how a work was made, and what is said of those that were printed before anybody was asked (H14)."""

from productions.rollkit.document.ai_counts import AICounts
from productions.rollkit.document.model import Facts
from productions.rollkit.roll_catalogue import say_text


def format_ai_statement(facts: Facts, lang: str) -> str:
    """What is recorded and declared of AI in the whole, computed and never typed; empty when there is nothing to say."""
    return say_text(lang, "sentence_separator").join(list_statement_parts(facts, lang))


def list_statement_parts(facts: Facts, lang: str) -> list[str]:
    """The same in its parts, each of which can stand on a line of its own."""
    if facts.ai_cuts_not_asked is None:
        found: tuple[str, ...] = (
            format_generative_statement(facts, lang) or format_old_statement(facts, lang),
        )
    else:
        found = list_asked_sentences(facts, lang)
    return [part for part in found if part]


def format_old_statement_notice(facts: Facts, lang: str) -> str:
    """What must stand beside the sentence of a document of before; empty where there is nothing to put right."""
    if facts.ai_cuts_not_asked is not None or not format_old_statement(facts, lang):
        return ""
    return say_text(lang, "ai.made_by_people_notice")


def format_old_statement(facts: Facts, lang: str) -> str:
    """What documents of before said where no AI use was on record: frozen, and true of nothing."""
    if not facts.complete or facts.uses:
        return ""
    return say_text(lang, "ai.made_by_people_before")


def list_asked_sentences(facts: Facts, lang: str) -> tuple[str, ...]:
    """The sentences of a document that knows who was asked."""
    if facts.ai_cuts_used or facts.ai_credits_used or facts.uses:
        return (
            format_ai_counts(facts, lang),
            format_uses_outside_cuts(facts, lang),
            format_generative_statement(facts, lang),
        )
    if is_made_by_people(facts):
        return (format_made_by_people(facts, lang),)
    return (format_ai_counts(facts, lang),)


def is_made_by_people(facts: Facts) -> bool:
    """Every required role has its people, and every one of them declared that no AI was used."""
    return facts.complete and bool(facts.declared_required) and facts.declared_none == facts.declared_required


def format_made_by_people(facts: Facts, lang: str) -> str:
    return say_text(lang, "ai.made_by_people", declared=facts.declared_none, required=facts.declared_required)


def format_ai_counts(facts: Facts, lang: str) -> str:
    """The three counts: of cuts, or of credits where the work has no cuts or AI was used in none of them."""
    return format_counts(
        AICounts(facts.ai_cuts_used or 0, facts.ai_cuts_none or 0, facts.ai_cuts_not_asked or 0),
        AICounts(facts.ai_credits_used or 0, facts.ai_credits_none or 0, facts.ai_credits_not_asked or 0),
        lang,
    )


def format_counts(cuts: AICounts, credits: AICounts, lang: str) -> str:
    """The same of counts that come from elsewhere than a roll."""
    in_cuts = bool(cuts.total and (cuts.used or not credits.used))
    counts = cuts if in_cuts else credits
    if not counts.total:
        return ""
    return say_text(
        lang,
        f"{'ai_in_cuts' if in_cuts else 'ai_in_credits'}.{choose_counts_text(counts)}",
        count=counts.total,
        used=counts.used,
        none=counts.none,
        not_asked=counts.not_asked,
    )


def choose_counts_text(counts: AICounts) -> str:
    """Which of the sentences says the counts."""
    if counts.used:
        return "used"
    if not counts.none:
        return "not_asked"
    return "none_and_not_asked" if counts.not_asked else "none"


def format_uses_outside_cuts(facts: Facts, lang: str) -> str:
    """AI in work that is credited for more than single cuts, where the counts before are of cuts."""
    if not (facts.ai_cuts_used and facts.ai_whole_used):
        return ""
    return say_text(lang, "ai.outside_cuts", count=facts.ai_whole_used)


def format_generative_statement(facts: Facts, lang: str) -> str:
    """Where generative tools were used and whether each use has its person; empty where there were none."""
    if not facts.uses_generative:
        return ""
    where = (
        say_text(lang, "ai.generative_in_cuts", cuts=facts.cuts_generative, total=facts.cuts_total)
        if facts.cuts_generative
        else say_text(lang, "ai.generative")
    )
    who = (
        say_text(lang, "ai.generative_unnamed", unnamed=facts.uses_unnamed, uses=facts.uses_generative)
        if facts.uses_unnamed
        else say_text(lang, "ai.generative_named")
    )
    return where + who
