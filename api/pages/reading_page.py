"""Pages that explain: how to read the record, and what may be done with its data."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from api.pages.linked_data import write_linked_data
from api.pages.public_page import PublicPage
from api.pages.reads import read
from api.pages.site_linked_data import describe_data, describe_explanation
from productions.shared.site_languages import name_localised_field

EXPLAINED = (
    "absence-reason",
    "ai-state",
    "ai-task",
    "oversight",
    "source-type",
    "credit-state",
    "evidence-kind",
)
"""The vocabularies of the API whose words pages use, in the order in which a reader meets them."""


class ReadingPage(PublicPage):
    """How to read the record: what a name, a gap and silence mean, and every word that pages use."""

    template_name = "pages/how_to_read.html"
    shown = "vocab"

    def describe(self) -> dict[str, Any]:
        label = name_localised_field("label", self.wording["lang"])
        known = {each["name"]: each["words"] for each in read("vocab")}
        described = describe_explanation(self.locate("pages:how-to-read"), self.locate("pages:home"))
        return {
            "linked_data": write_linked_data(described),
            "words": {
                name.replace("-", "_"): [{"label": word[label], "uri": word["uri"]} for word in known[name]]
                for name in EXPLAINED
            },
        }


class DataPage(PublicPage):
    """The data as files and by the API, and under which licence."""

    template_name = "pages/data.html"
    shown = "dump-list"

    def describe(self) -> dict[str, Any]:
        dumps = read("dump-list")["results"]
        newest = dumps[0] if dumps else None
        described = describe_data(
            self.locate("pages:data"),
            self.locate("pages:home"),
            newest,
            self.locate("root"),
            self.request.build_absolute_uri("/").removesuffix("/"),
        )
        return {
            "linked_data": write_linked_data(described),
            "newest": newest,
            "licence": settings.DATA_LICENCE,
            "licence_url": settings.DATA_LICENCE_URL,
            "contact": settings.SITE_CONTACT,
        }
