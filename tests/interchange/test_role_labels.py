"""Printed role labels and the vocabulary that ships."""

from collections import Counter
from pathlib import Path

import pytest

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

DATA = Path(__file__).parents[1] / "data" / "catalogue"


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
    assert [role.code for role in roles if not (role.label_en and role.label_ja)] == []


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
