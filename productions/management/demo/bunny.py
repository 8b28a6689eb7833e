"""*Big Buck Bunny* (2008, Blender Institute): a real production, complete and without AI, released."""

from datetime import date, datetime

from django.db import transaction

from productions.catalogue.services.productions import create_production
from productions.credits.services.credits import confirm_credits, enter_credit
from productions.management.demo.cast import enter_staff, find_production, get_or_create_studio, load_roles
from productions.models import Production
from productions.people.services.external_ids import add_external_id
from productions.releases.services.releases import issue_release
from productions.shared.choices import (
    AbsenceReason,
    CreditKind,
    NameScript,
    ProductionKind,
    TitleKind,
    Visibility,
)

TITLE = "Big Buck Bunny"
STAFF = (
    ("director", ("Sacha Goedegebure",)),
    ("screenplay", ("Sacha Goedegebure",)),
    ("producer", ("Ton Roosendaal",)),
    ("art_director", ("Andreas Goralczyk", "Enrico Valenza")),
    ("technical_director", ("Campbell Barton", "Brecht van Lommel")),
    ("animation", ("Nathan Vegdahl", "William Reynish")),
    ("music", ("Jan Morgenstern",)),
)


@transaction.atomic
def load_bunny(*, now: datetime) -> Production:
    """Enter and release it unless it is there."""
    if (known := find_production(TITLE)) is not None:
        return known
    production = create_production(
        title=TITLE,
        title_kind=TitleKind.ENGLISH,
        kind=ProductionKind.SHORT,
        released_on=date(2008, 4, 10),
        visibility=Visibility.PUBLIC,
        by=None,
        now=now,
    )
    add_external_id(production=production, scheme="imdb", value="tt1254207", by=None, now=now)
    enter_staff(production, STAFF, now=now, script=NameScript.ROMAJI)
    institute = enter_credit(
        production,
        role=load_roles({"production_company"})["production_company"],
        kind=CreditKind.ORGANIZATION,
        contributor=get_or_create_studio("Blender Institute", now=now),
        absence_reason=AbsenceReason.NOT_YET_ENTERED,
        by=None,
        now=now,
    )
    confirm_credits([institute], by=None, now=now)
    issue_release(production, by=None, now=now)
    return production
