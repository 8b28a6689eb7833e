"""Lists of cuts and edits through the import page: recognised or asked for, planned, entered, and taken back."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode
from productions.credits.services.credits import enter_credit
from productions.imports.services.import_runs import run_import_job
from productions.models import Cut, CutPlacement, EditionTiming, Event, ImportBatch, ImportJob
from productions.people.services.contributors import create_contributor
from productions.withholding.services.withholding import record_wish
from tests.admin.imports.import_page import CLIPS, EDL, RANGE, acts_of, questions_of, tabs_of, text_of
from tests.html_pages import find_all, list_links, read_markup, read_page


@pytest.fixture
def episode(production, now):
    part = add_episode(production, number="1", by=None, now=now)
    add_cuts(production, [{"number": "C001"}], episode=part, by=None, now=now)
    return part


def say(page, seen, kind, **said):
    """Say on the page of a file what it is."""
    return page.act(
        seen, "say", **{"said-kind": kind}, **{f"said-{name}": text for name, text in said.items()}
    )


def test_a_range_of_cuts_is_recognised_entered_and_taken_back(page, production):
    seen = page.upload(RANGE, "cuts.csv")
    assert tabs_of(seen) == {"new": 300, "changed": 0, "same": 0, "gone": 0, "problem": 0}
    assert "What the file is – a list of cuts: it makes cuts" in text_of(seen)
    assert "300 cuts are added." in text_of(seen)
    assert "Length in frames: 48" in text_of(seen)
    assert not Cut.objects.exists()
    done = page.act(seen, "enter")
    assert "“cuts.csv” was entered." in text_of(done)
    assert Cut.objects.live().filter(production=production).count() == 300
    assert "list of cuts" in text_of(page.get())
    assert "300 entries that it entered are removed." in text_of(page.act(done, "preview"))
    assert Cut.objects.live().count() == 300
    back = page.act(done, "undo", reason="The wrong list.")
    assert "300 entries that it had entered were removed." in text_of(back)
    assert not Cut.objects.live().exists()


def test_a_list_of_cuts_is_said_to_be_of_an_episode(page, episode):
    seen = say(page, page.upload("カット,尺,備考\nC001,2+00,引き\nC002,1+00,\n", "cuts.csv"), "cut_list")
    assert "Line 2 does not say its episode; name it with the list" in text_of(seen)
    seen = say(page, seen, "cut_list", episode=str(episode.uid))
    assert tabs_of(seen) == {"new": 1, "changed": 1, "same": 0, "gone": 0, "problem": 0}
    assert find_all(read_page(seen), "option", value=str(episode.uid), selected=None)
    changed = text_of(page.look(seen, "?group=changed"))
    assert "Note: – → 引き" in changed
    page.act(seen, "enter")
    assert Cut.objects.live().filter(episode=episode).count() == 2
    again = say(page, page.upload("カット\nC001\n", "less.csv"), "cut_list", episode=str(episode.uid))
    assert "They stay." in text_of(page.look(again, "?group=gone"))
    assert "There is nothing in the file to enter." in text_of(again)


def test_an_edit_is_asked_what_it_is_for_and_its_rate(page, production, episode):
    asked = page.upload(EDL, "ep01.edl")
    assert "Say below whether it places cuts or makes them." in text_of(asked)
    assert "enter" not in acts_of(asked)
    asked = say(page, asked, "placements", episode=str(episode.uid), edition="broadcast")
    assert "An EDL does not say its frame rate." in text_of(asked)
    assert find_all(read_page(asked), "option", value="broadcast", selected=None)
    wrong = say(page, asked, "placements", episode=str(episode.uid), edition="broadcast", rate="fast")
    assert "“fast” is no frame rate; write 24, 25 or 24000/1001." in text_of(wrong)
    seen = say(page, wrong, "placements", episode=str(episode.uid), edition="broadcast", rate="24")
    (key,) = questions_of(seen)
    assert "Answers are remembered" not in text_of(seen)
    assert "Answer the open questions first." in text_of(page.act(seen, "enter"))
    seen = page.act(seen, "answer", **{f"answer-{key}": "add"})
    assert tabs_of(seen) == {"new": 3, "changed": 0, "same": 0, "gone": 0, "problem": 0}
    assert "3 cuts are placed." in text_of(seen)
    done = page.act(seen, "enter")
    assert CutPlacement.objects.live().filter(edition="broadcast", episode=episode).count() == 3
    assert EditionTiming.objects.live().get().start_timecode == "01:00:00:00"

    assert "time line of an edition" in text_of(done)
    page.act(done, "undo", reason="The wrong edit.")
    assert not CutPlacement.objects.live().exists()
    assert not EditionTiming.objects.live().exists()
    assert list(Cut.objects.live().values_list("number", flat=True)) == ["C001"]


def test_an_edit_makes_cuts_where_somebody_says_so(page, production):
    seen = say(page, page.upload(EDL, "ep01.edl"), "cut_list", rate="not of a list of cuts")
    assert tabs_of(seen)["new"] == 3
    page.act(seen, "enter")
    assert ImportBatch.objects.get().kind == "cut_list"
    assert not CutPlacement.objects.exists()


def test_what_the_edit_does_not_have_any_more_is_taken_out(page, episode):
    said = {"episode": str(episode.uid), "rate": "24"}
    seen = say(page, page.upload(EDL, "ep01.edl"), "placements", **said)
    page.act(page.act(seen, "answer", **{"all-cuts": "add"}), "enter")
    assert CutPlacement.objects.live().count() == 3
    seen = say(page, page.upload(EDL.removesuffix(CLIPS[2]), "ep01.edl"), "placements", **said)
    assert tabs_of(seen) == {"new": 0, "changed": 0, "same": 2, "gone": 1, "problem": 0}
    assert "They are taken out of the time line." in text_of(page.look(seen, "?group=gone"))
    done = page.act(seen, "enter")
    assert CutPlacement.objects.live().count() == 2
    page.act(done, "undo", reason="The old edit.")
    assert CutPlacement.objects.live().count() == 3


def test_a_range_of_many_cuts_is_left_to_the_workers(page, now):
    """It is a line of the file, and 2,500 cuts."""
    page.upload("カット,尺\nC0001-C2500,\n", "cuts.csv")
    job = ImportJob.objects.get()
    assert (job.is_large, job.state) == (True, "queued")
    run_import_job(job.uid, clock=lambda: now)
    job.refresh_from_db()
    assert (job.state, job.row_count, json.loads(job.plan)["counts"]["new"]) == ("done", 2500, 2500)


def test_an_episode_of_another_production_is_none(page, theirs, now):
    other = add_episode(theirs, number="9", by=None, now=now)
    seen = say(page, page.upload(RANGE, "cuts.csv"), "cut_list", episode=str(other.uid))
    assert "The episode is not there any more; choose another one." in text_of(seen)
    assert str(other.uid) not in read_markup(seen)


def test_a_sheet_of_credits_may_be_said_to_be_one(page):
    seen = say(page, page.upload(), "credit_sheet", rate="24", edition="broadcast")
    assert tabs_of(seen)["new"] == 2
    assert ImportJob.objects.get().state == "done"


def test_a_sheet_without_episodes_is_said_to_be_of_one(page, production, episode):
    asks = "The file does not say which episode it is of."
    seen = page.upload("役職,名前,カット\n原画,試験 一郎,1\n監督,試験 二子,\n", "credits.csv")
    assert asks in text_of(seen)
    assert tabs_of(seen)["problem"] == 1
    assert "the whole production" in text_of(page.look(seen, "?group=new"))
    seen = say(page, seen, "credit_sheet", episode=str(episode.uid))
    assert tabs_of(seen)["new"] == 2
    assert asks not in text_of(seen)
    assert "What the file is – credits, #1" in text_of(seen)
    assert "Rows that say no episode are of episode 1, as was said of the file." in text_of(seen)
    page.act(seen, "enter")
    credits = production.credits.live().filter(episode=episode)
    assert list(credits.order_by("pk").values_list("cut__number", flat=True)) == ["C001", None]


def test_a_sheet_with_episodes_is_not_asked_and_keeps_its_own(page, production, episode, now):
    add_episode(production, number="2", by=None, now=now)
    seen = page.upload("話数,役職,名前\n2,原画,試験 一郎\n,監督,試験 二子\n", "credits.csv")
    assert "The file does not say which episode" not in text_of(seen)
    page.act(say(page, seen, "credit_sheet", episode=str(episode.uid)), "enter")
    assert sorted(production.credits.live().values_list("episode__number", flat=True)) == ["1", "2"]


def test_a_missing_cut_is_added_and_the_file_read_again(page, production, episode, now):
    seen = page.upload("話数,役職,名前,カット\n1,原画,試験 一郎,C002\n", "credits.csv")
    assert tabs_of(seen)["problem"] == 1
    assert reverse("admin:productions_production_episodes", args=[production.pk]) in list_links(
        read_page(seen)
    )
    add_cuts(production, [{"number": "C002"}], episode=episode, by=None, now=now)
    assert tabs_of(page.act(seen, "plan"))["new"] == 1


def test_h16_a_list_of_cuts_keeps_no_withheld_name(page, production, role, now):
    person = create_contributor(name="見本 花子", by=None, now=now)
    enter_credit(production, role=role("layout"), contributor=person, by=None, now=now)
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    done = page.act(page.upload(RANGE, "花子_カット表.csv"), "enter")
    assert "花子" not in text_of(page.get())
    assert "file name not shown.csv" in text_of(page.get())
    assert ImportBatch.objects.get().filename == "(personal).csv"
    assert not Event.objects.filter(reason__contains="花子").exists()
    assert done.status_code == 200


def test_the_page_of_a_list_asks_as_much_of_one_cut_as_of_thirty(page):
    asked = []
    for count in (1, 30):
        seen = page.upload(f"カット,尺\nC001-C0{count:02},2+00\n", "cuts.csv")
        assert tabs_of(seen)["new"] == count
        with CaptureQueriesContext(connection) as queries:
            page.look(seen, "")
        asked.append(len(queries))
    assert asked[0] == asked[1]
