"""*The Dog & The Boy* (2023), as the press reported it: the background designer was credited as "AI (+Human)".

The layout was drawn by hand, an image generator worked over it, a person revised the result; who that was is
not public. Its release is therefore refused, and its working roll shows the gap.
"""

from datetime import date, datetime

from django.db import transaction

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import add_title, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.credits import confirm_credits, enter_credit
from productions.management.demo.cast import enter_staff, find_production, get_or_create_studio, load_roles
from productions.models import AISystem, Credit, Production
from productions.shared.ai_choices import AIInputKind, AIRework
from productions.shared.choices import (
    AbsenceReason,
    AITask,
    CreditKind,
    EvidenceKind,
    Extent,
    Oversight,
    ProductionKind,
    SourceType,
    TitleKind,
    Visibility,
)

TITLE = "犬と少年"
REMARK = (
    "2023年の報道をもとに登録したデモです。関係者による確認は受けていません。"
    " / Entered for this demo from press reports of 2023; nobody involved has confirmed it."
)
"""In both languages: the page names real people and companies, so each reader is told what it rests on."""


@transaction.atomic
def load_case(*, now: datetime) -> Production:
    """Enter the case unless it is there."""
    if (known := find_production(TITLE)) is not None:
        return known
    production = create_production(
        title=TITLE,
        title_kana="いぬとしょうねん",
        kind=ProductionKind.SHORT,
        released_on=date(2023, 1, 31),
        remark=REMARK,
        visibility=Visibility.PUBLIC,
        by=None,
        now=now,
    )
    add_title(production, text="The Dog & The Boy", kind=TitleKind.ENGLISH, by=None, now=now)
    enter_staff(
        production, [("director", ("牧原亮太郎",)), ("director_of_photography", ("田中宏侍",))], now=now
    )
    background = enter_credits_without_names(production, now=now)
    system = AISystem.objects.live().filter(vendor="rinna").first() or register_ai_system(
        name="rinna image generator", vendor="rinna", by=None, now=now
    )
    record_ai_use(
        background,
        ai_system=system,
        task=AITask.GENERATION,
        source_type=SourceType.COMPOSITE_WITH_TRAINED,
        oversight=Oversight.PROMPT_GUIDED,
        extent=Extent.PARTIAL,
        input_kind=AIInputKind.DRAWING,
        rework=AIRework.BY_HAND,
        by=None,
        now=now,
    )
    return production


def enter_credits_without_names(production: Production, *, now: datetime) -> Credit:
    """The companies, and whoever made the backgrounds: that credit is returned."""
    companies = [
        ("animation_production", "WIT STUDIO"),
        ("ai_model_development", "rinna株式会社"),
        ("planning", "Netflix Anime Creators' Base"),
    ]
    vocabulary = load_roles({"background_art", *(code for code, _name in companies)})
    credits = [
        enter_credit(
            production,
            role=vocabulary[code],
            kind=CreditKind.ORGANIZATION,
            contributor=get_or_create_studio(name, now=now),
            absence_reason=AbsenceReason.COMPANY_WILL_NOT_NAME,
            evidence_kind=EvidenceKind.THIRD_PARTY,
            by=None,
            now=now,
        )
        for code, name in companies
    ]
    background = enter_credit(
        production,
        role=vocabulary["background_art"],
        absence_reason=AbsenceReason.COMPANY_WILL_NOT_NAME,
        printed_as="AI (+Human)",
        headcount=1,
        evidence_kind=EvidenceKind.THIRD_PARTY,
        by=None,
        now=now,
    )
    confirm_credits([*credits, background], by=None, now=now)
    return background
