"""What the files of a production are used by: exports that were set in a font, templates and exports that show a logo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from productions.catalogue.models.works import Production
from productions.exports.models import Export
from productions.roll_templates.models import RollTemplate
from productions.users.models import User

MAX_LOOKED_AT = 1000
"""Newest exports of which it is asked what they were made with."""


@dataclass(frozen=True, slots=True)
class FileUses:
    """`fonts` counts exports by family, `logos` by name; `templates` has the newest versions that show a logo, by its name."""

    fonts: Counter[str]
    logos: Counter[str]
    templates: dict[str, list[RollTemplate]]


def find_file_uses(production: Production, user: User) -> FileUses:
    """Two queries."""
    fonts, logos = Counter[str](), Counter[str]()
    exports = Export.objects.visible_to(user).filter(production=production).newest_first()
    for set_in, shown in exports.values_list("fonts", "logos")[:MAX_LOOKED_AT]:
        fonts.update({each["family"] for each in set_in})
        logos.update({each["name"] for each in shown})
    templates: dict[str, list[RollTemplate]] = {}
    for template in RollTemplate.objects.visible_to(user).filter(production=production).current():
        for name in sorted(set(list_logo_names(template.data))):
            templates.setdefault(name, []).append(template)
    return FileUses(fonts, logos, templates)


def list_logo_names(value: Any) -> Iterator[str]:
    """The names of the logos in the blocks of a template's data, wherever those stand."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name == "logos" and isinstance(inside, list):
                yield from (each for each in inside if isinstance(each, str))
            else:
                yield from list_logo_names(inside)
    elif isinstance(value, list):
        for each in value:
            yield from list_logo_names(each)
