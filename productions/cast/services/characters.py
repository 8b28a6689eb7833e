"""Characters of a production and their variants: entering and changing."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from productions.cast.models import Character, CharacterVariant
from productions.catalogue.models.works import Production
from productions.ledger.services.writing import change_entity, create_entity, in_transaction
from productions.shared.choices import MembershipLevel
from productions.shared.names import identity_key
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR


@in_transaction
def create_character(
    production: Production, *, name: str, by: User | None, now: datetime, **values: Any
) -> Character:
    """A new character. `values`: name_language, name_kana, name_en, position.

    Raises NotAllowed, and Refusal where the production has a character of this name; spaces, width and middle dots are no difference.
    """
    access.require_level(by, production, EDITOR)
    character = Character(production=production, name=name, **values)
    refuse_same_name(character)
    return create_entity(character, by=by, now=now)


@in_transaction
def update_character(
    character: Character, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> Character:
    """Change a character; see create_character. What rolls called it stays on the credits."""
    access.require_level(by, character.production, EDITOR)
    if values.get("production", character.production) != character.production:
        raise Refusal(fields={"production": [_("A character cannot be moved to another production.")]})
    if "name" in values:
        trial = Character(pk=character.pk, production=character.production, name=values["name"])
        refuse_same_name(trial)
    return change_entity(character, values, by=by, now=now, reason=reason)


def refuse_same_name(character: Character) -> None:
    """Raise Refusal where another character of the production has the name."""
    wanted = identity_key(character.name)
    others = Character.objects.live().filter(production=character.production).exclude(pk=character.pk)
    for name in others.values_list("name", flat=True):
        if identity_key(name) == wanted:
            raise Refusal(fields={"name": [_("The production already has the character “%s”.") % name]})


@in_transaction
def add_variant(
    character: Character, *, kind: str, label: str, by: User | None, now: datetime, **labels: str
) -> CharacterVariant:
    """The character at another age, with another voice, or under the name that the screen shows."""
    access.require_level(by, character.production, EDITOR)
    variant = CharacterVariant(character=character, kind=kind, label=label, **labels)
    return create_entity(variant, by=by, now=now)


@in_transaction
def update_variant(
    variant: CharacterVariant, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> CharacterVariant:
    """Change a variant: kind, label, label_en."""
    access.require_level(by, variant.character.production, EDITOR)
    if values.get("character", variant.character) != variant.character:
        raise Refusal(fields={"character": [_("A variant cannot be moved to another character.")]})
    return change_entity(variant, values, by=by, now=now, reason=reason)


def list_identities(characters: Iterable[Character]) -> dict[str, Character]:
    """The characters by the identity of their names, the oldest of one identity."""
    found: dict[str, Character] = {}
    for character in characters:
        found.setdefault(identity_key(character.name), character)
    return found
