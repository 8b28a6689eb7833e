"""What the OpenAPI document says of writes, made of the kind of entry."""

import inspect
from typing import Any

from django.db.models import Model
from django.utils.translation import override

from api.read.list_views import ActionText
from api.write.proposing import ProposalOut
from api.write.schema import (
    IDEMPOTENCY_KEY,
    IF_MATCH_OPTIONAL,
    IF_MATCH_REQUIRED,
    REASON_PARAMETER,
    REMOVAL_TEXT,
    list_write_problems,
)
from api.write.views import EntryAction, WritableKind
from productions.shared.site_languages import SOURCE_LANGUAGE


def name_one(model: type[Model]) -> str:
    """An entry of the model in English: “a credit”, “an AI use”; “private details”, which have no singular."""
    with override(SOURCE_LANGUAGE):
        one, many = str(model._meta.verbose_name), str(model._meta.verbose_name_plural)
    if one == many:
        return one
    return f"{'an' if one[0] in 'AEIOUaeiou' else 'a'} {one}"


def name_many(model: type[Model]) -> str:
    """Entries of the model in English: “credits”."""
    with override(SOURCE_LANGUAGE):
        return str(model._meta.verbose_name_plural)


def describe_creation(kind: WritableKind) -> dict[str, ActionText]:
    """POST to the list."""
    return {
        "POST": ActionText(
            summary=f"Create {name_one(kind.model)}",
            operation_id=f"{kind.name.replace('-', '_')}s_create",
            text=kind.create.__doc__,
            parameters=(IDEMPOTENCY_KEY,),
            request=kind.body,
            responses={201: kind.answered, **list_proposal(kind, "create"), **list_write_problems(409)},
        )
    }


def describe_change(kind: WritableKind) -> dict[str, ActionText]:
    """PATCH and DELETE of the entry."""
    problems = list_write_problems(404, 410, 412, 428)
    proposal = list_proposal(kind, "change")
    return {
        "PATCH": ActionText(
            summary=f"Change {name_one(kind.model)}",
            text=kind.change.__doc__,
            parameters=(IF_MATCH_REQUIRED,),
            request=kind.changes,
            responses={200: kind.answered, **proposal, **problems},
        ),
        "DELETE": ActionText(
            summary=f"Remove {name_one(kind.model)}",
            text=REMOVAL_TEXT,
            parameters=(IF_MATCH_REQUIRED, REASON_PARAMETER),
            responses={204: None, **proposal, **problems},
        ),
    }


def describe_act(kind: WritableKind, act: EntryAction) -> dict[str, ActionText]:
    """POST below the entry."""
    return {
        "POST": ActionText(
            summary=act.summary,
            operation_id=f"{kind.name.replace('-', '_')}s_{act.name.replace('-', '_')}",
            text=inspect.getdoc(act.act),
            parameters=(IF_MATCH_OPTIONAL, IDEMPOTENCY_KEY),
            request=act.body,
            responses={200: kind.answered, **list_write_problems(404, 409, 410, 412)},
        )
    }


def list_proposal(kind: WritableKind, write: str) -> dict[int, Any]:
    """202 with the proposal, where the write may become one."""
    return {202: ProposalOut} if write in kind.proposed else {}
