"""Whom the name of a character in a file means: the production's character of that identity, and a new entry where there is none."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from productions.cast.models import Character, CharacterVariant
from productions.cast.services.characters import list_identities
from productions.catalogue.models.works import Production
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.stand_ins import forget_key
from productions.ledger.services.writing import create_many
from productions.shared.choices import MembershipLevel
from productions.shared.names import identity_key
from productions.users import access
from productions.users.models import User


class NamedCharacter(NamedTuple):
    """A character as a file names it; `kind` and `label` of its variant are empty where it names none."""

    name: str
    kind: str = ""
    label: str = ""
    language: str = ""

    @property
    def key(self) -> str:
        return identity_key(self.name)

    @property
    def variant_key(self) -> tuple[str, str]:
        """Its identity and that of its variant: what tells variants apart is their label, whatever kind a file takes them for."""
        return (self.key, identity_key(self.label))


@dataclass(slots=True)
class CastDirectory:
    """The characters of a production by the identity of their names, their variants, and those of them that are new."""

    characters: dict[str, Character]
    variants: dict[tuple[str, str], CharacterVariant]
    new_characters: list[Character] = field(default_factory=list)
    new_variants: list[CharacterVariant] = field(default_factory=list)

    def find(self, named: NamedCharacter) -> tuple[Character, CharacterVariant | None]:
        """The entry, and the variant where one is named. It must have been among those that were looked up."""
        return self.characters[named.key], self.variants[named.variant_key] if named.label else None


@transaction.atomic
def store_characters(
    cast: CastDirectory,
    used: Collection[int],
    used_variants: Collection[int],
    *,
    production: Production,
    by: User | None,
    now: datetime,
) -> list[Character]:
    """Enter those of the new characters and variants whose stand-in keys are used, in one batch. A fixed number of queries."""
    access.require_level(by, production, MembershipLevel.EDITOR)
    variants = [one for one in cast.new_variants if one.pk in used_variants]
    of_variants = {id(one.character) for one in variants}
    characters = [one for one in cast.new_characters if one.pk in used or id(one) in of_variants]
    for entry in (*characters, *variants):
        forget_key(entry)
    create_many(characters, by=by, now=now)
    for variant in variants:
        variant.character = variant.character  # its key is known only now
    create_many(variants, by=by, now=now)
    return characters


@transaction.atomic
def find_or_create_characters(
    production: Production, names: Iterable[NamedCharacter], *, by: User | None, now: datetime
) -> CastDirectory:
    """Everybody who is named; who is missing is entered, in one batch. A fixed number of queries."""
    cast = find_or_draft_characters(production, names)
    new, variants = {one.pk for one in cast.new_characters}, {one.pk for one in cast.new_variants}
    store_characters(cast, new, variants, production=production, by=by, now=now)
    return cast


def find_or_draft_characters(production: Production, names: Iterable[NamedCharacter]) -> CastDirectory:
    """Everybody who is named; who is missing is stood in for under a key that no row has until `store_characters`. Two queries."""
    wanted = [each for each in dict.fromkeys(names) if each.name]
    cast = read_cast(production) if wanted else CastDirectory({}, {})
    for named in wanted:
        if named.key not in cast.characters:
            character = Character(production=production, name=named.name, name_language=named.language)
            draft_entry(character, cast.new_characters)
            cast.characters[named.key] = character
        if named.label and named.variant_key not in cast.variants:
            character = cast.characters[named.key]
            variant = CharacterVariant(character=character, kind=named.kind, label=named.label)
            draft_entry(variant, cast.new_variants)
            cast.variants[named.variant_key] = variant
    return cast


def read_cast(production: Production) -> CastDirectory:
    """The production's characters and their variants."""
    rows = Character.objects.live().filter(production=production).order_by("pk")
    characters = list_identities(rows)
    variants = (
        CharacterVariant.objects.live().filter(character__in=rows.order_by()).select_related("character")
    )
    return CastDirectory(characters, index_variants(variants.order_by("pk")))


def index_variants(variants: Iterable[CharacterVariant]) -> dict[tuple[str, str], CharacterVariant]:
    found: dict[tuple[str, str], CharacterVariant] = {}
    for variant in variants:
        found.setdefault((identity_key(variant.character.name), identity_key(variant.label)), variant)
    return found


def draft_entry(entry: Character | CharacterVariant, among: list) -> None:  # type: ignore[type-arg]
    """Check the writing of a new entry and let it be referred to as if it was stored."""
    prepare_entity(entry)
    among.append(entry)
    entry.pk = -len(among)
    entry._state.adding = False


def list_new_names(cast: CastDirectory) -> Mapping[str, list[str]]:
    """The new characters, and the new variants of each of the others, as a plan tells them."""
    found: dict[str, list[str]] = {character.name: [] for character in cast.new_characters}
    for variant in cast.new_variants:
        found.setdefault(variant.character.name, []).append(variant.label)
    return found
