"""Whom a name in a file means: one fold decides who is the same entry, another one only finds."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from productions.imports.services.entering import SheetRefused
from productions.imports.services.imports import import_catalogue
from productions.imports.services.sheet_import import import_credit_sheet
from productions.interchange.catalogue.catalogue_reader import read_catalogue
from productions.models import Contributor, ContributorName, Credit, ImportRow
from productions.people.services.contributors import add_name, create_contributor, update_contributor
from productions.people.services.named_contributors import by_identity, find_contributors, get_named_identity
from productions.removals.services.merging import merge_contributors
from tests.domain.test_imports_together import load

SAMPLE = Path(__file__).parent.parent / "data" / "catalogue" / "sample.jsonl"


def find(production, *names):
    """Who has each of the names (kind, name) alone."""
    found = find_contributors(by_identity(names), production=production, by=None)
    return [one for name in names for one in found[get_named_identity(*name)]]


@pytest.mark.parametrize(
    "names",
    [
        ["見本 花", "見本花", "見本\u3000花", "見 本 花"],
        ["ジャン・リュック", "ｼﾞｬﾝ･ﾘｭｯｸ", "ジャン·リュック", "ジャン リュック"],
        ["Ada Sample", "Ａｄａ Ｓａｍｐｌｅ"],
        ["Ada O'Sample", "Ada O’Sample"],
    ],
)
def test_one_name_set_in_several_ways_is_one_person(production, now, names):
    assert load(production, names[:1], now) == 1
    for name in names[1:]:
        assert load(production, [name], now) == 0
    assert load(production, names[-1:], now, role="director") == 1
    assert [person.name for person in Contributor.objects.all()] == names[:1]


@pytest.mark.parametrize("name", ["株式会社例", "㈱例", "例 Co., Ltd.", "例"])
def test_a_company_is_who_it_is_by_any_legal_form(production, now, name):
    known = create_contributor(name="例株式会社", kind="organization", by=None, now=now)
    person = create_contributor(name="例", by=None, now=now)
    found = find(production, ("organization", name), ("person", "例"))
    assert found == [known, person]
    ContributorName.objects.filter(contributor=known).update(
        identity_key="例株式会社"
    )  # by the version before
    assert find(production, ("organization", "例株式会社")) == [known]


def test_a_kind_that_is_changed_is_found_by_its_own_identity(production, now):
    entry = create_contributor(name="株式会社例", by=None, now=now)
    update_contributor(entry, kind="organization", by=None, now=now)
    assert find(production, ("organization", "例")) == [entry]


def test_names_of_one_identity_in_one_sheet_are_one_new_person(production, now):
    names = ["見本 花", "見本花"]
    text = f"role,name\nlayout,{names[0]}\ndirector,{names[1]}\n"
    assert import_credit_sheet(production, text.encode(), filename="a.csv", by=None, now=now) == 2
    assert list(Credit.objects.order_by("pk").values_list("credited_as", "contributor__name")) == [
        (names[0], names[0]),
        (names[1], names[0]),  # each is credited as it is written
    ]


@pytest.mark.parametrize(
    "names",
    [
        ["高橋 花", "髙橋 花"],
        ["渡辺 花", "渡邊 花", "渡邉 花"],
        ["斎藤 花", "斉藤 花", "齋藤 花", "齊藤 花"],
        ["ヴァン 花", "バン 花"],
        ["見本 マヤ", "見本 まや"],
        ["yui", "YUI"],
        ["Studio A.P.P.P.", "Studio APPP"],
    ],
)
def test_whom_search_alone_finds_is_somebody_else_until_somebody_says_so(production, now, names):
    for name in names:
        assert load(production, [name], now) == 1
    assert sorted(Contributor.objects.values_list("name", flat=True)) == sorted(names)


def test_a_person_is_who_somebody_said_by_another_name_and_not_by_a_reading(production, now):
    person = create_contributor(
        name="髙橋 花", kana="たかはし はな", romaji="Hana Takahashi", by=None, now=now
    )
    add_name(person, text="高橋花", script="native", kind="alias", by=None, now=now)
    load(production, ["高橋 花"], now)
    load(production, ["Hana Takahashi"], now, role="director")
    load(production, ["たかはしはな"], now, role="screenplay")
    found = Credit.objects.order_by("pk").values_list("contributor__name", flat=True)
    assert list(found) == ["髙橋 花", "髙橋 花", "たかはしはな"]


def test_nobody_is_chosen_of_two_people_of_one_name(production, now):
    for name in ("見本 花", "見本花"):
        create_contributor(name=name, by=None, now=now)
    with pytest.raises(SheetRefused) as refused:
        load(production, ["例田 波", "見本・花", "見本花"], now)
    assert [(problem.line, problem.message) for problem in refused.value.problems] == [
        (3, "Several are called “見本・花”. Who is meant?"),
    ]
    assert (Contributor.objects.count(), Credit.objects.count()) == (2, 0)


def test_who_was_merged_is_no_second_one_of_the_name(production, now):
    one, two = (create_contributor(name=name, by=None, now=now) for name in ("見本 花", "見本花"))
    merge_contributors(two, into=one, by=None, now=now, reason="one person")
    load(production, ["見本　花"], now)
    third = create_contributor(name="見本 花", by=None, now=now)
    merge_contributors(third, into=one, by=None, now=now, reason="one person")
    load(production, ["見本花"], now, role="director")
    assert set(Credit.objects.values_list("contributor", flat=True)) == {one.pk}


def test_a_catalogue_chooses_nobody_of_two_people_of_one_name(db, now):
    for name in ("大川博", "大川　博"):
        create_contributor(name=name, by=None, now=now)
    lines = SAMPLE.read_text().split("\n")
    run = import_catalogue(read_catalogue(lines), filename="a.jsonl", digest="0" * 64, by=None, now=now)
    refused = ImportRow.objects.filter(message__contains="contributors are called")
    assert {row.message for row in refused} == {
        "2 contributors are called “大川博”; enter this credit in the admin."
    }
    assert run.figures["refused_credits"] == refused.count() == 2
    assert not Credit.objects.filter(contributor__name__in=["大川博", "大川　博", "大川 博"]).exists()
    assert Credit.objects.filter(contributor__name="大工原章").exists()


def test_a_name_that_an_older_version_wrote_is_found_without_its_key(production, now):
    person = create_contributor(name="見本 花", by=None, now=now)
    ContributorName.objects.update(identity_key="")
    load(production, ["見本花", "例田 波"], now)
    assert Credit.objects.get(credited_as="見本花").contributor == person


def test_names_are_looked_up_by_the_same_few_queries_however_many_there_are(production, now):
    def queries(names):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            load(production, names, now)
        return [query["sql"] for query in asked if 'FROM "productions_contributorname"' in query["sql"]]

    few, many = queries(["見本 一"]), queries([f"見本 {number}号" for number in range(200)])
    assert len(few) == len(many)


def test_a_sheet_offers_whom_search_takes_for_a_new_name_and_chooses_nobody(production, now):
    create_contributor(name="髙橋 花", kana="たかはし はな", disambiguation="背景", by=None, now=now)
    create_contributor(name="例 Co., Ltd.", kind="organization", by=None, now=now)
    offered = []
    data = "role,name,affiliation\nlayout,高橋花,㈱例\ndirector,たかはしはな,\nscreenplay,例田 波,"
    import_credit_sheet(production, data.encode(), filename="a.csv", by=None, now=now, tell=offered.append)
    assert list(map(str, offered)) == [
        f"line {line}: “{name}” becomes a new entry, and looks like “髙橋 花 (背景)”: if it is the same, write that name."
        for line, name in ((2, "高橋花"), (3, "たかはしはな"))
    ]
    assert Credit.objects.get(credited_as="高橋花").contributor.name == "高橋花"
    assert Credit.objects.get(credited_as="高橋花").affiliation.name == "例 Co., Ltd."


def test_nobody_whom_others_alone_see_is_offered(production, theirs, now, account):
    create_contributor(name="髙橋 花", production=theirs, by=None, now=now)
    mine, offered = account("mine", production), []
    import_credit_sheet(
        production,
        "role,name\nlayout,高橋花".encode(),
        filename="a.csv",
        by=mine,
        now=now,
        tell=offered.append,
    )
    assert offered == []
