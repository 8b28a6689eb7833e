"""What a roll knows of names: recorded writings of the very name that is credited, and no other."""

import pytest

from productions.ai.services.ai_systems import register_ai_system
from productions.credits.services.credits import update_credit
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.releases.services.document_builder import build_working_document


@pytest.fixture
def person(db, now):
    made = create_contributor(name="山田 花", kana="やまだ はな", by=None, now=now)
    add_name(made, text="Hana YAMADA", script="romaji", by=None, now=now)
    add_name(made, text="花丸", script="native", kind="pseudonym", by=None, now=now)
    return made


def written(production):
    document = build_working_document(production=production, episode=None, edition="")
    return [
        (line.name, line.reading, line.romaji)
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]


def test_a_name_brings_its_kana_and_romaji(production, person, confirmed):
    confirmed(contributor=person)
    assert written(production) == [("山田 花", "やまだ はな", "Hana YAMADA")]


def test_a_pen_name_never_gives_way_to_somebodys_own_name(production, person, confirmed):
    confirmed(contributor=person, credited_as="花丸")
    assert written(production) == [("花丸", "", "")]


def test_of_two_names_of_a_kind_nobody_knows_whose_the_romaji_is(production, person, confirmed, now):
    add_name(person, text="田中 花", script="native", by=None, now=now)
    confirmed(contributor=person)
    assert written(production) == [("山田 花", "", "")]


def test_a_legal_name_is_not_used(production, person, confirmed, now):
    kept = {"kind": "legal", "production": production}
    add_name(person, text="ほんみょう", script="kana", **kept, by=None, now=now)
    add_name(person, text="本名", script="native", **kept, by=None, now=now)
    confirmed(contributor=person)
    assert written(production) == [("山田 花", "やまだ はな", "Hana YAMADA")]


def test_a_roll_costs_the_same_queries_however_many_credits_it_has(
    production, person, company, confirmed, now, django_assert_num_queries
):
    system = register_ai_system(name="Upscaler", vendor="Example", by=None, now=now)
    use = {
        "ai_system": system,
        "task": "generation",
        "source_type": "compositeWithTrainedAlgorithmicMedia",
        "oversight": "prompt_guided",
        "extent": "partial",
    }
    for count in (1, 3):
        while production.credits.count() < count:
            someone = create_contributor(name=f"見本 {production.credits.count()}", by=None, now=now)
            confirmed(contributor=someone, affiliation=company, ai_uses=[use])
        with django_assert_num_queries(
            13
        ):  # order, writings, uses, credits, disputes; coverage's six; titles
            document = build_working_document(production=production, episode=None, edition="")
        assert document.facts.uses == count


def list_name_languages(production):
    document = build_working_document(production=production, episode=None, edition="")
    return [
        (line.name, line.name_language)
        for department in document.departments
        for block in department.blocks
        for line in block.lines
    ]


def test_a_name_brings_the_language_of_its_characters(production, confirmed, now):
    person = create_contributor(name="骨 直之", by=None, now=now)
    confirmed(contributor=person)
    assert list_name_languages(production) == [("骨 直之", "")]
    bare = build_working_document(production=production, episode=None, edition="").digest
    name = update_name(person.names.get(), language="zh-Hans", by=None, now=now)
    add_name(person, text="角丸", script="native", kind="pseudonym", language="ko", by=None, now=now)
    assert list_name_languages(production) == [("骨 直之", "zh-Hans")]
    update_name(name, language="", by=None, now=now)
    assert build_working_document(production=production, episode=None, edition="").digest == bare


def test_another_name_of_the_person_brings_no_language(production, confirmed, now):
    person = create_contributor(name="骨 直之", by=None, now=now)
    add_name(person, text="角丸", script="native", kind="pseudonym", language="ko", by=None, now=now)
    credit = confirmed(contributor=person)
    assert list_name_languages(production) == [("骨 直之", "")]
    update_credit(credit, credited_as="角丸", by=None, now=now)
    assert list_name_languages(production) == [("角丸", "ko")]
