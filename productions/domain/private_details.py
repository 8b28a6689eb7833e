"""What a production keeps of contributors in private: e-mail, notes, and which production keeps a legal name.

Its editors write it and read it, and nobody else does (H15). Nothing here says whether another production keeps anything.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions import access
from productions.domain.writing import LONGEST_TEXT, change, create
from productions.models import Contributor, ContributorDetails, Production, User
from productions.refusals import Refusal
from productions.vocabulary import MembershipLevel

EDITOR = MembershipLevel.EDITOR


def find_keeper(by: User | None, production: Production | None) -> Production:
    """The production that keeps what `by` enters in private: the one given, or the only one that they edit.

    Raises NotAllowed, and Refusal where it must be said which one.
    """
    access.require_editor(by, production)
    keeper = production or access.only_production(by)
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
        access.require(by, production, EDITOR)


def require_same_keeper(by: User | None, kept_by: Production | None, values: dict[str, Any]) -> None:
    """Raise Refusal where `values` would hand to another production what one keeps, NotAllowed unless `by` edits it."""
    require_keeper(by, kept_by)
    if kept_by is not None and values.get("production", kept_by) != kept_by:
        sentence = _("It stays with the production that entered it; another one enters its own.")
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
    return create(details, by=by, now=now, action="added")


@transaction.atomic
def update_private_details(
    details: ContributorDetails, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> ContributorDetails:
    """Change e-mail and note. `production` is given once, by a superuser, to details of which it was not known."""
    require_same_keeper(by, details.production, values)
    return change(details, values, by=by, now=now, reason=reason)


def join_private_details(
    duplicate: Contributor, *, into: Contributor, by: User | None, now: datetime, reason: str
) -> None:
    """Each production's details go along with a merged entry. No access is asked: the merge was.

    Where a production keeps details of both, those of `into` get the other's texts too, as far as a note is that long, and
    the others stay as they are with the merged entry: a merge which was wrong loses nothing.
    """
    theirs = {details.production_id: details for details in into.private_details.live()}
    for details in duplicate.private_details.live().select_related("production"):
        kept = theirs.get(details.production_id)
        values = {"contributor": into} if kept is None else join_texts(kept, details)
        change(kept or details, values, by=by, now=now, action="merged", reason=reason)


def join_texts(kept: ContributorDetails, others: ContributorDetails) -> dict[str, str]:
    """E-mail and note that hold the texts of both; a second address goes into the note."""
    email = kept.email or others.email
    more = [text for text in (others.email, others.note) if text and text != email and text not in kept.note]
    note = "\n".join(filter(None, (kept.note, *more)))
    return {"email": email, "note": note if len(note) <= LONGEST_TEXT else kept.note}
