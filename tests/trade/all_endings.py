"""The endings of `tests/data/endings`, each with what a studio enters beside its sheet."""

from datetime import date, datetime

from productions.ai.services.ai_systems import update_ai_system
from productions.cast.services.characters import create_character
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import place_cut, time_edition
from productions.catalogue.services.productions import update_production
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import update_ai_use
from productions.credits.services.billing import order_credits
from productions.credits.services.credits import update_credit
from productions.credits.services.joint_lines import join_credits
from productions.models import AISystem, AIUse, Contributor, Credit, Production, Song
from productions.people.services.contributors import add_name, update_contributor
from productions.people.services.groups import add_group_member
from productions.segments.services import create_part, create_segment
from productions.songs.services import update_song
from productions.withholding.services.training_statements import record_training_statement
from productions.withholding.services.withholding import withhold_name
from tests.trade.endings import Ending, find_episode

RESERVED = (
    {"entry": "cawg.ai_training", "use": "notAllowed"},
    {"entry": "cawg.ai_generative_training", "use": "notAllowed"},
)


def find_credits(production: Production, *names: str) -> list[Credit]:
    """The credits that carry one of the names, in the order in which they were entered."""
    return list(Credit.objects.current().filter(production=production, credited_as__in=names).order_by("pk"))


def give_sheet_order(production: Production, now: datetime) -> None:
    """By hand, what a sheet gives to all rows but those of cuts."""
    episode = find_episode(production)
    rows = Credit.objects.of_roll(production, episode, "").order_by("pk")
    order_credits(production, credits=list(rows), episode=episode, by=None, now=now)


def finish_broadcast(production: Production, now: datetime) -> None:
    """The unit's members, and what tells one of two look-alikes."""
    person = find_credits(production, "髙橋 瑞樹")[0].contributor
    update_contributor(person, disambiguation="作画監督, スタジオ虹, 2019-", by=None, now=now)
    (children,) = find_credits(production, "劇団れいだい")
    unit = children.contributor
    for credit in find_credits(production, "山﨑 凛", "佐々木 奈々"):
        add_group_member(unit, member=credit.contributor, by=None, now=now)


def finish_staff_first(production: Production, now: datetime) -> None:
    """A voice that is not to be named."""
    (hidden,) = find_credits(production, "例木 杖")
    withhold_name(hidden, statement="名前を出さないでください。", stated_on=now.date(), by=None, now=now)


def finish_opening(production: Production, now: datetime) -> None:
    """Two segments with their staff, the people behind a pen name, a joint line, and a name that is withheld."""
    episodes = list(production.episodes.live().in_order())
    opening = create_segment(
        production, kind="opening", title="風の標", title_en="Signs of Wind",
        first_episode=episodes[0], last_episode=episodes[5], by=None, now=now,
    )  # fmt: skip
    preview = create_segment(
        production, kind="preview", first_episode=episodes[0], last_episode=episodes[0], by=None, now=now
    )
    for credit in find_credits(production, "例風 帆", "例風 吹", "例風 雲", "例風 鈴"):
        update_credit(credit, segment=opening, by=None, now=now)
    for credit in find_credits(production, "例予 告"):
        update_credit(credit, segment=preview, by=None, now=now)
    pen_name = find_credits(production, "例立 肇")[0].contributor
    for name, since in (("例橋 架", date(2019, 4, 1)), ("例橋 渡", None)):
        member = find_credits(production, name)[0].contributor
        add_group_member(pen_name, member=member, since=since, by=None, now=now)
    directors = find_credits(production, "例江 流", "例江 淵")
    join_credits(production, credits=directors, joiner="・", by=None, now=now)
    (hidden,) = find_credits(production, "例田 隠")
    withhold_name(hidden, statement="名前を出さないでください。", stated_on=now.date(), by=None, now=now)


def finish_songs(production: Production, now: datetime) -> None:
    """What the insert song is called in English."""
    update_song(Song.objects.get(title="渡り鳥"), title_en="Birds of Passage", by=None, now=now)


def finish_chains(production: Production, now: datetime) -> None:
    """Where cuts 12 and 13 stand in the broadcast and in a cut of the director's own."""
    add_edition(
        production,
        code="director",
        label_ja="ディレクターズカット版",
        label_en="Director's Cut",
        by=None,
        now=now,
    )
    episode = find_episode(production)
    cuts = {cut.number: cut for cut in production.cuts.live()}
    for edition, number in (("broadcast", "013"), ("director", "012")):
        time_edition(production, episode=episode, edition=edition, fps_num=24, fps_den=1, by=None, now=now)
        place_cut(cuts[number], record_in=18000, length=240, edition=edition, by=None, now=now)
    give_sheet_order(production, now)


def prepare_omnibus(production: Production, now: datetime) -> None:
    """Parts A, B and C of ten cuts each."""
    cuts = {cut.number: cut for cut in production.cuts.live()}
    for label, first, last in (("A", "001", "010"), ("B", "011", "020"), ("C", "021", "030")):
        create_part(production, label=label, first_cut=cuts[first], last_cut=cuts[last], by=None, now=now)


def prepare_dub(production: Production, now: datetime) -> None:
    """The heroine's English name."""
    create_character(production, name="結城ハルカ", name_en="Haruka", by=None, now=now)


def finish_dub(production: Production, now: datetime) -> None:
    """The English roles are those of the Japanese characters, and how the director's name is read."""
    heroine = production.characters.get(name="結城ハルカ")
    for credit in find_credits(production, "Jane Example"):
        update_credit(credit, portrayals=[{"character": heroine}], by=None, now=now)
    director = find_credits(production, "齋藤 敦")[0].contributor
    add_name(director, text="Atsushi Saitō", script="romaji", by=None, now=now)


def finish_ai_short(production: Production, now: datetime) -> None:
    """What was measured, declared, disclosed and reserved."""
    inbetweens = AIUse.objects.get(credit__production=production, ai_system__name="Example Inbetween")
    update_ai_use(inbetweens, share=35, share_of="frames", share_method="counted", by=None, now=now)
    (drawn,) = find_credits(production, "例人 描")
    declare_ai(
        drawn, answer="none", declared_by=drawn.contributor, basis="own_statement",
        wording="この仕事にAIを使っていません。", by=None, now=now,
    )  # fmt: skip
    update_ai_system(
        AISystem.objects.get(name="Example Diffusion"), kind="c2pa.types.model.pytorch", hosting="",
        training_sources=["licensed", "public_domain"], code_of_conduct="explains", by=None, now=now,
    )  # fmt: skip
    update_production(production, training_mining=list(RESERVED), by=None, now=now)
    record_training_statement(
        Contributor.objects.get(names__text="例人 描"), training_mining=list(RESERVED),
        statement="私の絵を学習に使わないでください。", stated_on=now.date(), by=None, now=now,
    )  # fmt: skip
    give_sheet_order(production, now)


def finish_committee(production: Production, now: datetime) -> None:
    """Who sits on the committee."""
    (committee,) = find_credits(production, "「例の物語」製作委員会")
    for credit in find_credits(production, "例放送", "例出版"):
        add_group_member(committee.contributor, member=credit.contributor, by=None, now=now)


ENDINGS = (
    Ending(
        "00_broadcast.csv", "月虹の郵便局", "Moonbow Post Office", episodes=("1",), finish=finish_broadcast
    ),
    Ending("01_tv_cast_first.csv", "月虹の郵便局", "Moonbow Post Office", episodes=("1",)),
    Ending(
        "02_tv_staff_first.csv",
        "見本の町",
        "Sample Town",
        episodes=("1",),
        finish=finish_staff_first,
        withheld=("例木 杖",),
    ),
    Ending("03_film_roll.csv", "例の映画", "An Example Film", kind="film"),
    Ending(
        "04_opening_team.csv",
        "例の季節",
        "Seasons of Examples",
        episodes=("1", "2", "3", "4", "5", "6"),
        finish=finish_opening,
        withheld=("例田 隠",),
    ),
    Ending("05_special_songs.csv", "例の歌", "Songs of Examples", kind="special", finish=finish_songs),
    Ending("06_chains.csv", "例の街道", "Roads of Examples", episodes=("7",), cuts=20, finish=finish_chains),
    Ending(
        "07_omnibus.csv",
        "例の三話",
        "Three Examples",
        kind="film",
        cuts=30,
        prepare=prepare_omnibus,
        finish=give_sheet_order,
    ),
    Ending(
        "08_dub.csv",
        "月虹の郵便局",
        "Moonbow Post Office",
        episodes=("3",),
        edition="dub",
        edition_word="吹替",
        prepare=prepare_dub,
        finish=finish_dub,
    ),
    Ending("09_ai_short.csv", "例人", "Example People", kind="short", cuts=10, finish=finish_ai_short),
    Ending("10_committee.csv", "例の物語", "A Story of Examples", kind="film", finish=finish_committee),
)
