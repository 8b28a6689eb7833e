"""What the site says to machines of itself: its search, the text that explains it, its data, its figures, and what a search found.

Who operates the site is not on record, so that no node has a publisher.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from api.pages.linked_data import LinkedData, drop_unknown
from productions.statistics.services.people_statistics import OUTCOMES

JSON_MEDIA_TYPE = "application/json"


def describe_site(address: str, search_address: str) -> LinkedData:
    """The site and its search (https://schema.org/SearchAction)."""
    search = {"@type": "EntryPoint", "urlTemplate": f"{search_address}?q={{text}}"}
    action = {"@type": "SearchAction", "target": search, "query-input": "required name=text"}
    return {
        "@type": "WebSite",
        "@id": address,
        "url": address,
        "name": "Staffroll",
        "potentialAction": action,
    }


def describe_text(kind: str, address: str, site_address: str, name: str, description: str) -> LinkedData:
    """What all that is no entry of the record says: its type, its address, its name, in the language of the page, and its site."""
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": name,
        "description": description,
        "inLanguage": get_language(),
        "isPartOf": {"@id": site_address},
    }


def describe_explanation(address: str, site_address: str) -> LinkedData:
    """The page that says how to read the record."""
    lead = _(
        "A credit is a person's work in a role: on a cut, an episode or a whole work. Everything here is made of credits."
    )
    return describe_text("AboutPage", address, site_address, _("How to read this"), lead)


def describe_data(
    address: str, site_address: str, dump: Mapping[str, Any] | None, api_address: str, origin: str
) -> LinkedData:
    """The record as data: the API, and each file of the newest dump (of the API's `dumps/`; None where there is none).

    `origin` stands before addresses of the API. The day is that of the files, since the API is always of now.
    """
    lead = _("Staffroll is the credit registry for animation: who made every cut, with which tools.")
    files = dump["manifest"]["files"] if dump else []
    return drop_unknown(
        {
            **describe_text("Dataset", address, site_address, "Staffroll", lead),
            # Titles are as they are; roles, reasons and all other words are in each of these.
            "inLanguage": [code for code, _name in settings.LANGUAGES],
            "license": describe_licence(),
            "isAccessibleForFree": True,
            "dateModified": dump and dump["manifest"]["made_at"],
            "distribution": [
                describe_download(api_address, JSON_MEDIA_TYPE),
                *(
                    describe_download(
                        f"{origin}{dump['address']}{file['name']}",
                        file["media_type"],
                        name=file["name"],
                        contentSize=f"{file['bytes']} B",
                    )
                    for file in files
                    if dump
                ),
            ],
        }
    )


def describe_licence() -> str | LinkedData | None:
    """The licence by the address of its text, or by its name alone; None where the operator has declared none."""
    if settings.DATA_LICENCE_URL or not settings.DATA_LICENCE:
        return str(settings.DATA_LICENCE_URL) or None
    return {"@type": "CreativeWork", "name": settings.DATA_LICENCE}


def describe_download(address: str, media_type: str, **told: str) -> LinkedData:
    """One form of a data set, at its whole address."""
    return {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": address, **told}


def describe_statistics(
    address: str, site_address: str, statistics: Mapping[str, Any], json_address: str, data_address: str
) -> LinkedData:
    """The figures of the API's `statistics/`, once they were counted: how many entries, and credits by who is named."""
    lead = _("How many credits of the public record name a person, and how many do not.")
    entries = statistics["entries"]
    words = {
        "productions": _("works"),
        "contributors": _("people and studios"),
        "credits": _("credits"),
        "releases": _("issued rolls"),
    }
    return drop_unknown(
        {
            **describe_text("Dataset", address, site_address, _("Who is named"), lead),
            "license": describe_licence(),
            "isAccessibleForFree": True,
            "isBasedOn": {"@id": data_address},
            "dateModified": statistics["counted_at"].isoformat(),
            "distribution": [describe_download(json_address, JSON_MEDIA_TYPE)],
            "variableMeasured": [
                *(describe_figure(text, entries[name]) for name, text in words.items()),
                *list_outcome_figures(statistics["tables"]),
            ],
        }
    )


def list_outcome_figures(tables: Iterable[Mapping[str, Any]]) -> Iterable[LinkedData]:
    """Credits that name somebody, are withheld and name nobody. All tables count the same credits, so that the first says it.

    An outcome of too few people has no number there, and none here.
    """
    words = {
        "named": _("somebody is named"),
        "withheld": _("withheld by their own choice"),
        "unnamed": _("not named"),
    }
    for table in tables:
        for told in OUTCOMES if table["rows"] else ():
            groups = [group["credits"] for group in table[told]]
            yield describe_figure(words[told], None if None in groups else sum(groups), unitText=_("credits"))
        return


def describe_figure(name: str, value: int | None, **told: str) -> LinkedData:
    """One figure; without its value where that is not told."""
    return drop_unknown({"@type": "PropertyValue", "name": name, "value": value, **told})


def describe_results(
    address: str, site_address: str, text: str, found: Iterable[tuple[str, str]]
) -> LinkedData:
    """What a search found for a text: whole addresses and names, in the order of the page. How many there are in all is not known."""
    items = [
        {"@type": "ListItem", "position": place, "url": link, "name": name}
        for place, (link, name) in enumerate(found, start=1)
    ]
    return {
        "@type": "SearchResultsPage",
        "@id": address,
        "url": address,
        "name": text,
        "inLanguage": get_language(),
        "isPartOf": {"@id": site_address},
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }
