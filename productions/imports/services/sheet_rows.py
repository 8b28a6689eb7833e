"""What each row of a credit sheet stands for: its roles, cuts, people and AI uses looked up, and what is missing told by line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from productions.ai.services.ai_systems import draft_ai_system
from productions.cast.services.named_characters import NamedCharacter
from productions.catalogue.models.cuts import Cut
from productions.catalogue.models.works import Episode
from productions.credits.models.credits import Credit
from productions.imports.services.file_places import tell_at
from productions.imports.services.row_people import get_row_kind
from productions.imports.services.sheet_lookups import SheetLookups, read_person_uid
from productions.interchange.credit_text.statements import OTHER_ROLE_CODE
from productions.interchange.cut_lists.cut_numbers import expand_cuts
from productions.interchange.sheets.character_cells import split_character_cell
from productions.interchange.sheets.credit_row import CreditSheetRow
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.interchange.sheets.spellings import fold_word
from productions.ledger.services.stand_ins import stand_in
from productions.people.models.people import Contributor
from productions.segments.models import Segment
from productions.shared.choices import AITask, Attribution, ContributorKind, CreditKind, Edition, Extent
from productions.shared.models import NAME_LENGTH
from productions.shared.moments import parse_moment
from productions.shared.numbers import number_key, split_number_range
from productions.shared.placeholders import system_key
from productions.shared.time_limits import stop_at_deadline
from productions.songs.models import Song
from productions.vocabulary.models import Role

EPISODE_LIST_PATTERN = re.compile(r"\s*[,，、・/／]\s*")
MAX_LABELS_OFFERED = 1000
"""Unknown roles of one file for which known ones are looked for."""


def list_row_characters(rows: Iterable[CreditSheetRow]) -> Iterator[NamedCharacter]:
    """Every character in the rows; what is too long for a name is none, and refused with its credit."""
    for row in rows:
        for cell in split_character_cell(row.character):
            if max(len(cell.name), len(cell.label)) <= NAME_LENGTH:
                yield NamedCharacter(*cell, row.character_language)


def build_rows_credits(
    shelf: SheetLookups, rows: Iterable[CreditSheetRow]
) -> list[tuple[CreditSheetRow, dict[str, Any]]]:
    """The values of every credit, each with the row that it came from."""
    return [(row, values) for row in stop_at_deadline(rows) for values in build_row_credits(shelf, row)]


def build_row_credits(shelf: SheetLookups, row: CreditSheetRow) -> list[dict[str, Any]]:
    """The credits a row stands for: each of its roles on each of its cuts; a range is one credit; none for a line of rights alone."""
    spans = find_episodes(shelf, row)
    return [values for span in spans for values in build_span_credits(shelf, row, *span)]


def build_span_credits(
    shelf: SheetLookups, row: CreditSheetRow, episode: Episode | None, last_episode: Episode | None
) -> list[dict[str, Any]]:
    """The same for one episode or range of them."""
    song = shelf.songs.find(row, episode)
    if song is not None and not row.role:
        return []
    roles = find_roles(shelf, row)
    cuts: list[tuple[Cut | None, Cut | None]] = (
        list(find_cuts(shelf, row, episode)) if row.cut else [(None, None)]
    )
    contributor = find_credited(shelf, row)
    values = read_credit_values(shelf, row, contributor, last_episode, song)
    if row.name and contributor is None:
        return []
    uses = build_row_ai_uses(shelf, row)
    return [
        {
            **values,
            **build_printed_role(row, role),
            "role": role,
            "episode": cut.episode if cut else episode,
            "cut": cut,
            "last_cut": last_cut,
            "ai_uses": uses,
        }
        for role in roles
        for cut, last_cut in cuts
    ]


def read_credit_values(
    shelf: SheetLookups,
    row: CreditSheetRow,
    contributor: Contributor | None,
    last_episode: Episode | None,
    song: Song | None,
) -> dict[str, Any]:
    """What every credit of the row says."""
    return {name: getattr(row, name) for name in list_copied_fields()} | {
        "kind": row.kind or CreditKind.PERSON,
        "contributor": contributor,
        "credited_as": row.credited_as or row.name if contributor else "",
        "character_as_printed": row.character,
        "character_as_printed_language": row.character_language,
        "portrayals": build_row_portrayals(shelf, row),
        "affiliation": find_person(shelf, row, row.affiliation, ContributorKind.ORGANIZATION),
        "contracted_by": find_person(shelf, row, row.contracted_by, ContributorKind.ORGANIZATION),
        "last_episode": last_episode,
        "song": song,
        "segment": find_segment(shelf, row),
        "attribution": Attribution.TRUE_NAME,
        "evidence_kind": row.evidence,
        "evidence_on": date.fromisoformat(row.evidence_on) if row.evidence_on else None,
        "evidence_note": row.note,
        "edition": find_edition(shelf, row),
        "position": row.position or 0,
        "on_screen": row.on_screen != "no",
    }


@cache
def list_copied_fields() -> tuple[str, ...]:
    """What a row and a credit have under one name, and no link: it is entered as it stands where nothing else is made of it."""
    ours = {field.name for field in Credit._meta.concrete_fields if not field.is_relation}
    return tuple(field.name for field in fields(CreditSheetRow) if field.name in ours)


def build_printed_role(row: CreditSheetRow, role: Role) -> dict[str, str]:
    """What was written of the role: the column for it, or else the label by which the role was found, unless that is its code (H18)."""
    written = row.role_as_printed or ("" if row.role == role.code else row.role)
    return {"role_as_printed": written, "role_as_printed_language": row.role_language if written else ""}


def build_row_portrayals(shelf: SheetLookups, row: CreditSheetRow) -> list[dict[str, Any]]:
    """Whom a row's credit voices."""
    if not row.character:
        return []
    found = [shelf.cast.find(named) for named in list_row_characters([row])]
    return [{"character": character, "variant": variant} for character, variant in found]


def find_roles(shelf: SheetLookups, row: CreditSheetRow) -> list[Role]:
    """One role, or several where the label names several (`監督・脚本`); `other` for a label that is not known, which the row is told."""
    if named := shelf.roles.find_all(row.role):
        return named
    other = shelf.roles.by_code.get(OTHER_ROLE_CODE) if row.role.strip() else None
    if other is None:
        shelf.add_problem(row, "role", _("The role “%s” is not in the vocabulary.") % row.role)
        return []
    if row.role not in shelf.unknown_roles:
        shelf.unknown_roles[row.role] = word_unknown_role(shelf, row.role)
    shelf.hints.append(tell_at(row, shelf.unknown_roles[row.role], "role"))
    return [other]


def word_unknown_role(shelf: SheetLookups, label: str) -> str:
    """What is told of a label that is not known, with the role that it is likely a slip of."""
    told = _("The role “%s” is not in the vocabulary; it is kept as written under “other”.") % label
    code = shelf.roles.labels.find_nearest(label) if len(shelf.unknown_roles) < MAX_LABELS_OFFERED else None
    return told + (_(" Did you mean “%s”?") % shelf.roles.by_code[code] if code else "")


def find_edition(shelf: SheetLookups, row: CreditSheetRow) -> str:
    """The code of an edition, built in or the production's own, by its code or label."""
    code = shelf.editions.resolve(row.edition)
    if not shelf.editions.find_problem(code):
        return code
    known = ", ".join((*Edition.values, *shelf.editions.own))
    told = {"text": shorten_for_message(row.edition), "known": known}
    shelf.add_problem(row, "edition", _("“%(text)s” is not known here; write one of: %(known)s.") % told)
    return ""


def find_episodes(shelf: SheetLookups, row: CreditSheetRow) -> list[tuple[Episode | None, Episode | None]]:
    """The episodes of a number or a list (`1,3-5`), and the last one of each range; a number that is known as a whole is never read otherwise."""
    if not row.episode:
        return [(None, None)]
    if (known := shelf.episodes.get(number_key(row.episode))) is not None:
        return [(known, None)]
    spans = []
    for item in filter(None, EPISODE_LIST_PATTERN.split(row.episode)):
        ends = split_number_range(item)
        first = find_episode(shelf, row, ends[0] if ends else item)
        spans.append((first, find_episode(shelf, row, ends[1]) if ends else None))
    return spans


def find_episode(shelf: SheetLookups, row: CreditSheetRow, number: str) -> Episode | None:
    episode = shelf.episodes.get(number_key(number))
    if episode is None:
        shelf.add_problem(row, "episode", _("There is no episode %s; add it first.") % number)
    return episode


def find_cuts(
    shelf: SheetLookups, row: CreditSheetRow, episode: Episode | None
) -> Iterator[tuple[Cut, Cut | None]]:
    """The cuts of a number or a list, and the ends of each range; every one must exist."""
    known = shelf.cuts.get(episode.pk if episode else None, {})
    ends = shelf.parts.get(episode.pk if episode else None, {})
    found = expand_cuts(row.cut, known=list(known), parts=ends)
    for problem in found.problems:
        shelf.add_problem(row, "cut", problem)
    shelf.hints += [tell_at(row, note, "cut") for note in found.notes]
    for first, last in found.spans:
        yield known[first], known[last] if last != first else None


def find_credited(shelf: SheetLookups, row: CreditSheetRow) -> Contributor | None:
    """Whom the row credits: by the uid that it gives, or by name."""
    if not row.person_id:
        return find_person(shelf, row, row.name, get_row_kind(row))
    person = shelf.people_by_uid.get(str(read_person_uid(row.person_id)))
    if person is None or person.kind != get_row_kind(row):
        sentence = _(
            "“%s” is the uid of nobody whom you see, or of another kind; leave it empty to go by the name."
        )
        shelf.add_problem(row, "person_id", sentence % shorten_for_message(row.person_id))
        return None
    return person


def find_segment(shelf: SheetLookups, row: CreditSheetRow) -> Segment | None:
    """The production's segment of the kind or title that the row names."""
    if not row.segment:
        return None
    segment = shelf.segments.get(fold_word(row.segment))
    if segment is None:
        shelf.add_problem(row, "segment", _("There is no segment “%s”; add it first.") % row.segment)
    return segment


def find_person(shelf: SheetLookups, row: CreditSheetRow, name: str, kind: str) -> Contributor | None:
    """The contributor of this name; two of one name cannot be told apart here."""
    if refusal := shelf.people.refusal_of(kind, name):
        for sentence in refusal.reasons:
            shelf.add_problem(row, "name", sentence)
    return shelf.people.find(kind, name)


def build_row_ai_uses(shelf: SheetLookups, row: CreditSheetRow) -> list[dict[str, Any]]:
    """The AI use of a row's columns; a system that is new needs its vendor."""
    if not row.ai_system:
        return []
    system = shelf.systems.get(system_key(row.ai_system))
    if system is None:
        if not row.ai_vendor:
            shelf.add_problem(
                row, "ai_system", _("The AI system “%s” is new: give its vendor.") % row.ai_system
            )
            return []
        system = draft_ai_system(
            name=row.ai_system,
            vendor=row.ai_vendor,
            version=row.ai_version,
            production=shelf.production,
            by=shelf.by,
        )
        stand_in(system, len(shelf.new_systems) + 1)
        shelf.new_systems.append(system)
        shelf.systems[system.name_key] = system
    return [
        {
            "ai_system": system,
            "task": row.ai_task or AITask.OTHER,
            "source_type": row.ai_source_type,
            "oversight": row.ai_oversight,
            "validated_by": find_person(shelf, row, row.ai_validated_by, ContributorKind.PERSON),
            "validated_at": parse_moment(row.ai_validated_at, zone=get_current_timezone()),
            "extent": row.ai_extent or Extent.PARTIAL,
            "input_kind": row.ai_input_kind,
            "rework": row.ai_rework,
            "note": row.ai_note,
        }
    ]
