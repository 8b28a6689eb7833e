"""Our own sheets come back with where names may be broken and in which language they are written."""

from io import BytesIO

import pytest

from productions.imports.services.entering import SheetRefused
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import ContributorName, Credit
from productions.people.services.contributors import create_contributor
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.writers import write_roll
from productions.shared.choices import CreditState
from tests.roll.samples import KEY, credit
from tests.roll.test_templates import roll

LONG, PLAIN = "骨直角之介 大和守左衛門", "見本 花子"


def write_table(form, lang):
    """The roll of two people as a table, one of whom has both."""
    document = roll(
        credit("1", KEY, LONG, sort_key="1", name_breaks="3,5", name_language="zh-Hant"),
        credit("2", KEY, PLAIN, sort_key="2"),
    )
    out = BytesIO()
    write_roll(form, document, out, RollOptions(lang=lang))
    return out.getvalue()


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_comes_back_whole(production, now, form, lang):
    import_credit_sheet(production, write_table(form, lang), filename=f"roll.{form}", by=None, now=now)
    found = {each.credited_as: each.name_breaks for each in Credit.objects.filter(production=production)}
    assert found == {LONG: "3,5", PLAIN: ""}
    assert dict(ContributorName.objects.values_list("text", "language")) == {LONG: "zh-Hant", PLAIN: ""}
    Credit.objects.update(state=CreditState.CONFIRMED)
    document = build_working_document(production=production, episode=None, edition="")
    lines = [line for block in document.departments[0].blocks for line in block.lines]
    assert [(line.name_breaks, line.name_language) for line in lines] == [("3,5", "zh-Hant"), ("", "")]


def test_columns_that_nobody_needs_are_not_there():
    out = BytesIO()
    write_roll("csv", roll(credit("1", KEY, PLAIN)), out, RollOptions(lang="en"))
    assert "name breaks" not in out.getvalue().decode("utf-8-sig")


def test_the_language_of_somebody_who_is_known_stays(production, now):
    create_contributor(name=LONG, language="ko", by=None, now=now)
    import_credit_sheet(production, write_table("csv", "ja"), filename="roll.csv", by=None, now=now)
    assert ContributorName.objects.get(text=LONG).language == "ko"


def test_a_language_that_is_none_of_ours_is_refused_in_a_sentence(production, now):
    sheet = f"Role,Name,Name language\nkey_animation,{PLAIN},xx\n"
    with pytest.raises(SheetRefused) as refused:
        import_credit_sheet(production, sheet.encode(), filename="list.csv", by=None, now=now)
    assert "xx" in str(refused.value.problems[0])
