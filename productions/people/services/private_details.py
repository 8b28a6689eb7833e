"""What a production keeps of contributors in private: e-mail, notes, and which production keeps a legal name.

Its editors write it and read it, and nobody else does (H15). Nothing here says whether another production keeps anything.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.catalogue.services.memberships import find_only_production
from productions.ledger.services.checking import MAX_TEXT_CHARACTERS
from productions.ledger.services.writing import change_entity, create_entity
from productions.people.models.people import Contributor
from productions.people.models.private_details import ContributorDetails
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.users import access
from productions.users.models import User

EDITOR = MembershipLevel.EDITOR
Joined = tuple[int, dict[str, list[int]]]
"""Details (their key) that got another's texts: the note's length before and after, and whether there was an address. No text (H16)."""


def find_keeper(by: User | None, production: Production | None) -> Production:
    """The production that keeps what `by` enters in private: the one given, or the only one that they edit.

    Raises NotAllowed, and Refusal where it must be said which one.
    """
    access.require_editor(by, production)
    keeper = production or find_only_production(by)
    if keeper is None:
        sentence = _(
            "Say which production keeps it; e-mail, notes and legal names are read by its editors alone."
        )
        raise Refusal(fields={"production": [sentence]}, rule="H15")
    return keeper


def require_keeper(by: User | None, production: Production | None) -> None:
    """Raise NotAllowed unless `by` edits the production that keeps something; of what nobody keeps yet, superusers decide."""
    if production is None:
        access.require_superuser(by)
    else:
        access.require_level(by, production, EDITOR)


def require_same_keeper(by: User | None, kept_by: Production | None, values: dict[str, Any]) -> None:
    """Raise Refusal where `values` would hand to another production what one keeps, NotAllowed unless `by` edits it."""
    require_keeper(by, kept_by)
    if kept_by is not None and values.get("production", kept_by) != kept_by:
        sentence = _("It cannot be moved to another production; the other production enters its own.")
        raise Refusal(fields={"production": [sentence]}, rule="H15")


@transaction.atomic
def add_private_details(
    contributor: Contributor,
    *,
    by: User | None,
    now: datetime,
    production: Production | None = None,
    email: str = "",
    note: str = "",
) -> ContributorDetails:
    """Keep an e-mail address and a note of a contributor for one production, whose editors alone read them.

    `production` may be left out by whoever edits one only. Raises NotAllowed; Refusal where the production keeps
    details of the contributor already.
    """
    details = ContributorDetails(
        contributor=contributor, production=find_keeper(by, production), email=email, note=note
    )
    return create_entity(details, by=by, now=now, action="added")


@transaction.atomic
def update_private_details(
    details: ContributorDetails, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ContributorDetails:
    """Change e-mail and note. `production` is given once, by a superuser, to details of which it was not known."""
    require_same_keeper(by, details.production, values)
    return change_entity(details, values, by=by, now=now, reason=reason)


def join_private_details(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> list[Joined]:
    """Each production's details go along with a merged entry. No access is asked: the merge was.

    Where a production keeps details of both, those of `into` get the other's texts too, as far as a note is that long, and
    the others stay as they are with the merged entry: a merge which was wrong loses nothing. Returns what was joined.
    """
    theirs = {details.production_id: details for details in into.private_details.live()}
    joined: list[Joined] = []
    for details in duplicate.private_details.live().select_related("production"):
        kept = theirs.get(details.production_id)
        if kept is None:
            change_entity(details, {"contributor": into}, by=by, now=now, action="merged", reason=reason)
            continue
        before, had_email = len(kept.note), bool(kept.email)
        change_entity(kept, join_detail_texts(kept, details), by=by, now=now, action="merged", reason=reason)
        took = bool(kept.email) and not had_email
        joined.append((kept.pk, {"note": [before, len(kept.note)], "email": [had_email, had_email or took]}))
    return joined


def part_private_details(
    joined: Iterable[Joined], duplicate: Contributor, *, by: User | None, now: datetime, reason: str
) -> list[ContributorDetails]:
    """Take off again what a merge added (`join_private_details`). Returns those that were changed since so that it is not found there."""
    left: list[ContributorDetails] = []
    others = {details.production_id: details for details in duplicate.private_details.live()}
    for key, added in joined:
        kept = ContributorDetails.objects.select_for_update(of=("self",)).get(pk=key)
        details = others.get(kept.production_id)
        if kept.removed_at is not None or details is None:
            left.append(kept)
            continue
        (start, end), (had_email, has_email) = added["note"], added["email"]
        values = {"note": cut_out_added_part(kept.note, start, end, details)}
        if has_email and not had_email:
            values["email"] = "" if kept.email == details.email else kept.email
        if values["note"] is None or values.get("email"):
            left.append(kept)
        values = {name: value for name, value in values.items() if value is not None}
        change_entity(kept, values, by=by, now=now, action="merge undone", reason=reason)
    return left


def cut_out_added_part(note: str, start: int, end: int, others: ContributorDetails) -> str | None:
    """The note without what was added from `start` to `end`, wherever that stands by now; None where it does not stand any more."""
    if start == end:
        return note
    for texts in ((others.email, others.note), (others.note,), (others.email,)):
        added = "\n".join(filter(None, texts))
        added = f"\n{added}" if start else added
        if len(added) != end - start:
            continue
        if note[start:end] == added:
            return note[:start] + note[end:].removeprefix("" if start else "\n")
        if note.count(added) == 1:
            return note.replace(added, "")
    return None


def join_detail_texts(kept: ContributorDetails, others: ContributorDetails) -> dict[str, str]:
    """E-mail and note that hold the texts of both; a second address goes into the note."""
    email = kept.email or others.email
    more = [text for text in (others.email, others.note) if text and text != email and text not in kept.note]
    note = "\n".join(filter(None, (kept.note, *more)))
    return {"email": email, "note": note if len(note) <= MAX_TEXT_CHARACTERS else kept.note}
