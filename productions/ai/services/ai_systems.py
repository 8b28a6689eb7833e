"""AI systems: registering and changing them (H1)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.ai.models import AISystem
from productions.ai.services.disclosures import prepare_disclosure
from productions.catalogue.models.works import Production
from productions.catalogue.services.memberships import find_only_production
from productions.ledger.services.checking import prepare_entity
from productions.ledger.services.writing import change_entity, create_entity
from productions.shared.intake_choices import SharedAct
from productions.shared.refusals import Refusal
from productions.shared_entries.services.shared_entries import require_right
from productions.users import access
from productions.users.models import User


@transaction.atomic
def register_ai_system(
    *,
    name: str,
    vendor: str,
    by: User | None,
    now: datetime,
    production: Production | None = None,
    **values: Any,
) -> AISystem:
    """Register a model or tool. `values`: version, url, and what is disclosed of it: kind (C2PA), model_type (as it
    was typed before there were kinds), model_identifier, hosting, training_sources (several codes), training_data (text) and
    training_data_language (BCP 47), statement_url and statement_read_on, code_of_conduct with its own url and read_on. What is left out is not asked.

    `production` is the one that it is entered for: its members see the entry before a credit used it. Without it, it is
    the one that `by` is an editor of, where there is only one. From now on its name is refused as a person's name (H4).
    """
    disclosed = prepare_disclosure(values, now=now)
    system = draft_ai_system(name=name, vendor=vendor, by=by, production=production, **disclosed)
    return create_entity(system, by=by, now=now)


def draft_ai_system(
    *, name: str, vendor: str, by: User | None, production: Production | None = None, **values: Any
) -> AISystem:
    """What `register_ai_system` stores, prepared; nothing is written."""
    access.require_editor(by, production)
    system = AISystem(name=name, vendor=vendor, entered_for=production or find_only_production(by), **values)
    refuse_known_system(system, by=by)
    return system


def refuse_known_system(system: AISystem, *, by: User | None) -> None:
    """Raise Refusal where `by` sees this very system already. One that only others see is passed over: a refusal would
    tell who uses what; registrars find such doubles."""
    prepare_entity(system)
    seen = AISystem.objects.visible_to(by).filter(
        name=system.name, vendor=system.vendor, version=system.version
    )
    if seen.exclude(pk=system.pk).exists():
        raise Refusal(_("This AI system is already registered."))


def update_ai_system(
    system: AISystem, *, by: User | None, now: datetime, reason: str = "", **values: Any
) -> AISystem:
    """Change what is registered about an AI system. Raises ProposalNeeded where other productions used it (H15)."""
    values = prepare_disclosure(values, now=now)
    require_right(by, system, SharedAct.CHANGE_AI_SYSTEM, reason=reason, **values)
    trial = AISystem(
        **{name: values.get(name, getattr(system, name)) for name in ("name", "vendor", "version")}
    )
    trial.pk = system.pk
    refuse_known_system(trial, by=by)
    return change_entity(system, values, by=by, now=now, reason=reason)
