"""What a roll says of credits that somebody disputes: where they stand and what is said of them, and nobody's name (H12, H16)."""

from productions.rollkit.document.model import Dispute, RollDocument
from productions.rollkit.texts.roll_texts import format_role_heading, join_names, pick_language

CLAIM_TEXTS = {
    "wrong_name": ("the name is wrong", "氏名の表記が誤り"),
    "not_mine": ("it is not this person's", "本人の仕事ではない"),
}


def list_dispute_notices(document: RollDocument, lang: str) -> list[str]:
    """One sentence for each disputed credit."""
    if not document.disputes:
        return []
    places = locate_credits(document, lang)
    tell = describe_dispute_in_japanese if lang == "ja" else describe_dispute_in_english
    return [tell(dispute, places.get(dispute.credit, dispute.credit)) for dispute in document.disputes]


def describe_dispute_in_english(dispute: Dispute, place: str) -> str:
    since = f" since {dispute.since}" if dispute.since else ""
    said = " and ".join(CLAIM_TEXTS[kind][0] for kind in dispute.kinds)
    return f"Disputed{since}: {place}{f' ({said})' if said else ''}."


def describe_dispute_in_japanese(dispute: Dispute, place: str) -> str:
    since = f"（{dispute.since}から）" if dispute.since else ""
    said = "、".join(CLAIM_TEXTS[kind][1] for kind in dispute.kinds)
    return f"異議申し立て中{since}：{place}{f'（{said}）' if said else ''}。"


def locate_credits(document: RollDocument, lang: str) -> dict[str, str]:
    """Role, and cuts or episodes, of each credit by its uid."""
    found: dict[str, str] = {}
    for department in document.departments:
        for block in department.blocks:
            for line in block.lines:
                parts = [format_role_heading(block, lang)]
                if line.cuts:
                    parts.append(pick_language(("cut ", "カット"), lang) + join_names(line.cuts, lang))
                elif line.episodes:
                    parts.append("#" + join_names(line.episodes, lang))
                found |= dict.fromkeys(line.credits, join_names(tuple(parts), lang))
    return found
