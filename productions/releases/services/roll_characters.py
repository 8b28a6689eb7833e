"""Whom credits voice, in the words that a roll prints in each language."""

from collections.abc import Iterable
from typing import NamedTuple

from productions.cast.models import Character, CharacterVariant
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.credits.queries.credits import CreditQuerySet
from productions.shared.ending_choices import VariantKind

JOINERS = {"ja": "／", "en": " / "}
"""What stands between the characters of one line."""


class PrintedCharacters(NamedTuple):
    """The names of a credit's characters on a Japanese and on an English roll; `en` is empty where one of them has no English name."""

    ja: str
    en: str


NOBODY = PrintedCharacters("", "")


def read_characters(rows: CreditQuerySet[Credit]) -> dict[int, PrintedCharacters]:
    """The characters by credit, in one query. Whoever withheld their name is not known by their character either (H16)."""
    portrayals = Portrayal.objects.told().filter(credit__in=rows.order_by().values("pk"))
    found: dict[int, list[Portrayal]] = {}
    for portrayal in portrayals.select_related("character", "variant").order_by("pk"):
        found.setdefault(portrayal.credit_id, []).append(portrayal)
    return {key: name_characters(own) for key, own in found.items()}


def name_characters(portrayals: Iterable[Portrayal]) -> PrintedCharacters:
    own = list(portrayals)
    english = [name_in_english(each.character, each.variant) for each in own]
    return PrintedCharacters(
        JOINERS["ja"].join(dict.fromkeys(name_as_entered(each.character, each.variant) for each in own)),
        JOINERS["en"].join(dict.fromkeys(english)) if all(english) else "",
    )


def name_as_entered(character: Character, variant: CharacterVariant | None) -> str:
    """The character with its variant behind it; under another name on the screen, that name alone."""
    if variant is None:
        return character.name
    if variant.kind == VariantKind.ON_SCREEN_NAME:
        return variant.label
    return f"{character.name}（{variant.label}）"


def name_in_english(character: Character, variant: CharacterVariant | None) -> str:
    """The same in English; empty where the part that is printed has no English name."""
    if variant is None:
        return character.name_en
    if variant.kind == VariantKind.ON_SCREEN_NAME:
        return variant.label_en
    if not character.name_en or not variant.label_en:
        return ""
    return f"{character.name_en} ({variant.label_en})"
