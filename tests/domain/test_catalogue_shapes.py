"""Catalogues as people have them, through the command: every shape is read, and nobody is lost untold."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from productions.models import Character, ContributorName, Credit, Episode, ImportRow, Portrayal, Production

CASES = Path(__file__).parent.parent / "data" / "cases"


def run(path, **options):
    """What the command prints."""
    out = StringIO()
    call_command("import_catalogue", str(path), stdout=out, all_problems=True, **options)
    return out.getvalue()


def write_catalogue(tmp_path, *lines):
    path = tmp_path / "films.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def list_film_credits(title, *fields):
    """The credits of a film in its order, as tuples of these fields."""
    return list(
        Credit.objects.filter(production__title=title).order_by("position", "pk").values_list(*fields)
    )


@pytest.fixture
def told(db):
    """What the command says of case 50."""
    return run(CASES / "50_catalogue_shapes.jsonl")


@pytest.mark.parametrize(
    ("title", "credits"),
    [
        ("例の映画一", [("監督", "試山 験太")]),
        ("例の映画三", [("監督", "試山 験太"), ("原画", "例田 花")]),
        (
            "例の映画七",
            [("総監督", "高例文彦"), ("音楽", "川例一")],
        ),
        (
            "例の映画八",
            [("製作", "例・ミュージックエンタテインメント"), ("製作", "東 宝"), ("製作", "株式会社例")],
        ),
        ("例の映画十二", [("監督", "試山 験太"), ("原画", "例田 花")]),
        ("例の映画十三", [("監督", "試山 験太"), ("原画", "例田 花"), ("原画", "見本 太一")]),
    ],
)
def test_case_50_every_shape_gives_its_credits(told, title, credits):
    assert list_film_credits(title, "role__label_ja", "credited_as") == credits


def test_case_50_members_of_a_group_are_people_who_worked_for_it(told):
    found = list_film_credits("例の映画六", "credited_as", "affiliation__names__text", "kind")
    assert found == [(name, "例マンガ会", "person") for name in ("甲例 一", "乙例 二", "丙例 三")]


def test_case_50_several_names_and_roles_in_one_statement(told):
    found = list_film_credits("例の映画九", "role__code", "credited_as")
    assert found[:4] == [("producer", name) for name in ("甲例芳正", "乙例健", "KEN SAMPLE", "丙例光久")]
    assert {
        ("episode_director", "丁例久秋"),
        ("screenplay", "丁例久秋"),
        ("original_work", "例ももこ"),
    } <= set(found)
    note = Credit.objects.get(credited_as="例ももこ").evidence_note
    assert note == "例社「例コミックス」刊"


def test_case_50_people_without_names_and_members_in_brackets(told):
    assert list_film_credits("例の映画十", "credited_as", "absence_reason") == [
        ("", "not_yet_entered"),
        ("攻例製作委員会", ""),
    ]
    assert "There is no name beside the role スタッフ" in told
    assert "“甲社、以上 1話、乙社” stands in brackets behind 攻例製作委員会" in told


def test_case_50_episodes_by_their_numbers_however_they_are_written(told):
    episodes = Episode.objects.filter(production__title="例のシリーズ").order_by("pk")
    assert list(episodes.values_list("number", "title")) == [
        ("SA", "甲の話"),
        ("1", "乙の話"),
        ("第2話", "丙の話"),
        ("03", "丁の話"),
        ("4", "戊の話"),
    ]
    assert list_film_credits("例のシリーズ", "episode__number", "credited_as") == [
        ("SA", "甲例 一"),
        ("1", "乙例 二"),
        ("第2話", "丙例 三"),
        ("03", "丁例 四"),
        ("4", "戊例 五"),
    ]


def test_case_50_a_long_title_is_kept_whole(told):
    film = Production.objects.get(title__startswith="例例例例")
    assert (len(film.title), film.credits.get().credited_as) == (201, "試山 験太")
    assert "The title has" not in told


def test_a_title_of_more_than_a_thousand_characters_costs_its_end(db, tmp_path):
    title = "".join(chr(0x4E00 + number) for number in range(1001))
    line = (
        f'{{"madb_id": "C1", "title": "{title}", "title_kana": "{"カ" * 1300}", "staff": "[監督]山田太郎"}}'
    )
    told = run(write_catalogue(tmp_path, line))
    assert list_film_credits(title[:1000], "credited_as") == [("山田太郎",)]
    assert told.count("and 1,000 fit") == 2
    assert ImportRow.objects.filter(text=title).count() == 1


def test_case_50_dates_and_lines_that_are_no_film(told):
    film = Production.objects.get(title="例の映画二")
    assert (film.released_on, film.year) == (None, 1941)
    assert "line 5: The film C99084 stands already in line 4" in told
    assert "line 13: This is no JSON" in told
    assert "films: 13 entered, 0 unchanged, 0 refused, 2 lines that are no film" in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("51_catalogue_array.json", "配列の映画"),
        ("52_catalogue_sjis.jsonl", "符号の映画"),
        ("53_catalogue_bom.jsonl", "印の映画"),
    ],
)
def test_cases_51_to_53_an_array_shift_jis_and_a_byte_order_mark(name, title):
    told = run(CASES / name)
    assert list_film_credits(title, "role__label_ja", "credited_as") == [("監督", "試山 験太")]
    assert "films: 1 entered, 0 unchanged, 0 refused, 0 lines that are no film" in told
    assert told.endswith("problems: 0\n")


@pytest.mark.django_db
def test_spaces_double_nobody_within_an_import_and_against_the_registry(tmp_path):
    first = '{"madb_id": "C1", "title": "一", "staff": "[監督]試山 験太　／　[脚本]試山　験太　／　[製作]東 宝", "company": "[製作]東宝"}'
    second = '{"madb_id": "C2", "title": "二", "staff": "[監督]試山験太　／　[製作]㈱東宝"}'
    run(write_catalogue(tmp_path, first))
    run(write_catalogue(tmp_path, second))
    assert list(ContributorName.objects.order_by("pk").values_list("text", flat=True)) == [
        "試山 験太",
        "東 宝",
    ]
    assert len(list_film_credits("一", "pk")) == 3


@pytest.mark.django_db
def test_a_voice_has_its_character_as_printed_and_as_an_entry(tmp_path):
    cast = "【吉  岡】甲例一　／　【商人Ａ、商人Ｂ】乙例二　／　【[総*統]】丙例三　／　【語り】丁例四　／　【吉岡】見本花子（少年時代）（見本太郎）"
    told = run(write_catalogue(tmp_path, f'{{"madb_id": "C1", "title": "声", "cast": "{cast}"}}'))
    assert list_film_credits("声", "credited_as", "character_as_printed", "role__code") == [
        ("甲例一", "吉 岡", "voice"),
        ("乙例二", "商人Ａ、商人Ｂ", "voice"),
        ("丙例三", "[総*統]", "voice"),
        ("丁例四", "語り", "narration"),
        ("見本花子", "吉岡", "voice"),
        ("見本太郎", "吉岡（少年時代）", "voice"),
    ]
    voiced = Portrayal.objects.order_by("credit__position", "pk")
    assert list(voiced.values_list("credit__credited_as", "character__name", "variant__label")) == [
        ("甲例一", "吉 岡", None),
        ("乙例二", "商人Ａ", None),
        ("乙例二", "商人Ｂ", None),
        ("丙例三", "総統", None),
        ("見本花子", "吉 岡", None),
        ("見本太郎", "吉 岡", "少年時代"),
    ]
    assert Character.objects.count() == 4
    assert "5 with a character" in told
