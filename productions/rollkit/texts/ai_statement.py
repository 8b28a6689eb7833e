"""The one sentence on how a work was made, and what is said of those that were printed before anybody was asked (H14)."""

from productions.rollkit.document.ai_counts import AICounts
from productions.rollkit.document.model import Facts


def format_ai_statement(facts: Facts, lang: str) -> str:
    """What is recorded and declared of AI in the whole, computed and never typed; empty when there is nothing to say."""
    return ("" if lang == "ja" else " ").join(list_statement_parts(facts, lang))


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
    if lang == "ja":
        return "この一文は、AI使用の有無を誰にも確認しないまま記載されたものであり、何も申告していません。"
    return "This sentence was printed before anybody was asked whether AI was used; it declares nothing."


def format_old_statement(facts: Facts, lang: str) -> str:
    """What documents of before said where no AI use was on record: frozen, and true of nothing."""
    if not facts.complete or facts.uses:
        return ""
    return "本作は人の手で作られた。" if lang == "ja" else "Made by people."


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
    declared, required = facts.declared_none, facts.declared_required
    if lang == "ja":
        return f"本作は人の手で作られた（{required}名中{declared}名の申告による）。"
    return f"Made by people, as declared by {declared} of {required}."


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
    return (
        format_counts_in_japanese(counts, "カット" if in_cuts else "件")
        if lang == "ja"
        else format_counts_in_english(counts, cuts=in_cuts)
    )


def format_counts_in_english(counts: AICounts, *, cuts: bool) -> str:
    noun = ("cut" if cuts else "credit") + ("" if counts.total == 1 else "s")
    of_all = f"of {counts.total} {noun}"
    if counts.used:
        return (
            f"AI use recorded in {counts.used} {of_all}; declared none in {counts.none}; "
            f"not asked in {counts.not_asked}."
        )
    if not counts.none:
        return f"Whether AI was used was not asked in {counts.not_asked} {of_all}."
    rest = f"; not asked in {counts.not_asked}" if counts.not_asked else ""
    return f"AI use declared none in {counts.none} {of_all}{rest}."


def format_counts_in_japanese(counts: AICounts, unit: str) -> str:
    everything = f"全{counts.total}カット中" if unit == "カット" else f"クレジット{counts.total}件中"
    if counts.used:
        return (
            f"{everything}、AI使用の記録あり{counts.used}{unit}、不使用の申告あり{counts.none}{unit}、"
            f"未確認{counts.not_asked}{unit}。"
        )
    if not counts.none:
        return f"AI使用の有無は、{everything}{counts.not_asked}{unit}で未確認。"
    rest = f"、AI使用の有無が未確認{counts.not_asked}{unit}" if counts.not_asked else ""
    return f"{everything}、AI不使用の申告あり{counts.none}{unit}{rest}。"


def format_uses_outside_cuts(facts: Facts, lang: str) -> str:
    """AI in work that is credited for more than single cuts, where the counts before are of cuts."""
    if not (facts.ai_cuts_used and facts.ai_whole_used):
        return ""
    count = facts.ai_whole_used
    if lang == "ja":
        return f"ほかに、カット単位でないクレジット{count}件にAI使用の記録あり。"
    return f"AI use is also recorded in {count} {'credit' if count == 1 else 'credits'} for more than single cuts."


def format_generative_statement(facts: Facts, lang: str) -> str:
    """Where generative tools were used and whether each use has its person; empty where there were none."""
    ja = lang == "ja"
    if not facts.uses_generative:
        return ""
    if facts.cuts_generative:
        text = (
            f"生成AIは全{facts.cuts_total}カット中{facts.cuts_generative}カットで使用された。"
            if ja
            else f"Generative tools were used in {facts.cuts_generative} of {facts.cuts_total} cuts; "
        )
    else:
        text = "生成AIを使用した。" if ja else "Generative tools were used; "
    if facts.uses_unnamed:
        return text + (
            f"うち{facts.uses_unnamed}件は担当者が示されていない。"
            if ja
            else f"for {facts.uses_unnamed} of {facts.uses_generative} uses nobody is named."
        )
    return text + ("すべて担当者が示されている。" if ja else "every use is under a person's credit.")
