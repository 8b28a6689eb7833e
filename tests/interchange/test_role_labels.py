"""Printed role labels and the vocabulary that ships."""

import csv
from collections import Counter
from pathlib import Path
from time import process_time

import pytest

from productions.interchange.matching.label_order import LabelMatch, RoleWords, index_codes, rank_codes
from productions.interchange.matching.role_labels import (
    RoleEntry,
    RoleLabels,
    RoleResolution,
    count_resolved_labels,
    load_shipped_labels,
    main,
    read_label_counts,
)
from productions.interchange.matching.role_vocabulary import load_shipped_departments, load_shipped_roles
from productions.shared.site_languages import LANGUAGE_CODES

DATA = Path(__file__).parents[1] / "data" / "catalogue"
TABLE = DATA.parent / "roles" / "labels.csv"


def test_most_labels_seen_in_real_credits_resolve() -> None:
    with (DATA / "role_labels_seen.csv").open(encoding="utf-8", newline="") as stream:
        found = count_resolved_labels(read_label_counts(stream), load_shipped_labels())
    print(found)
    assert found.resolved / found.occurrences >= 0.95
    assert str(found) == "role labels resolved: 26725 of 26851 occurrences, 99.53%"


def test_the_figure_can_be_had_for_any_list_of_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("label_ja,occurrences\n監督,3\n謎の係,1\n", encoding="utf-8")
    assert main([str(labels)]) == 0
    assert capsys.readouterr().out == "role labels resolved: 3 of 4 occurrences, 75.00%\n1\t謎の係\n"


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("監督", ("director",)),
        ("監督・脚本", ("director", "screenplay")),
        ("キャラクターデザイン、作画監督", ("character_design", "animation_director")),
        ("絵コンテ・演出", ("storyboard", "episode_director")),
        ("キャラクター・デザイン", ("character_design",)),
        ("メカ＆キャラクターデザイン", ("mechanical_design", "character_design")),
        ("演出（監督と同義）", ("director",)),
        ("（製作）", ("production",)),
        ("[新作パート]脚本", ("screenplay",)),
        ("第4話脚本", ("screenplay",)),
        ("原画[若手原画]", ("key_animation",)),
        ("ミンキーモモ作画監督", ("animation_director",)),
        ("撮影監督", ("director_of_photography",)),
        ("ＣＧディレクター", ("cg_director",)),
        ("Key Animation", ("key_animation",)),
        ("DIRECTED BY", ("director",)),
        ("Key animators", ("key_animation",)),
        ("スタッフ", ("other",)),
    ],
)
def test_a_printed_label_resolves(label: str, codes: tuple[str, ...]) -> None:
    assert load_shipped_labels().resolve(label) == RoleResolution(codes, ())


def test_every_label_of_the_trade_is_its_own_job_or_none() -> None:
    """`labels.csv` was judged label by label: the jobs that each names, or `other` where it is none of the vocabulary."""
    labels = load_shipped_labels()
    codes = {role.code for role in load_shipped_roles()}
    with TABLE.open(encoding="utf-8", newline="") as stream:
        expected = {row["label"]: row["codes"].split("+") for row in csv.DictReader(stream)}
    found = {label: labels.resolve(label) for label in expected}
    assert {code for each in expected.values() for code in each} <= codes
    assert {label: list(each.codes) if each.whole else ["other"] for label, each in found.items()} == expected


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("OP絵コンテ・演出", ("opening_storyboard", "opening_direction")),
        ("ＯＰ・ＥＤ 演出", ("opening_direction", "ending_direction")),
        ("オープニング絵コンテ、演出", ("opening_storyboard", "opening_direction")),
        ("Opening Storyboard and Direction", ("opening_storyboard", "opening_direction")),
        ("OP演出・ED演出", ("opening_direction", "ending_direction")),
        ("挿入歌作詞・作曲", ("insert_song_lyrics", "insert_song_composition")),
        ("撮影・監督", ("compositing", "director")),
        ("作画・演出", ("animation", "episode_director")),
        ("選曲・構成", ("music_selection",)),
        ("キャラクター原案　キャラクターデザイン", ("original_character_design", "character_design")),
        ("原画（協力）", ("key_animation_cooperation",)),
        ("（第二）原画", ("second_key_animation",)),
        ("動画（中割り）", ("inbetween",)),
        ("[AI]背景", ("ai_background_assist",)),
        ("Director & Screenplay", ("director", "screenplay")),
        ("Creative Supervisor/Director", ("supervisor", "creative_director")),
        ("Key Animation (eps 1, 3)", ("key_animation",)),
        ("軍事・SF考証", ("military_research", "sf_research")),
        ("戦艦・車輌作画監督", ("animation_director",)),
    ],
)  # fmt: skip
def test_a_label_of_several_jobs_is_each_of_them(label: str, codes: tuple[str, ...]) -> None:
    assert load_shipped_labels().resolve(label) == RoleResolution(codes, ())


@pytest.mark.parametrize(
    "label",
    [
        "AI動画", "【AI】原画", "原画（AI）[第1話]", "生成AI作画監督", "副色彩設計", "総美術設定", "監督（見習い）", "主・メカニックデザイン",
        "アイキャッチ演出", "主演出", "メカ・ディレクター", "オーディオ・ディレクター", "アソシエイト・アニメーション", "Chief Sorcery Director",
    ],
)  # fmt: skip
def test_what_makes_another_job_of_a_label_is_never_dropped(label: str) -> None:
    found = load_shipped_labels().resolve(label)
    assert (found.codes, len(found.unresolved)) == ((), 1)


@pytest.mark.parametrize(
    "label",
    ["OP・ED " * 33 + "演出", "・".join(["原画"] * 66), "・".join(["原画", *["謎"] * 98]), "（" * 200],
)
def test_a_hostile_label_takes_no_time(label: str) -> None:
    begun = process_time()
    load_shipped_labels().resolve(label)
    assert process_time() - begun < 0.5


def test_what_nobody_knows_is_reported_beside_what_is_known() -> None:
    assert load_shipped_labels().resolve("監督、謎の係") == RoleResolution(("director",), ("謎の係",))
    assert load_shipped_labels().resolve("  ") == RoleResolution((), ())


def test_one_label_cannot_stand_for_two_roles() -> None:
    entries = [RoleEntry("director", ("監督",)), RoleEntry("chief", ("監 督",))]
    with pytest.raises(ValueError, match="The label 監 督 stands for two roles: director and chief"):
        RoleLabels(entries)


def test_a_studio_may_bring_its_own_roles() -> None:
    labels = RoleLabels([RoleEntry("wool", ("ウール監督", "Wool director"))])
    assert labels.resolve("wool DIRECTORS") == RoleResolution(("wool",), ())


def test_codes_once_published_stay() -> None:
    codes = {role.code for role in load_shipped_roles()}
    first = (DATA / "role_codes.txt").read_text(encoding="utf-8").split()
    assert [code for code in first if code not in codes] == []


def test_the_shipped_rows_are_sound() -> None:
    roles, departments = load_shipped_roles(), load_shipped_departments()
    assert [code for code, count in Counter(role.code for role in roles).items() if count > 1] == []
    assert {role.department for role in roles} == {department.code for department in departments}
    assert {role.scope for role in roles} == {"production", "episode", "cut"}
    places = Counter((role.department, role.order) for role in roles)
    assert [place for place, count in places.items() if count > 1] == []
    assert [role.code for role in roles if set(role.texts) != set(LANGUAGE_CODES)] == []


def test_every_label_of_every_role_finds_that_role() -> None:
    labels = load_shipped_labels()
    assert [
        (role.code, label)
        for role in load_shipped_roles()
        for label in role.labels
        if labels.code(label) != role.code
    ] == []


def test_a_word_before_a_dot_is_never_taken_for_the_one_behind_it():
    """メカニック・ディレクター was the film's 監督 twice."""
    labels = load_shipped_labels()
    assert labels.resolve("メカニック・ディレクター").codes == ("mechanical_animation_director",)
    assert labels.resolve("謎・ディレクター") == RoleResolution((), ("謎・ディレクター",))


WORDS = [
    RoleWords("inbetween_check", ("動画検査", "In-between check"), ("動検", "作画")),
    RoleWords("inbetween", ("動画", "In-between animation")),
    RoleWords("key_animation", ("原画", "Key animation"), ("LO原画", "genga")),
    RoleWords("layout", ("レイアウト", "Layout"), ("LO", "動画")),
    RoleWords("look", ("ルックデヴ", "Look development")),
    RoleWords("drawing", ("作画", "Animation"), ("原画マン",)),
]


def test_a_label_is_asked_before_every_alias_and_an_alias_before_a_code() -> None:
    codes = index_codes([*WORDS, RoleWords("genga", ("別", "Other"))])
    assert {text: codes[text] for text in ("動画", "作画", "lo", "genga")} == {
        "動画": "inbetween", "作画": "drawing", "lo": "layout", "genga": "key_animation",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("動画", {"inbetween": "LABEL", "layout": "ALIAS", "inbetween_check": "LABEL_BEGINS"}),
        ("作画", {"drawing": "LABEL", "inbetween_check": "ALIAS"}),
        ("LO", {"layout": "ALIAS", "look": "LABEL_BEGINS", "key_animation": "ALIAS_BEGINS"}),
        ("gen", {"key_animation": "ALIAS_BEGINS"}),
        ("画", dict.fromkeys(["inbetween_check", "inbetween", "key_animation", "drawing"], "LABEL_HOLDS") | {"layout": "ALIAS_HOLDS"}),
        ("key animation", {"key_animation": "LABEL"}),
        (" ・", {}),
    ],
)  # fmt: skip
def test_a_search_finds_what_is_called_so_first(text: str, found: dict[str, str]) -> None:
    ranked = rank_codes(text, WORDS)
    assert list(ranked.items()) == [(code, LabelMatch[name]) for code, name in found.items()]
