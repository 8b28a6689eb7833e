"""Characters: who voices whom, by the verbs and by a sheet."""

import pytest

from productions.cast.services.characters import (
    add_variant,
    create_character,
    update_character,
    update_variant,
)
from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit, update_credit
from productions.imports.services.sheet_import import import_credit_sheet, plan_credit_sheet
from productions.models import Character, Credit, Event, Portrayal
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.removals.services.removal import remove_entity
from productions.removals.services.undo import undo_removal
from productions.shared.refusals import Refusal
from productions.withholding.services.withholding import end_wish, record_wish

pytestmark = pytest.mark.django_db
SHEET = """役職,役名,名前
声の出演,結城 ハルカ,髙橋 美咲
声の出演,結城ハルカ（少女期）,山﨑 凛
声の出演,商人Ａ／商人Ｂ,栁瀬 日子
声の出演,村長,濵田 穰
"""


def list_lines(production):
    document = build_working_document(production=production, episode=None, edition="")
    return [
        line for department in document.departments for block in department.blocks for line in block.lines
    ]


def load(production, text, now, **options):
    return import_credit_sheet(production, text.encode(), filename="a.csv", by=None, now=now, **options)


def test_two_for_one_character_one_for_two_and_a_variant(production, person, voice, hero, now):
    other = create_contributor(name="髙橋 美咲", by=None, now=now)
    merchant = create_character(production, name="商人", by=None, now=now)
    young = add_variant(hero, kind="age", label="少女期", label_en="as a girl", by=None, now=now)
    enter_credit(
        production, role=voice, contributor=person, by=None, now=now,
        portrayals=[{"character": hero, "variant": young}, {"character": merchant}],
    )  # fmt: skip
    enter_credit(
        production, role=voice, contributor=other, portrayals=[{"character": hero}], by=None, now=now
    )
    lines = {line.name: (line.character_ja, line.character_en) for line in list_lines(production)}
    assert lines == {
        "牧原亮太郎": ("結城ハルカ（少女期）／商人", ""),
        "髙橋 美咲": ("結城ハルカ", "Haruka Yuki"),
    }


def test_a_name_on_the_screen_stands_alone(production, person, voice, hero, now):
    masked = add_variant(hero, kind="on_screen_name", label="黒い仮面の男", by=None, now=now)
    update_variant(masked, label_en="The man in the black mask", by=None, now=now)
    enter_credit(
        production, role=voice, contributor=person, by=None, now=now,
        portrayals=[{"character": hero, "variant": masked}],
    )  # fmt: skip
    (line,) = list_lines(production)
    assert (line.character_ja, line.character_en) == ("黒い仮面の男", "The man in the black mask")


def test_a_character_of_another_work_is_refused(production, person, voice, now):
    elsewhere = create_production(title="別の作品", kind="series", year=2026, by=None, now=now)
    stranger = create_character(elsewhere, name="誰か", by=None, now=now)
    with pytest.raises(Refusal, match="a character of another production"):
        enter_credit(
            production, role=voice, contributor=person, portrayals=[{"character": stranger}], by=None, now=now
        )
    row = {"role": voice, "contributor": person, "portrayals": [{"character": stranger}]}
    with pytest.raises(Refusal, match="a character of another production"):
        enter_credits(production, [row], by=None, now=now)
    assert not Credit.objects.exists()


def test_a_variant_of_another_character_is_refused(production, person, voice, hero, now):
    other = create_character(production, name="村長", by=None, now=now)
    old = add_variant(other, kind="age", label="老年期", by=None, now=now)
    with pytest.raises(Refusal, match="a variant of another character"):
        enter_credit(
            production,
            role=voice,
            contributor=person,
            portrayals=[{"character": hero, "variant": old}],
            by=None,
            now=now,
        )


def test_a_name_is_one_character_however_it_is_spaced(production, hero, now):
    with pytest.raises(Refusal, match="already has the character “結城ハルカ”"):
        create_character(production, name="結城　ハルカ", by=None, now=now)
    update_character(hero, name="結城 ハルカ", by=None, now=now)
    assert Event.objects.filter(entity_uid=hero.uid).count() == 2


def test_a_change_adds_and_removes_and_leaves_the_others(production, person, voice, hero, now):
    village = create_character(production, name="村長", by=None, now=now)
    credit = enter_credit(
        production, role=voice, contributor=person, portrayals=[{"character": hero}], by=None, now=now
    )
    first = Portrayal.objects.get()
    update_credit(credit, portrayals=[{"character": hero}, {"character": village}], by=None, now=now)
    update_credit(credit, position=2, by=None, now=now)
    assert credit.portrayals.live().earliest("pk") == first
    update_credit(credit, portrayals=[{"character": village}], reason="Recast.", by=None, now=now)
    assert [each.character for each in credit.portrayals.live()] == [village]


def test_a_sheet_enters_characters_and_tells_them_first(production, hero, now):
    plan = plan_credit_sheet(production, SHEET.encode(), filename="a.csv", by=None)
    assert [problem.message for problem in plan.announced] == [
        "New characters: 商人Ａ, 商人Ｂ, 村長.",
        "New variants of “結城ハルカ”: 少女期.",
    ]
    assert Character.objects.count() == 1
    load(production, SHEET, now)
    found = [
        (credit.character_as_printed, [str(each) for each in credit.portrayals.live()])
        for credit in Credit.objects.order_by("pk")
    ]
    assert found == [
        ("結城 ハルカ", ["結城ハルカ"]),
        ("結城ハルカ（少女期）", ["結城ハルカ (少女期)"]),
        ("商人Ａ／商人Ｂ", ["商人Ａ", "商人Ｂ"]),
        ("村長", ["村長"]),
    ]
    assert list(Character.objects.order_by("pk").values_list("name", "name_language")) == [
        ("結城ハルカ", ""), ("商人Ａ", "ja"), ("商人Ｂ", "ja"), ("村長", "ja"),
    ]  # fmt: skip
    again = plan_credit_sheet(
        production, "役名,役職,名前\n村長,声の出演,見本 一\n".encode(), filename="a", by=None
    )
    assert again.announced == ()


def test_one_actor_with_two_lines_has_two_credits(production, now):
    load(
        production, "役職,役名,名前\n声の出演,商人,見本 一\n声の出演,妹,見本 二\n声の出演,村長,見本 一\n", now
    )
    assert [(line.character, line.name) for line in list_lines(production)] == [
        ("商人", "見本 一"), ("妹", "見本 二"), ("村長", "見本 一"),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 30])
def test_a_sheet_costs_the_same_queries_however_many_characters_it_has(
    production, now, count, django_assert_max_num_queries
):
    rows = "".join(f"声の出演,役{n}（{n}歳）,見本 {n}\n" for n in range(count))
    with django_assert_max_num_queries(106):  # one where names look alike: who withholds theirs
        load(production, "役職,役名,名前\n" + rows, now)
    assert Portrayal.objects.count() == count


def test_a_withheld_name_is_not_told_by_the_character(production, person, voice, hero, now):
    credit = enter_credit(
        production, role=voice, contributor=person, portrayals=[{"character": hero}],
        character_as_printed="ハルカ", character_as_printed_language="ja", by=None, now=now,
    )  # fmt: skip
    wish = record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    credit.refresh_from_db()
    (line,) = list_lines(production)
    assert (credit.character_as_printed, line.character, line.character_ja, line.name) == ("", "", "", "")
    assert not Portrayal.objects.told().exists()
    portrayal = Portrayal.objects.get()
    assert not Event.objects.filter(entity_uid__in=(credit.uid, portrayal.uid)).exclude(personal={}).exists()
    with pytest.raises(Refusal, match="the character would tell who they are"):
        update_credit(credit, portrayals=[{"character": hero}], by=None, now=now)
    end_wish(wish, by=None, now=now, reason="They wrote.")
    (line,) = list_lines(production)
    assert (line.name, line.character, line.character_language, line.character_en) == (
        "牧原亮太郎", "ハルカ", "ja", "Haruka Yuki",
    )  # fmt: skip


def test_who_withheld_their_name_before_is_entered_without_the_character(
    production, person, voice, hero, now
):
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    values = {
        "contributor": person,
        "role": voice,
        "portrayals": [{"character": hero}],
        "character_as_printed": "ハルカ",
    }
    enter_credit(production, **values, by=None, now=now)
    enter_credits(production, [values | {"edition": "disc"}], by=None, now=now)
    assert set(Credit.objects.values_list("character_as_printed", flat=True)) == {""}
    assert not Portrayal.objects.exists()


def test_characters_go_and_come_back_with_their_credit(production, person, voice, hero, now):
    credit = enter_credit(
        production, role=voice, contributor=person, portrayals=[{"character": hero}], by=None, now=now
    )
    remove_entity(credit, by=None, now=now, reason="doubled")
    assert not Portrayal.objects.live().exists()
    undo_removal(credit, by=None, now=now, reason="It was right.")
    assert Portrayal.objects.live().count() == 1
