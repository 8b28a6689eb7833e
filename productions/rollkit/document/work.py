"""What a roll is of, and the issue that it is."""

from dataclasses import dataclass, field

from productions.rollkit.dataclass_json import ADDED, PERSONAL
from productions.rollkit.document.training_terms import TrainingTerm
from productions.shared.site_languages import (
    WORK_LANGUAGE,
    list_codes_from,
    map_localised_members,
    name_localised_field,
    pick_localised_text,
)


@dataclass(frozen=True, slots=True)
class Work:
    """The production, and the episode and edition where the roll is of one. fps is a fraction.

    `edition_label_…` and `edition_kind`: of the production's own edition what it is called, and the built-in one that it is a form of.
    `training_mining`: none, nothing was said.
    """

    uid: str
    title_native: str
    title_kana: str
    title_romaji: str
    title_en: str
    kind: str
    year: int | None
    fps_num: int
    fps_den: int
    episode_number: str
    episode_title: str
    edition: str
    invented: bool
    remark: str
    edition_label_en: str = field(default="", metadata=ADDED)
    edition_label_ja: str = field(default="", metadata=ADDED)
    edition_kind: str = field(default="", metadata=ADDED)
    training_mining: tuple[TrainingTerm, ...] = field(default=(), metadata=ADDED)

    def choose_title(self, lang: str) -> str:
        """The title as it was given, or in the language of the roll, or else in Latin letters."""
        if lang == WORK_LANGUAGE:
            return self.title_native
        return pick_localised_text(self, "title", lang) or self.title_romaji or self.title_native


@dataclass(frozen=True, slots=True)
class Override:
    """That the release was issued although rule H13 refuses it: by whom, when (ISO 8601), why."""

    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Erratum:
    """One difference from the issue before, by person. `kind`: added, removed, renamed, moved, withheld.

    Whoever withheld their name is not told apart: no uid, no name, only the roles. `name_before` of a person who was
    renamed is told only where they want it.
    """

    kind: str
    contributor: str = field(metadata=PERSONAL)
    name_before: str = field(metadata=PERSONAL)
    name_after: str = field(metadata=PERSONAL)
    roles_en: tuple[str, ...]
    roles_ja: tuple[str, ...]

    def list_roles(self, lang: str) -> tuple[str, ...]:
        """The labels of the roles in the language, or else in another."""
        names = (name_localised_field("roles", code) for code in list_codes_from(lang))
        return next((roles for name in names if (roles := getattr(self, name, ()))), ())

    @property
    def owner(self) -> str:
        return f"{self.kind} {self.contributor}"


ERRATUM_LANGUAGES = tuple(language.code for language in map_localised_members(Erratum, "roles").values())
"""The languages in which roles are compared and kept: a further one would make of every role another."""


@dataclass(frozen=True, slots=True)
class Issue:
    """`number` is None for the working copy. Times are ISO 8601, of the site's time zone when it was issued.

    `previous_digest` is the `issue_digest` of the issue before. One in `staffroll.roll/1` is digested with its names in plain
    text: its digest is `previous_plain_digest`, which is committed to like a name.
    """

    number: int | None
    issued_at: str
    issued_by: str
    previous_digest: str
    override: Override | None
    errata: tuple[Erratum, ...]
    previous_plain_digest: str = field(default="", metadata=ADDED | PERSONAL)

    @property
    def owner(self) -> str:
        return "issue"
