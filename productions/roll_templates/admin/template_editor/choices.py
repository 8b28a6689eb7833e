"""What a template's lists may name: roles and departments by their labels, and fonts."""

import re
from collections.abc import Mapping
from functools import cached_property

from productions.catalogue.models.works import Production
from productions.interchange.matching.label_order import RoleWords, find_by_label, index_codes
from productions.shared.site_languages import WORK_LANGUAGE, list_localised_texts
from productions.studio_files.services.fonts import list_families
from productions.vocabulary.models import Department, Role

NAMED = ("fonts", "logos")
"""What has no code: its name is taken as it is typed."""
BETWEEN = re.compile(r"[、，,;\n\r\t]+")


class EditorVocabulary:
    """Labels in the reader's language, and codes by whatever somebody types. Two queries, and two more for what is typed."""

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
                (
                    str(role),
                    " · ".join(
                        [str(role.department), *list_localised_texts(role, "label", first=WORK_LANGUAGE)]
                    ),
                )
                for role in self.roles
                if role.retired_at is None
            ],
            "departments": [
                (str(each), " · ".join(list_localised_texts(each, "label", first=WORK_LANGUAGE)))
                for each in self.departments
            ],
            "fonts": [(family, "") for family in self.families],
            "logos": [
                (logo.name, " · ".join(list_localised_texts(logo, "said", first=WORK_LANGUAGE)))
                for logo in self.production.logos.active()
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
            code = find_by_label(self.codes_by_text[kind], part)
            if code is None:
                unknown.append(part)
            else:
                found.append(code)
        return found, unknown

    @cached_property
    def codes_by_text(self) -> Mapping[str, dict[str, str]]:
        """Codes by whatever names an entry that may be chosen, in the order of `label_order`."""
        departments = [
            RoleWords(each.code, list_localised_texts(each, "label", first=WORK_LANGUAGE))
            for each in self.departments
        ]
        return {
            "roles": index_codes(Role.objects.on_offer().list_words()),
            "departments": index_codes(departments),
        }
