"""What a template's lists may name: roles and departments by their labels, and fonts."""

import re
from collections.abc import Mapping
from functools import cached_property

from productions.catalogue.models.works import Production
from productions.interchange.matching.label_parts import fold_label
from productions.studio_files.services.fonts import list_families
from productions.vocabulary.models import Department, Role, RoleAlias

NAMED = ("fonts", "logos")
"""What has no code: its name is taken as it is typed."""
BETWEEN = re.compile(r"[、，,;\n\r\t]+")


class Vocabulary:
    """Labels in the reader's language, and codes by whatever somebody types. Two queries, one more for a typed alias."""

    def __init__(self, production: Production) -> None:
        self.production = production

    @cached_property
    def roles(self) -> list[Role]:
        return list(Role.objects.select_related("department"))

    @cached_property
    def departments(self) -> list[Department]:
        return list(Department.objects.all())

    @cached_property
    def families(self) -> list[str]:
        return list_families(self.production)

    @cached_property
    def labels(self) -> Mapping[str, dict[str, str]]:
        """Labels by code, of each list that a template may have; those of roles with their department's order."""
        return {
            "roles": {role.code: str(role) for role in self.roles},
            "departments": {department.code: str(department) for department in self.departments},
            **{name: {} for name in NAMED},
        }

    @cached_property
    def offered(self) -> Mapping[str, list[tuple[str, str]]]:
        """What may be chosen: its label, and what else finds it."""
        return {
            "roles": [
                (str(role), f"{role.department} · {role.label_ja} · {role.label_en}")
                for role in self.roles
                if role.retired_at is None
            ],
            "departments": [(str(each), f"{each.label_ja} · {each.label_en}") for each in self.departments],
            "fonts": [(family, "") for family in self.families],
            "logos": [
                (logo.name, f"{logo.said_ja} · {logo.said_en}") for logo in self.production.logos.active()
            ],
        }

    def get_label(self, kind: str, code: str) -> str:
        return self.labels[kind].get(code, code)

    def find_codes(self, kind: str, typed: str) -> tuple[list[str], list[str]]:
        """The codes of what was typed or pasted, and the texts that name nothing."""
        parts = [part.strip() for part in BETWEEN.split(typed) if part.strip()]
        if kind in NAMED:
            return [typed.strip()], []
        found: list[str] = []
        unknown: list[str] = []
        for part in parts:
            code = self.codes_by_text[kind].get(fold_label(part))
            if code is None and kind == "roles":
                code = self.codes_by_alias.get(fold_label(part))
            if code is None:
                unknown.append(part)
            else:
                found.append(code)
        return found, unknown

    @cached_property
    def codes_by_text(self) -> Mapping[str, dict[str, str]]:
        """Codes by code and by label in either language; a label that several have is the first's."""
        found: dict[str, dict[str, str]] = {"roles": {}, "departments": {}}
        offered = [role for role in self.roles if role.retired_at is None]
        for kind, entries in (("roles", offered), ("departments", self.departments)):
            for entry in entries:
                for text in (entry.code, entry.label_ja, entry.label_en):
                    found[kind].setdefault(fold_label(text), entry.code)
        return found

    @cached_property
    def codes_by_alias(self) -> dict[str, str]:
        rows = RoleAlias.objects.live().filter(role__retired_at=None).order_by("role__order", "pk")
        return {fold_label(text): code for text, code in rows.reverse().values_list("text", "role__code")}
