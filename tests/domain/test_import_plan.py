"""A file's plan: what is new, changed, same and gone, what is left to choose, and the batch that is entered and taken back."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from productions.credits.services.credits import update_credit
from productions.imports.services.entering import SheetRefused
from productions.imports.services.undoing import undo_import
from productions.models import (
    Contributor,
    Credit,
    ImportBatch,
    ImportRow,
)
from productions.people.services.contributors import create_contributor
from productions.shared.choices import AbsenceReason
from productions.shared.refusals import Refusal, Stale
from tests.domain.planned_sheets import FIRST, SECOND, enter, groups, list_names, plan

pytestmark = pytest.mark.django_db


def test_a_second_upload_is_an_update(production, now, later):
    enter(production, FIRST, now)
    again = plan(production, SECOND)
    assert groups(again) == [
        ("same", 2, "渡例 三"),
        ("same", 3, "阿例 二"),
        ("new", 4, "新例 四"),
        ("gone", 0, "中例 一"),
    ]
    assert again.is_ready
    _plan, batch = enter(production, SECOND, later)
    assert list_names() == ["渡例 三", "阿例 二", "中例 一", "新例 四"]
    undo_import(batch, by=None, now=later, reason="the wrong file")
    assert list_names() == ["渡例 三", "阿例 二", "中例 一"]
    assert not Contributor.objects.live().filter(name="新例 四").exists()


def test_what_is_gone_is_removed_for_whoever_says_so_and_comes_back(production, now, later):
    enter(production, FIRST, now)
    _plan, batch = enter(production, SECOND, later, answers={"gone": "remove"})
    assert list_names() == ["渡例 三", "阿例 二", "新例 四"]
    undone = undo_import(batch, by=None, now=later, reason="too soon")
    assert (undone.removed, undone.restored, undone.left) == (1, 1, [])
    assert list_names() == ["渡例 三", "阿例 二", "中例 一"]
    with pytest.raises(Refusal, match="taken back already"):
        undo_import(batch, by=None, now=later, reason="again")


def test_a_changed_row_changes_its_credit_and_the_undo_changes_it_back(production, now, later):
    enter(production, "役職,名前,所属\n原画,渡例 三,\n原画,阿例 二,甲社\n", now)
    text = "役職,名前,所属,画面表記\n原画,渡例 三,乙社,渡 例三\n原画,阿例 二,甲社,\n"
    shown = plan(production, text)
    assert [(one.group, [tuple(map(str, each)) for each in one.differences]) for one in shown.credits] == [
        ("changed", [("printed_as", "", "渡 例三"), ("affiliation", "None", "乙社")]),
        ("same", []),
    ]
    _plan, batch = enter(production, text, later)
    credit = Credit.objects.get(credited_as="渡例 三")
    assert (credit.printed_as, str(credit.affiliation)) == ("渡 例三", "乙社")
    assert undo_import(batch, by=None, now=later, reason="no").changed == 1
    credit.refresh_from_db()
    assert (credit.printed_as, credit.affiliation) == ("", None)


def test_what_staff_changed_since_is_not_changed_back_by_the_same_row(production, now, later):
    enter(production, "役職,名前,画面表記\n原画,渡例 三,渡\n", now)
    update_credit(Credit.objects.get(), printed_as="渡例", by=None, now=later)
    assert [one.group for one in plan(production, "役職,名前,画面表記\n原画,渡例 三,渡\n").credits] == [
        "same"
    ]
    assert [one.group for one in plan(production, "役職,名前,画面表記\n原画,渡例 三,渡 三\n").credits] == [
        "changed"
    ]


def test_an_empty_cell_says_nothing(production, now):
    enter(production, "役職,名前,所属\n原画,渡例 三,甲社\n", now)
    assert [one.group for one in plan(production, "役職,名前\n原画,渡例 三\n").credits] == ["same"]


def test_a_row_that_stands_twice_is_one_credit(production, now):
    shown, _batch = enter(production, "役職,名前\n原画,渡例 三\n原画,渡例三\n", now)
    assert shown.count_groups()["new"] == Credit.objects.count() == 1


def test_of_two_of_one_name_somebody_chooses_and_the_next_file_remembers(production, now, later):
    one, two = (
        create_contributor(name="同姓 同名子", disambiguation=told, by=None, now=now)
        for told in ("背景", "声優")
    )
    text = "役職,名前\n原画,同姓 同名子\n動画,別例 一\n"
    shown = plan(production, text)
    (choice,) = shown.open_choices
    assert [option.code for option in choice.options] == [str(one.uid), str(two.uid), "new"]
    assert ["背景" in choice.options[0].label, "声優" in choice.options[1].label] == [True, True]
    with pytest.raises(SheetRefused):
        enter(production, text, now)
    with pytest.raises(SheetRefused):  # nothing is proposed, so nothing can be accepted
        enter(production, text, now, accepted=shown.digest)
    enter(production, text, now, answers={choice.key: str(two.uid)})
    assert Credit.objects.get(role__code="key_animation").contributor == two
    assert plan(production, text + "演出,同姓 同名子\n").is_ready
    enter(production, text + "演出,同姓 同名子\n", later)
    assert Credit.objects.get(role__code="episode_director").contributor == two
    with pytest.raises(Refusal, match="is no answer for"):
        plan(production, text, {choice.key: "somebody"})


def test_another_person_of_a_known_name_is_entered_once(production, now, later):
    for _ in range(2):
        create_contributor(name="同姓 同名子", by=None, now=now)
    text = "役職,名前\n原画,同姓 同名子\n"
    enter(production, text, now, answers={"person": "new"})
    assert Contributor.objects.filter(name="同姓 同名子").count() == 3
    enter(production, text + "動画,同姓 同名子\n", later)
    assert Contributor.objects.filter(name="同姓 同名子").count() == 3


def test_a_person_may_be_given_by_uid(production, now):
    _one, two = (create_contributor(name="同姓 同名子", by=None, now=now) for _ in range(2))
    enter(production, f"役職,名前,人物ID\n原画,同姓 同名子,{two.uid}\n", now)
    assert Credit.objects.get().contributor == two
    wrong = plan(production, "役職,名前,人物ID\n動画,同姓 同名子,x\n")
    assert [(problem.line, problem.column) for problem in wrong.problems] == [(2, "person_id")]


def test_spellings_of_one_person_are_offered_as_one_and_never_merged_silently(production, now):
    person = create_contributor(name="試山 験太", by=None, now=now)
    text = "役職,名前\n原画,験太 試山\n動画,Kenta Tameshiyama\n仕上,Kenta TAMESHIYAMA\n"
    shown = plan(production, text)
    assert [(choice.line, choice.kind) for choice in shown.open_choices] == [(2, "person"), (4, "person")]
    enter(production, text, now, accepted=shown.digest[:12])
    found = Credit.objects.order_by("pk").values_list("contributor__name", "credited_as")
    assert list(found) == [
        (person.name, "験太 試山"),
        ("Kenta Tameshiyama", "Kenta Tameshiyama"),
        ("Kenta Tameshiyama", "Kenta TAMESHIYAMA"),
    ]


def test_an_accepted_plan_is_the_one_that_was_seen(production, now):
    shown = plan(production, FIRST + "動画,未定\n")
    create_contributor(name="渡例 三", by=None, now=now)
    with pytest.raises(Stale, match="another one by now"):
        enter(production, FIRST + "動画,未定\n", now, accepted=shown.digest)
    with pytest.raises(Stale):
        enter(production, FIRST, now, accepted="")


def test_a_word_that_names_nobody_is_asked_about(production, now):
    text = "役職,名前\n原画,未定\n動画,社内\n仕上,\n"
    shown = plan(production, text)
    assert [choice.kind for choice in shown.open_choices] == ["nobody"] * 3
    enter(production, text, now, answers={"nobody": "not_yet_entered"})
    assert set(Credit.objects.values_list("absence_reason", "credited_as")) == {
        (AbsenceReason.NOT_YET_ENTERED, "")
    }
    assert Credit.objects.count() == 3


def test_what_is_a_problem_is_left_out_of_an_accepted_plan_and_kept_as_a_row(production, now):
    text = "役職,名前,カット\n原画,渡例 三,\n原画,阿例 二,99\n"
    shown = plan(production, text)
    assert (shown.is_ready, [problem.line for problem in shown.problems]) == (False, [3])
    enter(production, text, now, accepted=shown.digest)
    assert list_names() == ["渡例 三"]
    assert not Contributor.objects.filter(name="阿例 二").exists()


def test_the_command_prints_a_plan_that_waits_and_enters_what_was_accepted(production, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text("役職,名前\n原画,渡例 三\n動画,未定\n")
    out = StringIO()
    with pytest.raises(CommandError, match="1 problem; nothing was stored") as refused:
        call_command("import_credits", str(path), production=str(production.uid), stdout=out)
    assert "“未定” names nobody" in out.getvalue()
    digest = str(refused.value).rpartition("--accept ")[2]
    call_command("import_credits", str(path), production=str(production.uid), accept=digest, stdout=out)
    assert Credit.objects.count() == 2
    uid = str(ImportBatch.objects.get().uid)
    assert f"--undo {uid}" in out.getvalue()
    call_command("import_credits", undo=uid, stdout=out)
    assert "2 credits were taken back" in out.getvalue()
    assert Credit.objects.current().count() == 0
    assert ImportRow.objects.filter(outcome="created").count() == 2


def test_the_command_prints_a_plan_as_json(production, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_text(FIRST)
    out = StringIO()
    call_command(
        "import_credits", str(path), production=str(production.uid), dry_run=True, json=True, stdout=out
    )
    told = json.loads(out.getvalue().partition("Dry run")[0])
    assert (told["ready"], told["counts"]["new"], len(told["credits"])) == (True, 3, 3)
