"""A file is brought to the import page, planned, entered and taken back, without the page's script (tests/acceptance has it in a browser)."""

from pathlib import Path

import pytest
from django.urls import reverse

from productions.credits.services.credits import enter_credit
from productions.models import Contributor, Credit, ImportBatch, ImportJob
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish
from tests.admin.imports.import_page import (
    ENTERED,
    acts_of,
    credited,
    questions_of,
    tabs_of,
    text_of,
)
from tests.html_pages import list_links, read_page

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def namesakes(production, role, now):
    """Two people of one name in the production."""
    people = [create_contributor(name="同姓 同名子", by=None, now=now) for _ in range(2)]
    for person, code in zip(people, ("director", "layout"), strict=True):
        enter_credit(production, role=role(code), contributor=person, by=None, now=now)
    return people


def test_a_file_is_planned_entered_and_taken_back(page, production):
    seen = page.upload()
    assert tabs_of(seen) == {"new": 2, "changed": 0, "same": 0, "gone": 0, "problem": 0}
    assert "2 credits are entered as drafts." in text_of(seen)
    assert credited(production) == []

    done = page.act(seen, "enter")
    assert credited(production) == ENTERED
    batch = ImportBatch.objects.get()
    assert "“sheet.csv” was entered." in text_of(done)
    drafts = reverse("admin:productions_production_review", args=[production.pk])
    assert f"{drafts}?show=drafts" in list_links(read_page(done))
    assert batch.digest in text_of(done)
    job = ImportJob.objects.get()
    assert (bytes(job.content), job.plan, job.batch) == (b"", "", batch)

    looked = page.act(done, "preview")
    assert "2 credits that it entered are removed." in text_of(looked)
    assert credited(production) == ENTERED
    refused = page.act(done, "undo", reason=" ")
    assert "Say why." in text_of(refused)
    back = page.act(done, "undo", reason="The wrong file.")
    assert "This import was taken back on" in text_of(back)
    assert credited(production) == []
    assert "undo" not in acts_of(back)
    assert not Contributor.objects.live().filter(names__text__startswith="試験").exists()
    assert "taken back" in text_of(page.get())


def test_pasted_lines_are_a_file(page, production):
    seen = page.paste("役職\t名前\n背景\t試験 一郎\n")
    done = page.act(seen, "enter")
    assert "“pasted.txt” was entered." in text_of(done)
    assert credited(production) == ENTERED[:1]


def test_nothing_is_entered_while_a_question_is_open(page, production, namesakes):
    seen = page.upload("役職,名前\n原画,同姓 同名子\n動画,別例 一\n")
    (key,) = questions_of(seen)
    assert "1 open question" in text_of(seen)
    assert "enter" not in acts_of(seen)
    refused = page.act(seen, "enter")
    assert "Answer the open questions first." in text_of(refused)
    assert len(credited(production)) == 2

    answered = page.act(seen, "answer", **{f"answer-{key}": str(namesakes[1].uid)})
    assert "1 reading that you may change" in text_of(answered)
    page.act(answered, "enter")
    credit = Credit.objects.get(role__code="key_animation")
    assert credit.contributor == namesakes[1]
    again = page.upload("役職,名前\n第二原画,同姓 同名子\n")
    assert "open question" not in text_of(again)


def test_one_answer_for_all_alike_takes_the_place_of_single_ones(page, production):
    seen = page.upload("役職,名前\n背景,未定\n原画,TBD\n動画,社内\n")
    keys = questions_of(seen)
    assert len(keys) == 3
    assert "For all 3 alike:" in text_of(seen)
    page.act(seen, "answer", **{f"answer-{keys[0]}": "leave_out"})
    alike = page.act(seen, "answer", **{"all-nobody": "not_yet_entered"})
    assert tabs_of(alike)["new"] == 3
    assert ImportJob.objects.get().answers == {"nobody": "not_yet_entered"}
    single = page.act(alike, "answer", **{f"answer-{keys[1]}": "leave_out"})
    assert tabs_of(single)["new"] == 2


def test_open_questions_may_be_answered_as_proposed(page, production):
    seen = page.upload("役職,名前\n背景,未定\n原画,試験 一郎\n")
    assert "Answer 1 as proposed" in text_of(seen)
    answered = page.act(seen, "answer", proposed="1")
    assert questions_of(answered)
    assert "open question" not in text_of(answered)
    assert tabs_of(answered)["new"] == 2


def test_what_is_a_problem_is_left_out_once_somebody_has_seen_it(page, production):
    seen = page.upload("カット,役職,名前\n,背景,試験 一郎\n99,原画,試験 二子\n")
    assert tabs_of(seen)["problem"] == 1
    assert "Cut 99 does not exist." in text_of(seen)
    refused = page.act(seen, "enter")
    assert "Say that you have seen what is left out" in text_of(refused)
    assert credited(production) == []
    done = page.act(seen, "enter", seen="1")
    assert credited(production) == ENTERED[:1]
    assert "left out as a problem 1" in text_of(done)


def test_a_plan_that_is_another_one_by_now_is_shown_anew(page, production, role, person, now):
    seen = page.upload()
    known = Contributor.objects.live().get(pk=create_contributor(name="試験 一郎", by=None, now=now).pk)
    enter_credit(
        production, role=role("background_art"), contributor=known, role_as_printed="背景", by=None, now=now
    )
    shown = page.act(seen, "enter")
    assert "The plan is another one by now" in text_of(shown)
    assert tabs_of(shown) == {"new": 1, "changed": 0, "same": 1, "gone": 0, "problem": 0}
    assert not ImportBatch.objects.exists()
    page.act(shown, "enter")
    assert credited(production) == ENTERED


def test_changes_are_shown_before_and_after_and_what_is_gone_is_kept_or_removed(page, production):
    page.act(
        page.upload("役職,名前,画面表記\n背景,試験 一郎,ICHIRO\n原画,試験 二子,\n動画,試験 三郎,\n"), "enter"
    )
    seen = page.upload("役職,名前,画面表記\n背景,試験 一郎,Ichiro\n")
    assert tabs_of(seen) == {"new": 0, "changed": 1, "same": 0, "gone": 2, "problem": 0}
    changed = text_of(page.look(seen, "?group=changed"))
    assert "ICHIRO → Ichiro" in changed
    gone = page.look(seen, "?group=gone")
    keys = questions_of(gone)
    assert len(keys) == 2
    seen = page.act(gone, "answer", **{f"answer-{keys[0]}": "remove", f"answer-{keys[1]}": "keep"})
    assert "1 credit is removed." in text_of(seen)
    assert "1 credit is changed." in text_of(seen)
    page.act(seen, "enter")
    assert len(credited(production)) == 2


def test_columns_are_corrected_and_remembered(page, production):
    odd = "担い手,なに,備考,順番\n試験 一郎,背景,,1\n"
    seen = page.upload(odd)
    assert tabs_of(seen)["problem"] >= 1
    assert "How the file is read" in text_of(seen)
    read = page.act(seen, "read", **{"column-0": "name", "column-1": "role"})
    assert tabs_of(read) == {"new": 1, "changed": 0, "same": 0, "gone": 0, "problem": 0}
    page.act(read, "enter")
    again = page.upload(odd)
    assert tabs_of(again)["same"] == 1


def test_a_plan_is_said_in_the_language_of_the_page(page, client):
    seen = page.upload("カット,役職,名前\n99,原画,試験 二子\n")
    client.cookies["django_language"] = "ja"
    told = client.get(seen.request["PATH_INFO"], follow=True)
    assert "カット99はありません。" in text_of(told)
    assert "Cut 99" not in text_of(told)


def test_h16_files_that_wait_are_forgotten_where_somebody_withholds_their_name(page, production, now):
    page.act(page.upload(filename="試験_背景.csv"), "enter")
    seen = page.upload()
    person = Contributor.objects.get(name="試験 一郎")
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    assert page.look(seen, "").status_code == 404
    assert not ImportJob.objects.exists()
    shown = text_of(page.get())
    assert "試験" not in shown
    assert "file name not shown.csv" in shown
    batch = page.client.get(f"{page.address}done/{ImportBatch.objects.get().uid}/")
    assert "一郎" not in text_of(batch)
    assert "試験_背景" not in text_of(batch)


def test_the_desk_leads_to_it(client, boss, staff, production):
    desk, imports = (
        reverse(f"admin:productions_production_{page}", args=[production.pk])
        for page in ("overview", "import")
    )
    assert imports in list_links(read_page(client.get(desk)))
    client.force_login(staff("viewer"))
    assert imports not in list_links(read_page(client.get(desk)))
