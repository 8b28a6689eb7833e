"""What an issue holds, for the pages of members: its public copy read once, and who withheld their name since it was issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from django.utils.timezone import get_default_timezone

from productions.releases.models.releases import Release
from productions.releases.services.renditions import get_rendition
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.texts.roll_contents import (
    PeopleCounts,
    SectionContents,
    list_roles_withheld_since,
    list_roll_contents,
)
from productions.rollkit.texts.roll_texts import format_erratum

MAX_CACHED_CONTENTS = 16
"""Issues that are kept in this process: one of 1,500 lines takes half a second to read under its seal."""


@dataclass(frozen=True, slots=True)
class ReleaseContents:
    """An issue as everybody may read it today. `withheld` are roles, with the lines of each that named somebody whom nothing names now."""

    sections: tuple[SectionContents, ...]
    errata: tuple[str, ...]
    withheld: Mapping[str, int]

    @property
    def counts(self) -> PeopleCounts:
        return sum((section.counts for section in self.sections), PeopleCounts())


CONTENTS_CACHE: LRUCache[tuple[str, str], ReleaseContents] = LRUCache(MAX_CACHED_CONTENTS)
"""By the copy's `etag`, which a wish changes, and the language."""
CONTENTS_LOCK = Lock()


def read_release_contents(release: Release, language: str) -> ReleaseContents:
    """What is in an issue, in the order and words of its public copy: nobody is named who withheld their name since (H16)."""
    key = (get_rendition(release, "etag").etag, language)
    with CONTENTS_LOCK:
        found = CONTENTS_CACHE.get(key)
    if found is None:
        found = make_release_contents(release, language)
        with CONTENTS_LOCK:
            CONTENTS_CACHE[key] = found
    return found


def make_release_contents(release: Release, language: str) -> ReleaseContents:
    rendition = get_rendition(release, "document", "withheld")
    shown = read_document(rendition.document, zone=get_default_timezone())
    withheld = (
        list_roles_withheld_since(read_document(release.document), shown, language)
        if rendition.withheld
        else {}
    )
    errata = tuple(format_erratum(entry, language) for entry in shown.issue.errata)
    return ReleaseContents(list_roll_contents(shown, language), errata, withheld)
