"""An invented TV series, marked as invented: two episodes, cut by cut, through several studios, with AI-assisted
work done right: every use under a named person, one of whom withheld their own name."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.management.demo.cast import (
    find_production,
    get_or_create_contributor,
    get_or_create_studio,
    load_roles,
)
from productions.models import AISystem, Contributor, Credit, Cut, Episode, Production, Role
from productions.releases.services.releases import issue_release
from productions.shared.ai_choices import AIHosting, AIInputKind, AIRework, AISystemKind, TrainingSource
from productions.shared.choices import (
    AITask,
    CreditKind,
    CreditState,
    CutRelationKind,
    CutStatus,
    EvidenceKind,
    Extent,
    Oversight,
    ProductionKind,
    SourceType,
    TitleKind,
    Visibility,
)
from productions.withholding.services.withholding import withhold_name

TITLE = "星くず郵便局"
EPISODES = (
    ("1", "はじめての配達", "The First Delivery", 64),
    ("2", "宛先のない手紙", "A Letter to Nowhere", 66),
)
STAFF = {
    "director": ("架空 灯",),
    "character_design": ("見本 すみれ",),
    "art_director": ("例田 波瑠",),
    "color_design": ("仮名 いずみ",),
    "director_of_photography": ("試山 航",),
    "music": ("Sample Orchestra Lead",),
}
EPISODE_STAFF = {
    "storyboard": ("架空 灯", "見本 冬馬"),
    "episode_director": ("例田 佐紀", "試山 澪"),
    "animation_director": ("見本 すみれ", "仮名 朔"),
}
ANIMATORS = (
    "見本 さくら",
    "例田 湊",
    "仮名 ひより",
    "試山 蓮",
    "架空 そら",
    "Alex Sample",
    "見本 颯太",
    "例田 ゆい",
)
INBETWEENERS = ("仮名 るり", "試山 大和", "架空 つむぎ", "見本 葵", "例田 奏")
STUDIOS = {
    "inbetween": ("スタジオ見本", INBETWEENERS),
    "digital_paint": ("仮彩ペイント", ("試山 ひなた", "架空 咲良", "見本 律")),
    "background_art": ("美術工房れい", ("例田 波瑠", "仮名 紬", "試山 楓")),
    "compositing": ("試作撮影室", ("試山 航", "架空 陽翔")),
}
OMITTED = {"17", "41"}


@transaction.atomic
def load_series(*, now: datetime) -> Production:
    """Enter and release both episodes unless the series is there."""
    if (known := find_production(TITLE)) is not None:
        return known
    production = create_production(
        title=TITLE,
        title_kana="ほしくずゆうびんきょく",
        kind=ProductionKind.SERIES,
        released_on=date(2026, 4, 4),
        fps_num=24000,
        fps_den=1001,
        visibility=Visibility.PUBLIC,
        invented=True,
        remark="An invented series, made as an example; none of these people and studios exist.",
        remark_language="en",
        by=None,
        now=now,
    )
    add_title(production, text="The Stardust Post Office", kind=TitleKind.ENGLISH, by=None, now=now)
    system = register_studio_system(now=now)
    vocabulary = load_roles(
        {
            *STAFF,
            *EPISODE_STAFF,
            *STUDIOS,
            "layout",
            "key_animation",
            "second_key_animation",
            "inbetween_check",
        }
    )
    enter_series_staff(production, vocabulary, now=now)
    for index in range(len(EPISODES)):
        load_episode(production, index, vocabulary, system, now=now)
    return production


def enter_series_staff(production: Production, vocabulary: dict[str, Role], *, now: datetime) -> None:
    """Those who work on all of its episodes."""
    people = {
        role: [get_or_create_contributor(name, now=now) for name in names] for role, names in STAFF.items()
    }
    rows = [
        {"role": vocabulary[role], "contributor": who} for role, listed in people.items() for who in listed
    ]
    enter_credits(production, rows, by=None, now=now, state=CreditState.CONFIRMED)


def load_episode(
    production: Production, index: int, vocabulary: dict[str, Role], system: AISystem, *, now: datetime
) -> None:
    """Enter one of EPISODES with its cuts and credits, and release it."""
    number, title, title_en, cuts = EPISODES[index]
    episode = add_episode(production, number=number, title=title, title_en=title_en, by=None, now=now)
    made = add_cuts(production, cut_rows(cuts), episode=episode, by=None, now=now)
    relate_cuts(from_cut=made[30], to_cut=made[8], kind=CutRelationKind.SHARED, by=None, now=now)
    credits = enter_credits(
        production,
        list(build_episode_credits(episode, index, made, vocabulary, system, now)),
        by=None,
        now=now,
        state=CreditState.CONFIRMED,
    )
    withhold_one(credits, now=now)
    issue_release(production, episode=episode, edition="broadcast", by=None, now=now)


def register_studio_system(*, now: datetime) -> AISystem:
    return register_ai_system(
        name="Reiga Paint",
        vendor="Kaku Labs (invented)",
        version="2.1",
        kind=AISystemKind.GENERATOR,
        hosting=AIHosting.STUDIO_CLOUD,
        training_sources=[TrainingSource.LICENSED],
        statement_url="https://kaku.example/training",
        statement_read_on=date(2026, 4, 1),
        training_data="Licensed background paintings of the studio itself, as the vendor states.",
        training_data_language="en",
        by=None,
        now=now,
    )


def cut_rows(count: int) -> Iterator[dict[str, Any]]:
    """`count` cuts: two omitted (欠番), one with a letter, lengths in frames."""
    for number in range(1, count):
        text = f"{number:03d}"
        status = CutStatus.OMITTED if str(number) in OMITTED else CutStatus.ACTIVE
        yield {"number": text, "status": status, "length_frames": 36 + number * 7 % 96}
        if number == 12:
            yield {"number": "012A", "status": CutStatus.ACTIVE, "length_frames": 30}


def build_episode_credits(
    episode: Episode,
    index: int,
    cuts: list[Cut],
    vocabulary: dict[str, Role],
    system: AISystem,
    now: datetime,
) -> Iterator[dict[str, Any]]:
    """Episode staff, then every active cut's people, role by role."""
    for role, names in EPISODE_STAFF.items():
        yield {
            "role": vocabulary[role],
            "episode": episode,
            "contributor": get_or_create_contributor(names[index], now=now),
        }
    yield {
        "role": vocabulary["inbetween_check"],
        "episode": episode,
        "kind": CreditKind.ORGANIZATION,
        "contributor": get_or_create_studio("スタジオ見本", now=now),
        "headcount": 3,
        "named_count": 0,
    }
    yield from build_drawing_credits(cuts, vocabulary, system, now)


def build_drawing_credits(
    cuts: list[Cut], vocabulary: dict[str, Role], system: AISystem, now: datetime
) -> Iterator[dict[str, Any]]:
    """Every active cut's animators, then who is paid by which studio."""
    animators = [get_or_create_contributor(name, now=now) for name in ANIMATORS]
    teams = {
        role: (
            get_or_create_studio(name, now=now),
            [get_or_create_contributor(member, now=now) for member in members],
        )
        for role, (name, members) in STUDIOS.items()
    }
    for place, cut in enumerate(cuts):
        if cut.status == CutStatus.OMITTED:
            continue
        for offset, role in enumerate(("layout", "key_animation", "second_key_animation")):
            yield build_cut_credit(cut, vocabulary[role], animators[(place // 4 + offset) % len(animators)])
        for role, (company, team) in teams.items():
            who = team[place // 5 % len(team)]
            row = build_cut_credit(cut, vocabulary[role], who) | {"affiliation": company}
            if role == "background_art" and place % 6 == 0:
                row["ai_uses"] = [build_assisted_use(system, AITask.GENERATION, validator=team[0], now=now)]
            yield row


def build_cut_credit(cut: Cut, role: Role, who: Contributor) -> dict[str, Any]:
    return {
        "role": role,
        "cut": cut,
        "episode": cut.episode,
        "contributor": who,
        "evidence_kind": EvidenceKind.TASK,
    }


def build_assisted_use(
    system: AISystem, task: AITask, *, validator: Contributor, now: datetime
) -> dict[str, Any]:
    """A generative step on a hand-made drawing that a named person validated."""
    return {
        "ai_system": system,
        "task": task,
        "source_type": SourceType.COMPOSITE_WITH_TRAINED,
        "oversight": Oversight.HUMAN_VALIDATED,
        "validated_by": validator,
        "validated_at": now,
        "extent": Extent.ASSIST,
        "input_kind": AIInputKind.OWN_DRAWING,
        "rework": AIRework.OWN_HAND,
    }


def withhold_one(credits: list[Credit], *, now: datetime) -> None:
    """One in-betweener did not want to be named, and said so."""
    hers = [
        credit
        for credit in credits
        if credit.credited_as == INBETWEENERS[-1] and credit.role.code == "inbetween"
    ]
    if not hers:  # of the episodes that are entered later, her wish takes the name at once
        return
    withhold_name(
        hers[0],
        statement="I would rather not be named in this series. (invented)",
        stated_on=localtime(now).date(),
        by=None,
        now=now,
    )
