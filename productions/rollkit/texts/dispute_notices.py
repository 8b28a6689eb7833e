"""What a roll says of credits that somebody disputes: where they stand and what is said of them, and nobody's name (H12, H16)."""

from productions.rollkit.document.model import Dispute, RollDocument
from productions.rollkit.roll_catalogue import say_text
from productions.rollkit.texts.roll_texts import format_role_heading, join_names


def list_dispute_notices(document: RollDocument, lang: str) -> list[str]:
    """One sentence for each disputed credit."""
    if not document.disputes:
        return []
    places = locate_credits(document, lang)
    return [
        describe_dispute(dispute, places.get(dispute.credit, dispute.credit), lang)
        for dispute in document.disputes
    ]


def describe_dispute(dispute: Dispute, place: str, lang: str) -> str:
    kinds = say_text(lang, "dispute.kind_separator").join(
        say_text(lang, f"dispute.{kind}") for kind in dispute.kinds
    )
    return say_text(
        lang,
        "dispute.line",
        place=place,
        since=say_text(lang, "dispute.since", day=dispute.since) if dispute.since else "",
        said=say_text(lang, "dispute.said", kinds=kinds) if kinds else "",
    )


def locate_credits(document: RollDocument, lang: str) -> dict[str, str]:
    """Role, and cuts or episodes, of each credit by its uid."""
    found: dict[str, str] = {}
    for department in document.departments:
        for block in department.blocks:
            for line in block.lines:
                parts = [format_role_heading(block, lang)]
                if line.cuts:
                    parts.append(say_text(lang, "dispute.cuts", cuts=join_names(line.cuts, lang)))
                elif line.episodes:
                    parts.append("#" + join_names(line.episodes, lang))
                found |= dict.fromkeys(line.credits, join_names(tuple(parts), lang))
    return found
