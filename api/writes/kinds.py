"""What can be written, in a table: each kind of entry with its verbs."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from api import shapes
from api.writes import inputs, people_inputs, wishes
from api.writes.declarations import DeclareAIIn, WithdrawAIIn
from api.writes.entries import WritableKind, leave_names
from productions.domain import (
    ai_declarations,
    ai_uses,
    contributors,
    credits,
    cuts,
    external_ids,
    private_details,
    releases,
    webhooks,
    withholding,
)
from productions.domain import productions as works
from productions.domain.name_lock import hold_names, share_names
from productions.models import (
    AISystem,
    AIUse,
    Contributor,
    ContributorDetails,
    ContributorName,
    Credit,
    Cut,
    Episode,
    ExternalId,
    Production,
    ProductionTitle,
    Release,
    User,
    Webhook,
)

WRITABLE_KINDS = {
    kind.name: kind
    for kind in (
        WritableKind("production", Production, shapes.ProductionOut,
             works.create_production, inputs.ProductionIn, works.update_production, inputs.ProductionChange,
             shapes.ProductionWritten),
        WritableKind("title", ProductionTitle, shapes.TitleEntry,
             works.add_title, inputs.TitleIn, works.update_title, inputs.TitleChange),
        WritableKind("episode", Episode, shapes.EpisodeOut,
             works.add_episode, inputs.EpisodeIn, works.update_episode, inputs.EpisodeChange),
        WritableKind("cut", Cut, shapes.CutOut, cuts.add_cut, inputs.CutIn, cuts.update_cut, inputs.CutChange),
        WritableKind("contributor", Contributor, shapes.ContributorOut,
             contributors.create_contributor, people_inputs.ContributorIn,
             contributors.update_contributor, people_inputs.ContributorChange, shapes.ContributorWritten),
        WritableKind("name", ContributorName, shapes.NameEntry,
             contributors.add_name, people_inputs.NameIn, contributors.update_name, people_inputs.NameChange,
             shapes.NameWritten),
        WritableKind("private-detail", ContributorDetails, shapes.PrivateDetailsEntry,
             private_details.add_private_details, people_inputs.PrivateDetailsIn,
             private_details.update_private_details, people_inputs.PrivateDetailsChange),
        WritableKind("external-id", ExternalId, shapes.ExternalIdEntry,
             external_ids.add_external_id, people_inputs.ExternalIdIn,
             external_ids.update_external_id, people_inputs.ExternalIdChange),
        WritableKind("credit", Credit, shapes.CreditOut,
             credits.enter_credit, inputs.CreditIn, credits.update_credit, inputs.CreditChange,
             take_names=share_names),
        WritableKind("ai-system", AISystem, shapes.AISystemOut,
             ai_uses.register_ai_system, inputs.AISystemIn, ai_uses.update_ai_system, inputs.AISystemChange),
        WritableKind("ai-use", AIUse, shapes.AIUseEntry,
             ai_uses.record_ai_use, inputs.AIUseIn, ai_uses.update_ai_use, inputs.AIUseChange,
             take_names=share_names),
        WritableKind("release", Release, shapes.ReleaseOut, releases.issue_release, inputs.ReleaseIn),
        WritableKind("webhook", Webhook, shapes.WebhookOut,
             webhooks.create_webhook, inputs.WebhookIn, webhooks.update_webhook, inputs.WebhookChange),
    )
}  # fmt: skip


def confirm_credit(credit: Credit, *, by: User, now: datetime) -> Credit:
    """The studio stands by the credit."""
    credits.confirm_credits([credit], by=by, now=now)
    return credit


def declare_credit_ai(credit: Credit, *, by: User, now: datetime, **values: Any) -> Credit:
    """Declare whether AI was used in the work of the credit, in the name of a person (H14).

    Refused where the credit has a declaration already, and “none” where an AI use is recorded.
    """
    ai_declarations.declare_ai(credit, by=by, now=now, **values)
    return credit


CREDIT_ACTS: dict[str, tuple[Any, Any, Callable[[], None]]] = {
    "confirm": (inputs.NothingIn, confirm_credit, leave_names),
    "withhold": (wishes.WithholdIn, withholding.withhold_name, hold_names),
    "restore": (wishes.RestoreIn, withholding.restore_name, hold_names),
    "declare-ai": (DeclareAIIn, declare_credit_ai, leave_names),
    "withdraw-ai": (WithdrawAIIn, ai_declarations.withdraw_ai_declaration, leave_names),
}
"""What can be done to a credit by POST: the body, the verb, and how it takes `name_lock`."""
