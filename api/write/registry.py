"""What can be written, in a table: each kind of entry with its verbs."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from api.read import output_serializers
from api.write import input_serializers, people_input_serializers, wishes
from api.write.ai_declarations import DeclareAIIn, WithdrawAIIn
from api.write.views import WritableKind, leave_names
from productions.domain import (
    ai_declarations,
    ai_systems,
    ai_uses,
    contributors,
    credits,
    cuts,
    external_ids,
    private_details,
    releases,
    removal,
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
        WritableKind("production", Production, output_serializers.ProductionOut,
             works.create_production, input_serializers.ProductionIn, works.update_production, input_serializers.ProductionChange,
             output_serializers.ProductionWritten),
        WritableKind("title", ProductionTitle, output_serializers.TitleEntry,
             works.add_title, input_serializers.TitleIn, works.update_title, input_serializers.TitleChange),
        WritableKind("episode", Episode, output_serializers.EpisodeOut,
             works.add_episode, input_serializers.EpisodeIn, works.update_episode, input_serializers.EpisodeChange),
        WritableKind("cut", Cut, output_serializers.CutOut, cuts.add_cut, input_serializers.CutIn, cuts.update_cut, input_serializers.CutChange),
        WritableKind("contributor", Contributor, output_serializers.ContributorOut,
             contributors.create_contributor, people_input_serializers.ContributorIn,
             contributors.update_contributor, people_input_serializers.ContributorChange, output_serializers.ContributorWritten),
        WritableKind("name", ContributorName, output_serializers.NameEntry,
             contributors.add_name, people_input_serializers.NameIn, contributors.update_name, people_input_serializers.NameChange,
             output_serializers.NameWritten),
        WritableKind("private-detail", ContributorDetails, output_serializers.PrivateDetailsEntry,
             private_details.add_private_details, people_input_serializers.PrivateDetailsIn,
             private_details.update_private_details, people_input_serializers.PrivateDetailsChange),
        WritableKind("external-id", ExternalId, output_serializers.ExternalIdEntry,
             external_ids.add_external_id, people_input_serializers.ExternalIdIn,
             external_ids.update_external_id, people_input_serializers.ExternalIdChange),
        WritableKind("credit", Credit, output_serializers.CreditOut,
             credits.enter_credit, input_serializers.CreditIn, credits.update_credit, input_serializers.CreditChange,
             take_names=share_names),
        WritableKind("ai-system", AISystem, output_serializers.AISystemOut,
             ai_systems.register_ai_system, input_serializers.AISystemIn, ai_systems.update_ai_system, input_serializers.AISystemChange),
        WritableKind("ai-use", AIUse, output_serializers.AIUseEntry,
             ai_uses.record_ai_use, input_serializers.AIUseIn, ai_uses.update_ai_use, input_serializers.AIUseChange,
             take_names=share_names),
        WritableKind("release", Release, output_serializers.ReleaseOut, releases.issue_release, input_serializers.ReleaseIn),
        WritableKind("webhook", Webhook, output_serializers.WebhookOut,
             webhooks.create_webhook, input_serializers.WebhookIn, webhooks.update_webhook, input_serializers.WebhookChange),
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
    "confirm": (input_serializers.NothingIn, confirm_credit, leave_names),
    "withhold": (wishes.WithholdIn, withholding.withhold_name, hold_names),
    "restore": (wishes.RestoreIn, withholding.restore_name, hold_names),
    "declare-ai": (DeclareAIIn, declare_credit_ai, leave_names),
    "withdraw-ai": (WithdrawAIIn, removal.withdraw_ai_declaration, leave_names),
}
"""What can be done to a credit by POST: the body, the verb, and how it takes `name_lock`."""
