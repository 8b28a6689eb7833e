"""A name under way to being read, and what the brackets of a cast say: another actor, another age, the name itself."""

from dataclasses import dataclass, field, replace

from productions.interchange.credit_text.joined_names import UnnamedPeople
from productions.interchange.credit_text.organizations import is_organization, looks_like_japanese_person
from productions.shared.late_patterns import compile_late

TITLE = compile_late(
    r"[「『][^「『」』]+[」』](?:より|から|ほか|所[収載]|掲載|連載中?|[原所収載][作]?|刊行?|シリーズ|等)*"
)
"""A work's title, and how it is referred to; no name."""
MAX_FORM_CHARACTERS = 40
_FORM = compile_late(
    r".*(?:時代|[少幼青壮老][年女児]期?|[幼児]期|の頃|子供|子ども|こども|大人|[0-9０-９]+[歳才]|少年.*|少女.*|幼.*|若.*|過去|未来|現在|声|歌|ちび.*)"
)
_KANA_NAME = compile_late(r"[ぁ-ん]{4,8}|[ァ-ヶー]{3,6}|[A-Z][A-Za-z.'’◎-]+(?:[ 　]+[A-Z][A-Za-z.'’◎-]+)+")


@dataclass(slots=True)
class NameDraft:
    """A name from `start` on, the brackets behind it and the remarks on it. `variant`: as which form of the character."""

    start: int
    name: str = ""
    others: UnnamedPeople | None = None
    groups: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    variant: str = ""


def may_be_person(text: str, *, kana: bool = False) -> bool:
    """Whether a bracket may name a person; `kana`: one written with kana or Latin letters alone, too."""
    bare = text.replace("*", "").replace("※", "").strip()
    if _is_form(bare):
        return False
    if looks_like_japanese_person(bare):
        return True
    return kana and bool(_KANA_NAME.fullmatch(bare)) and not is_organization(bare)


def _is_form(text: str) -> bool:
    """Whether words say at which age or in which form a character is: 少年時代, 7歳, 若い頃のレオポルド."""
    return len(text) <= MAX_FORM_CHARACTERS and bool(_FORM.fullmatch(text))


def spread_cast_draft(draft: NameDraft) -> list[NameDraft]:
    """The actors of one name with brackets.

    `矢尾一樹（少年時代）（野田順子）` and `少女期（黒木華）（幼年期）（大野百花）` are two, each with their form of the character;
    `ムンス（藤原啓治）` is one, whose name stands in the bracket; `天野ひろゆき（キャイ～ン）` stays as it is.
    """
    if not draft.groups:
        return [draft]
    first = _take_name_of_form(draft)
    found = [first]
    while len(first.groups) > 1:
        index = next((at for at in range(len(first.groups) - 1) if _is_form_and_actor(first.groups, at)), -1)
        if index < 0:
            break
        form, actor = first.groups[index : index + 2]
        del first.groups[index : index + 2]
        found.append(NameDraft(first.start, actor, variant=form))
    return found


def _take_name_of_form(draft: NameDraft) -> NameDraft:
    named = draft.groups[0]
    if _is_form(draft.name) and may_be_person(named, kana=True):
        return replace(draft, name=named, groups=draft.groups[1:], variant=draft.name)
    if may_be_person(named) and not may_be_person(draft.name):
        return replace(
            draft, name=named, others=None, groups=draft.groups[1:], notes=[draft.name, *draft.notes]
        )
    return draft


def _is_form_and_actor(groups: list[str], at: int) -> bool:
    return not is_organization(groups[at]) and may_be_person(groups[at + 1], kana=True)
