"""Our own sheets come back with any name that a credit can have: signs, scripts, formulas, breaks and languages."""

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from productions.imports.services.entering import SheetRefused
from productions.imports.services.sheet_import import import_credit_sheet
from productions.interchange.files.file_reader import read_credit_file
from productions.models import ContributorName, Credit
from productions.rollkit.writers import as_csv, as_sheet, as_xlsx
from productions.shared.names import clean_text, text_problem
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll

AWKWARD_NAMES = (
    "=山田(1)", "'=山田", "''=x", "@kei", "＠けい", "+1", "-花", "－花", "'", "O'Hara", '"Q"', "Smith, John", "A / B", "編集,部",
    "原、田", "山田;花", "X×Y", "X & Y", "原 直人・林", "試山 験太（スタジオ例）", "例田 花 様", "見本 太一さん", "例（CV：花）",
    "例 as 花", "例 3名", "#1", "#例-3", "〃", "同上", "々", "00123", "1e5", "TRUE", "3/4", "2026-11-30", "葛󠄀例 一", "𠮷例 二",
    "مريم أحمد", "נועה לדוגמה", "नमूना परीक्षित्रे", "สมชาย ตัวอย่าง", "नमूना श्री क्\u200dष", "か\u3099", "ﾀﾒｼ ｶﾅ", "例☆太", "例👍子", "例田♂花♡", "→例", "―",
)  # fmt: skip
PIECES = st.sampled_from(
    [*AWKWARD_NAMES, "骨", " ", "\u3000", '"', "'", ",", "\n", "\r\n", ";", "\t", "=", "、", "（", ")", "/"]
)
TEXTS = (
    st.one_of(st.lists(PIECES, min_size=1, max_size=4).map("".join), st.text(min_size=1, max_size=12))
    .map(clean_text)
    .filter(lambda text: text and not text_problem(text, limit=100))
)
"""What is stored as a name, a character or a studio."""
ASKED = ("編集,部", "原、田", "山田;花", "同上")
"""Names that look like several, or like that of the line above: somebody may have edited the table."""
TABLES = {"csv": as_csv, "xlsx": as_xlsx, "sheet": as_sheet}


def write_table(form, lang, *credits):
    out = io.BytesIO()
    TABLES[form].write(roll(*credits), out, lang=lang)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@example(name="'=山田", character="''=x", studio="'+1", form="csv", lang="ja")
@given(
    name=TEXTS,
    character=TEXTS,
    studio=TEXTS,
    form=st.sampled_from([*TABLES]),
    lang=st.sampled_from(["ja", "en"]),
)
def test_a_name_with_its_character_and_studio_comes_back(name, character, studio, form, lang):
    data = write_table(form, lang, credit("1", KEY, name, character=character, affiliation=studio))
    sheet = read_credit_file(data, filename=f"roll.{'xlsx' if form == 'xlsx' else 'csv'}")
    assert sheet.problems == ()
    assert [(row.name, row.character, row.affiliation) for row in sheet.rows] == [(name, character, studio)]


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_awkward_names_are_the_same_record_again(production, now, form, lang):
    """Each name as a person's, every other one in a language of its own."""
    names = [
        name
        for name in map(clean_text, AWKWARD_NAMES)
        if sum(map(str.isalpha, name)) > 1 and name not in ASKED
    ]
    assert len(names) > 25
    credits = [
        credit(str(n), KEY, name, sort_key=f"{n:02}", billing=n, name_language="zh-Hans" if n % 2 else "")
        for n, name in enumerate(names)
    ]
    data = write_table(form, lang, *credits)
    import_credit_sheet(production, data, filename=f"roll.{form}", by=None, now=now)

    found = Credit.objects.filter(production=production).order_by("pk")
    assert [each.credited_as for each in found] == names
    assert {each.contributor.kind for each in found} == {"person"}
    languages = dict(ContributorName.objects.values_list("text", "language"))
    assert languages == {name: "zh-Hans" if n % 2 else "" for n, name in enumerate(names)}


@pytest.mark.django_db
def test_a_name_that_looks_like_two_is_asked_about_and_never_cut(production, now):
    data = write_table("csv", "ja", credit("1", KEY, "原 直人、林 湊"))
    with pytest.raises(SheetRefused) as refused:
        import_credit_sheet(production, data, filename="roll.csv", by=None, now=now)
    assert [str(each) for each in refused.value.problems] == [
        "line 2: Is “原 直人、林 湊” one name or several?"
    ]
