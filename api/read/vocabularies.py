"""The lists of words that the API uses, each with its labels in every language of the site and, where there is one, its URI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from productions.shared import ai_choices, choices, ending_choices
from productions.shared.identifiers import SCHEMES
from productions.shared.name_choices import NameLanguage
from productions.shared.site_languages import LANGUAGE_CODES, name_localised_field

SCHEME_LABELS: Mapping[str, Any] = {
    "isni": "ISNI",
    "orcid": "ORCID",
    "eidr": "EIDR",
    "imdb": "IMDb",
    "anilist": "AniList",
    "mal": "MyAnimeList",
    "tmdb": "TMDB",
    "wikidata": "Wikidata",
    "madb": _("Media Arts Database (MADB)"),
    "bangumi": "Bangumi",
    "annict": "Annict",
    "anidb": "AniDB",
    "ann": "Anime News Network",
    "tvdb": "TheTVDB",
    "isan": "ISAN",
}
VOCABULARIES: Mapping[str, list[tuple[str, Any]]] = {
    "absence-reason": choices.AbsenceReason.choices,
    "ai-basis": choices.AIBasis.choices,
    "ai-hosting": ai_choices.AIHosting.choices,
    "ai-input-kind": ai_choices.AIInputKind.choices,
    "ai-rework": ai_choices.AIRework.choices,
    "ai-state": choices.AIState.choices,
    "ai-system-kind": ai_choices.AISystemKind.choices,
    "ai-task": choices.AITask.choices,
    "attribution": choices.Attribution.choices,
    "code-of-conduct": ai_choices.CodeOfConduct.choices,
    "contributor-kind": choices.ContributorKind.choices,
    "credit-kind": choices.CreditKind.choices,
    "credit-state": choices.CreditState.choices,
    "cut-relation": choices.CutRelationKind.choices,
    "cut-status": choices.CutStatus.choices,
    "edition": choices.Edition.choices,
    "episode-kind": choices.EpisodeKind.choices,
    "evidence-kind": choices.EvidenceKind.choices,
    "extent": choices.Extent.choices,
    "identifier-scheme": [(code, SCHEME_LABELS[code]) for code in SCHEMES],
    "name-kind": choices.NameKind.choices,
    "name-language": NameLanguage.choices,
    "name-script": choices.NameScript.choices,
    "oversight": choices.Oversight.choices,
    "production-kind": choices.ProductionKind.choices,
    "scope": choices.Scope.choices,
    "share-method": ai_choices.ShareMethod.choices,
    "share-of": ai_choices.ShareOf.choices,
    "segment-kind": ending_choices.SegmentKind.choices,
    "song-kind": ending_choices.SongKind.choices,
    "source-type": choices.SourceType.choices,
    "title-kind": choices.TitleKind.choices,
    "training-entry": ai_choices.TrainingEntry.choices,
    "training-source": ai_choices.TrainingSource.choices,
    "training-use": ai_choices.TrainingUse.choices,
    "variant-kind": ending_choices.VariantKind.choices,
}
"""Codes and labels by the name of their list, each in its own order."""
URI_BUILDERS: Mapping[str, Callable[[str], str]] = {"source-type": lambda code: choices.IPTC_BASE + code}
"""IPTC Digital Source Type NewsCodes have addresses of their own."""


class Word(NamedTuple):
    """One code of a vocabulary."""

    code: str
    labels: Mapping[str, str]
    """By the name of their member: `label_en`, `label_ja`."""
    uri: str | None
    """Where the word is defined, if anywhere."""

    def list_members(self) -> dict[str, str | None]:
        """The members that lists and dumps give, in their order."""
        return {"code": self.code, **self.labels, "uri": self.uri}


def list_words(name: str) -> Iterator[Word]:
    """The words of one vocabulary, in its own order."""
    labels: dict[str, dict[str, str]] = {str(code): {} for code, _label in VOCABULARIES[name]}
    for language in LANGUAGE_CODES:
        with override(language):
            for code, label in VOCABULARIES[name]:
                labels[str(code)][name_localised_field("label", language)] = str(label)
    uri = URI_BUILDERS.get(name, lambda code: None)
    for code, texts in labels.items():
        yield Word(code, texts, uri(code))


def find_vocabulary(codes: Iterable[str]) -> str:
    """The name of the smallest vocabulary that has all these codes; the empty text is no code. Raises LookupError."""
    wanted = {str(code) for code in codes} - {""}
    having = {
        name: len(words) for name, words in VOCABULARIES.items() if wanted <= {str(code) for code, _ in words}
    }
    smallest = [name for name, size in having.items() if size == min(having.values())]
    if len(smallest) != 1:
        raise LookupError(f"No vocabulary, or several, have the codes {sorted(wanted)}: {smallest}.")
    return smallest[0]
