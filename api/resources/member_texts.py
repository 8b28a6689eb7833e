"""What members mean, where their name means the same in every schema and the serializer says nothing more."""

from collections.abc import Mapping

from productions.shared.site_languages import map_localised_fields


def describe_texts(base: str, text: str) -> dict[str, str]:
    """The members that have a text in each language, each with the name of its language put in."""
    return {
        name: text.format(language=language.english_name)
        for name, language in map_localised_fields(base).items()
    }


USUAL_TEXTS: Mapping[str, str] = {
    "uid": "Names it for good (a UUID), in addresses too.",
    "code": "Names it for good, in addresses too.",
    "name": "Its name.",
    "title": "Its title; empty where it has none.",
    "version": "Its version as its maker writes it.",
    "vendor": "Who makes it.",
    "value": "The identifier, as the scheme writes it.",
    **describe_texts("label", "Its label in {language}."),
    "order": "Its place among its likes, ascending.",
    "primary": "Whether it is the one that is shown first.",
    "note": "A note; empty where there is none.",
    "reason": "Why; empty where nobody said.",
    "why": "Why, in one sentence.",
    "entity": "What kind of entry it is.",
    "style": "Its style as the font names it, such as Bold.",
    "media_type": "Its media type.",
    "software": "Which program made it, with its version.",
    "role_as_printed": "The role as printed; empty where its label serves.",
    "on_screen": "Whether it stands on the screen.",
    **describe_texts("roles", "Labels of the roles in {language}."),
    "dry_run": "Whether it was only tried.",
    "error": "Why it failed, in one sentence; empty where it did not.",
    "last_error": "Why the last try failed, in one sentence; empty where it did not.",
    "bytes": "Size in bytes.",
    "rows": "Number of rows.",
    "credits": "Number of credits.",
    "affiliations": "Number of credits that name it as the studio.",
    "ai_uses": "Number of AI uses.",
    "ai_declarations": "Number of AI declarations.",
    "decision": "What whoever decided it said; empty where nothing.",
    "decided_by": "The account that decided it; null until then.",
    "proposed_by": "The account that proposed it.",
    "at": "When (UTC).",
    "approved_at": "When it was signed (UTC).",
    "asked_at": "When it was asked for (UTC).",
    "decided_at": "When it was decided (UTC); null until then.",
    "declared_at": "When they said so (UTC).",
    "delivered_at": "When something was last delivered (UTC); null: nothing yet.",
    "disabled_at": "When it was disabled (UTC); null: it is not.",
    "finished_at": "When it was finished (UTC); null until then.",
    "imported_at": "When it was entered (UTC).",
    "issued_at": "When it was issued (UTC).",
    "made_at": "When it was made (UTC).",
    "proposed_at": "When it was proposed (UTC).",
    "removed_at": "When it was removed (UTC).",
    "requested_at": "When it was asked for (UTC).",
    "undone_at": "When it was taken back (UTC); null: it stands.",
    "uploaded_at": "When it was uploaded (UTC).",
    "validated_at": "When a person looked at it (UTC); null: nobody said.",
    "released_on": "Day of first release; null: not known.",
    "used_from": "First day of its use; null: not known.",
    "used_until": "Last day of its use; null: not known, or still in use.",
}
