"""Credit sheets: one row a credit, all problems at once by line, all or nothing."""

import io
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.catalogue.services.cuts import add_cuts
from productions.imports.services.entering import SheetRefused, enter_file
from productions.imports.services.planning import read_import_file
from productions.imports.services.sheet_import import import_credit_sheet
from productions.imports.services.sheet_rows import list_copied_fields
from productions.interchange.sheets.coded_words import CODE_SPELLINGS
from productions.interchange.sheets.template_sheet import build_template_csv
from productions.models import AIUse, Contributor, Credit, Department, Event, ImportBatch, Role
from productions.people.services.contributors import create_contributor
from productions.shared.choices import (
    AbsenceReason,
    AITask,
    CreditKind,
    Edition,
    EvidenceKind,
    Extent,
    Oversight,
    SourceType,
)
from productions.vocabulary.services import add_role_alias, create_role, retire_role

GOOD = """カット,役職,名前,所属,AIシステム,AI提供元,AI作業,AIソース種別,人の関与,AI確認者,AI確認日時,AI使用範囲
1-3,背景,例田 波瑠,美術工房れい,Reiga Paint,Kaku Labs,画像生成,生成AIによる加工,人が確認,仮名 紬,2026-04-01,補助
,監督・脚本,牧原亮太郎,,,,,,,,,
"""


@pytest.fixture
def with_cuts(production, now):
    add_cuts(production, [{"number": f"{n:03d}"} for n in range(1, 5)], by=None, now=now)
    return production


def load(production, text, now, **options):
    data = text if isinstance(text, bytes) else text.encode()
    return import_credit_sheet(production, data, filename="sheet.csv", by=None, now=now, **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_sheet_becomes_credits_with_their_ai_uses(with_cuts, now, encoding):
    assert load(with_cuts, GOOD.encode(encoding), now) == 3
    credits = Credit.objects.order_by("pk")
    assert [
        (f"{c.cut or ''} {c.last_cut or ''}".strip(), c.role.code, c.credited_as, str(c.affiliation or ""))
        for c in credits
    ] == [
        ("001 003", "background_art", "例田 波瑠", "美術工房れい"),
        ("", "director", "牧原亮太郎", ""),
        ("", "screenplay", "牧原亮太郎", ""),
    ]
    assert {str(use.validated_by) for use in AIUse.objects.all()} == {"仮名 紬"}
    assert AIUse.objects.count() == 1
    assert ImportBatch.objects.get().figures == {
        "rows": 2, "credits": 3, "left_out": 0, "new": 3, "changed": 0, "same": 0, "gone": 0, "problem": 0,
    }  # fmt: skip
    for entity in (*credits, *AIUse.objects.all(), *Contributor.objects.all()):
        assert Event.objects.filter(entity_uid=entity.uid).count() == 1


AI_HEADINGS = "役職,名前,AIシステム,AI提供元,AIソース種別,人の関与,AI元素材,AI後の手作業"


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ("本作の別の担当者による絵,このクレジットの担当者が加筆修正", ("others_drawing", "own_hand")),
        ("words alone,not changed", ("words", "unchanged")),
        ("footage,redrawn", ("footage", "redrawn")),
        (",", ("", "")),
    ],
)
def test_what_an_ai_use_was_given_and_what_was_done_after_it_are_columns(production, now, cells, kept):
    """Nothing in them: nobody was asked (H14)."""
    row = f"背景,例田 波瑠,Reiga Paint,Kaku Labs,生成AIによる加工,プロンプトによる指示,{cells}"
    assert load(production, f"{AI_HEADINGS}\n{row}\n", now) == 1
    use = AIUse.objects.get()
    assert (use.input_kind, use.rework) == kept


def test_an_unknown_word_for_either_is_told_by_its_line(production, now):
    row = "背景,例田 波瑠,Reiga Paint,Kaku Labs,生成AIによる加工,プロンプトによる指示,絵の具,塗った"
    with pytest.raises(SheetRefused) as refused:
        load(production, f"{AI_HEADINGS}\n{row}\n", now)
    problems = refused.value.problems
    assert [problem.line for problem in problems] == [2, 2]
    assert ["絵の具" in str(problems[0]), "塗った" in str(problems[1])] == [True, True]


def test_every_problem_is_told_at_once_by_line_and_nothing_is_stored(with_cuts, now):
    text = "cut,role,name,credited as\n1,layout,A Person,AI (+Human)\n9,layout,B Person,\n,dirctor,スタッフ,\n,layout,,\n"
    with pytest.raises(SheetRefused) as refused:
        load(with_cuts, text, now)
    assert [(problem.line, str(problem).partition(": ")[2]) for problem in refused.value.problems] == [
        (
            2,
            "“AI (+Human)” names nobody: enter the person's name, or leave the contributor empty and say why "
            "nobody is named; what the screen said goes into “printed as”.",
        ),
        (3, "Cut 9 does not exist."),
        (4, "“スタッフ” names nobody. What becomes of it?"),
        (5, "Nobody is named."),
    ]
    assert (Credit.objects.count(), Contributor.objects.count(), ImportBatch.objects.count()) == (0, 0, 0)


def test_a_role_that_nobody_knows_is_kept_as_written_and_told(with_cuts, now):
    told = []
    text = "cut,role,name\n1,dirctor,A Person\n2,砂絵,B Person\n3,砂絵・監督,C Person\n,砂絵,B Person\n"
    assert load(with_cuts, text, now, tell=told.append) == 4
    found = Credit.objects.order_by("pk").values_list("role__code", "role_as_printed")
    assert list(found) == [
        ("other", "dirctor"),
        ("other", "砂絵"),
        ("other", "砂絵・監督"),
        ("other", "砂絵"),
    ]
    kept = "The role “%s” is not in the vocabulary; it is kept as written under “other”."
    assert [(each.line, each.column, each.message) for each in told if each.column == "role"] == [
        (2, "role", kept % "dirctor" + " Did you mean “Director”?"),
        (3, "role", kept % "砂絵"),
        (4, "role", kept % "砂絵・監督" + " Did you mean “Director”?"),
        (5, "role", kept % "砂絵"),
    ]


def test_a_label_is_asked_before_an_alias_of_another_role(production, now):
    """A studio's alias must not take a label from the role that is called so, whichever comes first in the vocabulary."""
    for code in ("director", "other"):
        add_role_alias(Role.objects.get(code=code), text="動画", by=None, now=now)
    load(production, "role,name\n動画,A Person\n", now)
    assert Credit.objects.get().role.code == "inbetween"


def test_a_role_of_the_studio_is_read_beside_the_others(production, now):
    department = Department.objects.get(code="animation")
    create_role(
        code="sand_art", department=department, scope="cut", label_en="Sand art", label_ja="砂絵", order=999,
        is_labour=True, by=None, now=now,
    )  # fmt: skip
    retire_role(Role.objects.get(code="screenplay"), by=None, now=now, reason="Ours is another one.")
    load(production, "role,name\n砂絵・監督,A Person\n監督・脚本,B Person\n", now)
    found = Credit.objects.order_by("pk").values_list("role__code", "role_as_printed")
    assert list(found) == [("sand_art", "砂絵・監督"), ("director", "砂絵・監督"), ("other", "監督・脚本")]


def test_a_dry_run_stores_nothing(with_cuts, now):
    assert load(with_cuts, GOOD, now, dry_run=True) == 3
    assert (Credit.objects.count(), Contributor.objects.count(), ImportBatch.objects.count()) == (0, 0, 0)


def test_an_xlsx_is_read_and_a_formula_in_it_is_not_run(with_cuts, now):
    book = io.BytesIO()
    workbook = xlsxwriter.Workbook(book)
    sheet = workbook.add_worksheet()
    for row, cells in enumerate([("Role", "Name"), ("Director", "A Person"), ("Layout", "=1+1")]):
        for column, cell in enumerate(cells):
            sheet.write(row, column, cell)
    workbook.close()
    with pytest.raises(SheetRefused) as refused:
        import_credit_sheet(with_cuts, book.getvalue(), filename="a.xlsx", by=None, now=now)
    assert [problem.line for problem in refused.value.problems] == [3]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_template_reads_as_a_sheet(with_cuts, now, language):
    out = StringIO()
    call_command("import_credits", template=language, stdout=out)
    assert out.getvalue() == build_template_csv(language)


def test_the_command_lists_problems_and_fails(with_cuts, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("role,name,cut\nlayout,A Person,99\n")
    errors = StringIO()
    with pytest.raises(CommandError, match="1 problem; nothing was stored"):
        call_command("import_credits", str(path), production=str(with_cuts.uid), stderr=errors)
    assert "line 2: Cut 99 does not exist." in errors.getvalue()


def test_the_words_of_the_sheet_are_the_codes_of_the_vocabulary():
    lists = {
        "kind": CreditKind, "absence_reason": AbsenceReason, "edition": Edition, "evidence": EvidenceKind,
        "ai_task": AITask, "ai_source_type": SourceType, "ai_oversight": Oversight, "ai_extent": Extent,
    }  # fmt: skip
    assert {name: sorted(CODE_SPELLINGS[name]) for name in lists} == {
        name: sorted(codes.values) for name, codes in lists.items()
    }


WRONG = {
    "no cut": "layout,見本 花,99",
    "no name": "layout,スタッフ,",
    "no edition": "layout,見本 花,,elsewhere",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_refusing_a_sheet_costs_at_most_three_times_accepting_it(production, now, wrong):
    def sheet(line):
        lines = [f"{line}{',' * (3 - line.count(','))},{place}" for place in range(500)]
        return "\n".join(["role,name,cut,edition,role_as_printed", *lines]).encode()

    with CaptureQueriesContext(connection) as accepting:
        assert load(production, sheet("layout,見本 花,"), now) == 500
    with CaptureQueriesContext(connection) as refusing, pytest.raises(SheetRefused):
        load(production, sheet(WRONG[wrong]), now)
    assert Credit.objects.count() == 500
    assert len(refusing) <= 3 * len(accepting)


def test_a_sheet_of_new_people_is_written_by_the_same_queries_whatever_its_length(production, now):
    """SQLite has one writer: what is done while the lock is held must not grow by a query with each row."""
    counts = []
    load(production, "role,name\nlayout,見本 零\n".encode(), now)  # the roll has an order from here on
    for length in (20, 1500):
        lines = [f"layout,見本 {length} {place}" for place in range(length)]
        sheet = "\n".join(["role,name", *lines]).encode()
        with CaptureQueriesContext(connection) as asked:
            assert load(production, sheet, now) == length
        counts.append(len(asked))
    assert counts[0] == counts[1]


REFUSED = {
    "no cut, no person": "role,name,cut\nlayout,B Person,9\nlayout,,\n",
    "no name": "role,name,affiliation\nlayout,スタッフ,\nlayout,A Person,各社\n",
    "a segment that is not there": "role,name,segment\nlayout,見本 花,OP\n",
    "a new tool's name": "role,name,AI system,AI vendor\nlayout,見本 花,Reiga Paint,Kaku Labs\ndirector,Reiga Paint,,\n",
    "a tool of nobody": "role,name,AI system,AI vendor\nlayout,見本 花,Reiga Paint,\nlayout,見本 花,,\n",
    "a check without its time": "role,name,AI system,AI vendor,AI validated by\nlayout,見本 花,Reiga Paint,Kaku Labs,仮名 紬\n",
    "several of one name": "role,name\nlayout,例田 波\n",
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_speaks_against_a_sheet_is_found_without_writing(production, now, wrong):
    for name in ("例田 波", "例田波"):
        create_contributor(name=name, by=None, now=now)
    with CaptureQueriesContext(connection) as asked, pytest.raises(SheetRefused) as found:
        load(production, REFUSED[wrong], now)
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}
    assert found.value.problems


def test_what_others_entered_since_a_sheet_was_planned_is_looked_up_again(production, now):
    file = read_import_file(production, b"role,name\nlayout,A Person\n", filename="a", by=None)
    assert [enter_file(production, file, by=None, now=now)[0].count_groups()["new"] for _ in range(2)] == [
        1,
        0,
    ]
    assert (Contributor.objects.count(), Credit.objects.count()) == (1, 1)


def test_a_row_gives_what_it_and_a_credit_have_under_one_name():
    assert set(list_copied_fields()) == {
        "role_as_printed", "dub_language", "credited_as", "name_breaks", "printed_as", "kind", "headcount", "named_count",
        "absence_reason", "evidence_on", "edition", "position", "on_screen",
    }  # fmt: skip
