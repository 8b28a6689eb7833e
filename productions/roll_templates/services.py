"""Templates of a production's rolls: made, copied, changed by a next version, retired; and found by name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from productions.catalogue.models.works import Production
from productions.ledger.services.writing import change_entity, create_entity
from productions.roll_templates.models import RollTemplate
from productions.rollkit.template.contrast import find_contrast_problems
from productions.rollkit.template.model import Template
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.template.validation import TemplateRefused, parse_template
from productions.shared.choices import MembershipLevel
from productions.shared.refusals import Refusal
from productions.shared.sentences import Sentence
from productions.users import access
from productions.users.models import User


class UnusableTemplate(Refusal):
    """No roll can be set by these values. `problems` are what is wrong, each with its place in the template."""

    def __init__(self, error: TemplateRefused) -> None:
        self.problems = error.problems
        fields: dict[str, list[Sentence]] = {}
        for problem in self.problems:
            field = "name" if problem.place == "template.name" else "data"
            fields.setdefault(field, []).append(problem.told)
        super().__init__(fields=fields or {"data": [error.reason]})


@transaction.atomic
def create_template(
    production: Production, *, name: str, data: Mapping[str, Any], by: User | None, now: datetime
) -> RollTemplate:
    """Version 1 of a new template. `data` are the values of a `Template`; name and version are set here.

    Raises NotAllowed, Refusal.
    """
    access.require_level(by, production, MembershipLevel.EDITOR)
    name = " ".join(name.split())
    if name in SHIPPED_TEMPLATES:
        raise Refusal(
            fields={"name": [_("“%s” is the name of a built-in template; choose another name.") % name]}
        )
    if RollTemplate.objects.filter(production=production, name=name).exists():
        raise Refusal(
            fields={"name": [_("The production has a template “%s”; change that one instead.") % name]}
        )
    return create_entity(
        build_template_version(production, name, 1, data, made_by=by, made_at=now), by=by, now=now
    )


@transaction.atomic
def copy_template(
    source: RollTemplate | Template, *, to: Production, name: str, by: User | None, now: datetime
) -> RollTemplate:
    """A template of `to` that begins as a shipped one, or as one of a production that the user sees."""
    if isinstance(source, RollTemplate):
        access.require_level(by, source.production, MembershipLevel.VIEWER)
        data = source.data
    else:
        data = source.to_dict()
    return create_template(to, name=name, data=data, by=by, now=now)


@transaction.atomic
def change_template(
    template: RollTemplate, *, data: Mapping[str, Any], by: User | None, now: datetime, reason: str = ""
) -> RollTemplate:
    """The next version; the same one where nothing is different. `template` must be the newest.

    Raises NotAllowed, Refusal.
    """
    production = template.production
    access.require_level(by, production, MembershipLevel.EDITOR)
    rows = RollTemplate.objects.select_for_update().filter(production=production, name=template.name)
    newest = rows.order_by("-version").first()
    if newest is None or newest.pk != template.pk:
        raise Refusal(
            _("Version %(version)d of “%(name)s” is no longer the newest; reload the page and check.")
            % {"version": template.version, "name": template.name}
        )
    made = build_template_version(
        production, template.name, template.version + 1, data, made_by=by, made_at=now
    )
    same = {"version": template.version}
    if newest.retired_at is None and made.data | same == template.data:
        return template
    return create_entity(made, by=by, now=now, reason=reason)


@transaction.atomic
def retire_template(
    template: RollTemplate, *, by: User | None, now: datetime, reason: str = ""
) -> RollTemplate:
    """Offer the template no more; what was made by it stays. A next version brings it back."""
    access.require_level(by, template.production, MembershipLevel.EDITOR)
    newest = RollTemplate.objects.select_for_update().filter(
        production=template.production, name=template.name
    )
    current = newest.order_by("-version")[0]
    if current.retired_at is not None:
        raise Refusal(_("“%s” is already retired.") % current.name)
    return change_entity(current, {"retired_at": now}, by=by, now=now, action="retired", reason=reason)


def build_unsaved_version(
    template: RollTemplate, *, data: Mapping[str, Any], by: User | None
) -> dict[str, Any]:
    """The whole values of a next version, to be looked at: nothing is stored. Raises NotAllowed, UnusableTemplate."""
    access.require_level(by, template.production, MembershipLevel.EDITOR)
    return fill_template_values(template.name, template.version + 1, data)


def fill_template_values(name: str, version: int, data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a template with all that is usual, whatever defaults may become. Raises UnusableTemplate."""
    try:
        template = parse_template({**data, "name": name, "version": version})
        if faint := tuple(find_contrast_problems(template)):
            raise TemplateRefused(faint[0].told, faint)
    except TemplateRefused as error:
        raise UnusableTemplate(error) from error
    return template.to_dict()


def build_template_version(
    production: Production,
    name: str,
    version: int,
    data: Mapping[str, Any],
    *,
    made_by: User | None,
    made_at: datetime,
) -> RollTemplate:
    """A version that is not stored yet. Raises UnusableTemplate."""
    return RollTemplate(
        production=production,
        name=name,
        version=version,
        data=fill_template_values(name, version, data),
        made_by=made_by,
        made_at=made_at,
    )


def find_named_template(production: Production, asked: Any) -> Any:
    """What a delivery takes for a template that was `asked` for.

    By name it is the newest version of the production's own or one that comes with the program; an object with `name`
    and `version` alone is exactly that version. Other values are the delivery's to read. Raises Refusal.
    """
    if isinstance(asked, str):
        if asked in SHIPPED_TEMPLATES:
            return asked
        found = RollTemplate.objects.filter(production=production, name=asked).current().first()
    elif isinstance(asked, Mapping) and asked.keys() == {"name", "version"}:
        shipped = SHIPPED_TEMPLATES.get(str(asked["name"]))
        if shipped is not None and shipped.version == asked["version"]:
            return shipped.name
        rows = RollTemplate.objects.filter(production=production, name=str(asked["name"]))
        found = rows.filter(version=asked["version"]).first() if type(asked["version"]) is int else None
    else:
        return asked
    if found is None:
        raise Refusal(
            fields={
                "delivery": [
                    _("There is no template %(asked)s; choose one of %(known)s.")
                    % {
                        "asked": format_asked_template(asked),
                        "known": ", ".join(list_template_names(production)),
                    }
                ]
            }
        )
    return found.data


def format_asked_template(asked: Any) -> str:
    return f"“{asked}”" if isinstance(asked, str) else f"“{asked['name']}” {asked['version']}"


def list_template_names(production: Production) -> list[str]:
    """The templates to choose from: the production's own by name, then those that come with the program."""
    own = RollTemplate.objects.filter(production=production).current().values_list("name", flat=True)
    return [*own, *SHIPPED_TEMPLATES]
