"""The page of one role: what it is called, and who does it."""

from __future__ import annotations

from typing import Any

from api.pages.linked_data import describe_linked_role, write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import read
from productions.shared.site_languages import list_localised_fields

MOST_PEOPLE = 100
"""People that the page lists, the most credited first; the API has the rest."""


class RolePage(PublicPage):
    """One role."""

    template_name = "pages/role.html"
    shown = "role-detail"

    def describe(self, code: str) -> dict[str, Any]:
        groups = {"by": "person", "page_size": str(MOST_PEOPLE), **self.wording}
        role = read("role-detail", self.wording, code=code)
        labels = (role[name] for name in list_localised_fields("label"))
        address = self.request.build_absolute_uri(self.get_address(code=code))
        return {
            "linked_data": write_linked_data(describe_linked_role(role, address)),
            "role": role,
            "other_labels": [label for label in labels if label != role["label"]],
            "people": read("role-credits-groups", groups, code=code)["results"],
        }
