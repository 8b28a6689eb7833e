"""Whether AI was used in the credits of a list, by the dialog of the cut sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from productions.entry.services.ai_answers import AIAnswer, record_answer, remove_answer
from productions.entry.services.credit_list_rows import filter_list
from productions.entry.services.sheet_places import SheetPlace
from productions.operations.services.transactions import run_in_transaction
from productions.shared.choices import MembershipLevel
from productions.users import access
from productions.users.models import User


def answer_list_ai(place: SheetPlace, answer: AIAnswer, *, by: User, now: datetime) -> list[UUID]:
    """Record the answer for all of the rows, or for none (editors); returns what can be taken back (uids). Raises NotAllowed, Stale, Refusal."""
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    rows = filter_list(place)
    return run_in_transaction(partial(record_answer, place.production, rows, answer, by=by, now=now))


def take_back_list_answer(place: SheetPlace, entries: Sequence[UUID], *, by: User, now: datetime) -> None:
    """Undo an answer (editors; approvers where its credits are confirmed by now). Raises NotAllowed, Stale."""
    access.require_level(by, place.production, MembershipLevel.EDITOR)
    run_in_transaction(partial(remove_answer, filter_list(place), entries, by=by, now=now))
