"""What was written of a role stays, unless it only repeats the label (H18)."""

import csv
from pathlib import Path

import pytest

from productions.credits.services.credits import enter_credit, update_credit
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import Credit, Role
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.document.written_words import choose_heading
from productions.shared.refusals import Refusal

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parents[1] / "data" / "cases"


def load(production, text, now, **options):
    return import_credit_sheet(production, text.encode(), filename="sheet.csv", by=None, now=now, **options)


def read_headings(production, lang):
    document = build_working_document(production=production, episode=None, edition="")
    return [choose_heading(block, lang) for department in document.departments for block in department.blocks]


@pytest.mark.parametrize(
    "written", ["作画監督", "作画 監督", "Animation Director", "ＡＮＩＭＡＴＩＯＮ director"]
)
def test_a_printed_role_that_repeats_the_label_is_none(production, person, now, written):
    credit = enter_credit(
        production, role=Role.objects.get(code="animation_director"), contributor=person,
        role_as_printed=written, role_as_printed_language="ja", by=None, now=now,
    )  # fmt: skip
    assert (credit.role_as_printed, credit.role_as_printed_language) == ("", "")


def test_a_change_of_the_role_asks_again(production, person, now):
    roles = {code: Role.objects.get(code=code) for code in ("director", "animation_director")}
    credit = enter_credit(
        production, role=roles["director"], contributor=person, role_as_printed="作画監督",
        role_as_printed_language="ja", by=None, now=now,
    )  # fmt: skip
    assert (credit.role_as_printed, credit.role_as_printed_language) == ("作画監督", "ja")
    update_credit(credit, role=roles["animation_director"], by=None, now=now)
    credit.refresh_from_db()
    assert (credit.role_as_printed, credit.role_as_printed_language) == ("", "")


def test_a_language_is_a_tag(production, person, now):
    with pytest.raises(Refusal, match="Write the language as its code"):
        enter_credit(
            production, role=Role.objects.get(code="director"), contributor=person,
            role_as_printed="監修", role_as_printed_language="Japanese", by=None, now=now,
        )  # fmt: skip


def test_an_alias_is_kept_as_it_was_written(production, now):
    load(
        production,
        "役職,名前\nメイン・アニメーター,見本 一\n作監,見本 二\n作画監督,見本 三\nanimation_director,見本 四\n",
        now,
    )
    found = Credit.objects.order_by("pk").values_list("role_as_printed", "role_as_printed_language")
    assert list(found) == [("メイン・アニメーター", "ja"), ("作監", "ja"), ("", ""), ("", "")]
    assert read_headings(production, "ja") == ["メイン・アニメーター", "作監", "作画監督"]


def test_kanji_alone_are_japanese_only_in_a_japanese_column(production, now):
    load(production, "Role,Name\n作監,見本 一\n2原,見本 二\nデジタルペイント,見本 三\n", now)
    found = Credit.objects.order_by("pk").values_list("role_as_printed", "role_as_printed_language")
    assert list(found) == [("作監", ""), ("2原", ""), ("デジタルペイント", "ja")]
    assert {"作監", "2原", "Digital paint"} <= set(read_headings(production, "en"))


def test_a_sheet_says_the_language_itself(production, now):
    load(production, "Role,Role as printed,Role language,Name\ndirector,Regie,de,見本 一\n", now)
    assert Credit.objects.get().role_as_printed_language == "de"


def test_an_english_roll_has_its_own_words_unless_what_was_written_is_the_only_name(production, now):
    load(production, "役職,役職表記,名前\nother,猫の世話,見本 一\n作監,,見本 二\n", now)
    english = read_headings(production, "en")
    assert "猫の世話" in english
    assert "Animation director" in english
    assert "作監" in read_headings(production, "ja")


@pytest.mark.parametrize("name", ["34_roles.csv", "37_role_label_lost.csv"])
def test_every_label_enters_and_is_printed_as_it_was_written(production, now, name):
    """What the vocabulary does not know stands under `other`, and the roll has the words of the sheet for all."""
    rows = list(csv.DictReader((CASES / name).read_text("utf-8-sig").splitlines()))
    told = []
    count = load_file(production, name, now, tell=told.append)
    expected = read_expected_codes()
    labels = [row["役職"] for row in rows]
    entered = Credit.objects.order_by("pk").values_list("role__code", "role_as_printed", "role__label_ja")
    assert sorted(code for label in labels for code in expected[label]) == sorted(
        code for code, _printed, _label in entered
    )
    assert count == len(entered)
    assert {printed or label for _code, printed, label in entered} == set(labels)
    assert set(labels) <= set(read_headings(production, "ja"))
    assert [problem.line for problem in told if problem.column == "role"] == [
        line for line, label in enumerate(labels, 2) if expected[label] == ["other"]
    ]


def load_file(production, name, now, **options):
    return import_credit_sheet(
        production, (CASES / name).read_bytes(), filename=name, by=None, now=now, **options
    )


def read_expected_codes():
    """The codes of every label, as `tests/data/roles/labels.csv` has them."""
    path = CASES.parent / "roles" / "labels.csv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines())
    return {row["label"]: row["codes"].split("+") for row in rows}
