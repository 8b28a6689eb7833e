"""Whom credits voice, in the words that a roll prints in each language."""

from collections.abc import Iterable, Mapping

from productions.cast.models import Character, CharacterVariant
from productions.credits.models.credits import Credit
from productions.credits.models.portrayals import Portrayal
from productions.credits.queries.credits import CreditQuerySet
from productions.rollkit.roll_catalogue import say_text
from productions.shared.ending_choices import VariantKind
from productions.shared.site_languages import LANGUAGE_CODES, WORK_LANGUAGE, get_localised_text

PrintedCharacters = Mapping[str, str]
"""The names of a credit's characters on a roll in each language; empty where one of them has no name in it."""
NOBODY: PrintedCharacters = dict.fromkeys(LANGUAGE_CODES, "")


def read_characters(rows: CreditQuerySet[Credit]) -> dict[int, PrintedCharacters]:
    """The characters by credit, in one query. Whoever withheld their name is not known by their character either (H16)."""
    portrayals = Portrayal.objects.told().filter(credit__in=rows.order_by().values("pk"))
    found: dict[int, list[Portrayal]] = {}
    for portrayal in portrayals.select_related("character", "variant").order_by("pk"):
        found.setdefault(portrayal.credit_id, []).append(portrayal)
    return {key: name_characters(own) for key, own in found.items()}


def name_characters(portrayals: Iterable[Portrayal]) -> PrintedCharacters:
    own = list(portrayals)
    found = {}
    for code in LANGUAGE_CODES:
        names = [name_character(each.character, each.variant, code) for each in own]
        found[code] = say_text(code, "character_joiner").join(dict.fromkeys(names)) if all(names) else ""
    return found


def name_character(character: Character, variant: CharacterVariant | None, language: str) -> str:
    """The character with its variant behind it; under another name on the screen, that name alone.

    In the language of the works it is as it was entered; empty where the part that is printed has no name in the language.
    """
    name = get_localised_text(character, "name", language, plain=WORK_LANGUAGE)
    if variant is None:
        return name
    label = get_localised_text(variant, "label", language, plain=WORK_LANGUAGE)
    if variant.kind == VariantKind.ON_SCREEN_NAME:
        return label
    return say_text(language, "name_with_note", name=name, note=label) if name and label else ""
