"""The page of one AI system: where it was used, under whose hands, and what is disclosed of its training data."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from api.pages.ai_story import arrange_uses
from api.pages.linked_data import describe_linked_system, write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import iter_entries, read


class AISystemPage(PublicPage):
    """One AI system."""

    template_name = "pages/ai_system.html"
    shown = "ai-system-detail"

    def describe(self, uid: UUID) -> dict[str, Any]:
        uses = sorted(
            iter_entries("ai-system-uses", self.wording, uid=uid), key=lambda use: use["production"]["uid"]
        )
        works = groupby(uses, key=itemgetter("production"))
        system = read("ai-system-detail", self.wording, uid=uid)
        address = self.request.build_absolute_uri(self.get_address(uid=uid))
        return {
            "linked_data": write_linked_data(describe_linked_system(system, address)),
            "system": system,
            "disclosures": read("ai-system-disclosures", uid=uid),
            "works": [(production, arrange_uses(same)) for production, same in works],
        }
