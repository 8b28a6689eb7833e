"""Large files on the import page are planned and entered by workers: with progress, cancelled, killed, and who sees them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from productions.imports.services import import_jobs, import_runs
from productions.imports.services.import_jobs import (
    drop_waiting_files,
    forget_import_jobs,
    list_waiting_jobs,
    request_entering,
)
from productions.imports.services.import_runs import run_import_job, take_job_lease
from productions.models import ImportBatch, ImportJob
from productions.operations.services.leases import LeaseLost
from productions.tasks import run_import
from tests.admin.imports.import_page import ENTERED, credited, questions_of, tabs_of, text_of
from tests.html_pages import find_all, list_texts, read_markup, read_page
from tests.leases import run_out


@pytest.fixture
def rung(monkeypatch):
    """The doorbells that were rung: nobody answers by themselves."""
    heard = []

    def hear(uid, **kwargs):
        heard.append(uid)

    import_jobs.import_queued.connect(hear, dispatch_uid="heard")
    yield heard
    import_jobs.import_queued.disconnect(dispatch_uid="heard")


@pytest.fixture
def large(monkeypatch):
    """A file of more than one row is a large one."""
    monkeypatch.setattr(
        import_runs, "MAX_DIRECT_ROWS", 1
    )  # two lines are a large file: nothing else depends on how many


def job_of():
    return ImportJob.objects.get()


def state_of(page, seen):
    return page.look(seen, "state/").json()


def test_a_large_file_is_planned_and_entered_by_a_worker(page, production, large, rung):
    seen = page.upload()
    job = job_of()
    assert (job.state, job.is_large, rung) == ("queued", True, [job.uid])
    assert "It waits for a worker." in text_of(seen)
    assert state_of(page, seen)["open"]

    run_import(str(job.uid))
    assert state_of(page, seen) == {"open": False, "said": "Step 1 of 2: the file is read.", "silence": ""}
    planned = page.look(seen, "")
    assert tabs_of(planned)["new"] == 2
    assert credited(production) == []

    waits = page.act(planned, "enter")
    assert "It waits for a worker." in text_of(waits)
    assert credited(production) == []
    run_import(str(job.uid))
    assert credited(production) == ENTERED
    assert "Take it back" in text_of(page.client.get(seen.request["PATH_INFO"], follow=True))


def test_a_page_without_its_script_asks_again_by_itself(page, large, rung):
    assert find_all(read_page(page.upload()), "meta", http_equiv="refresh")


def test_a_large_import_is_taken_back_by_a_worker(page, production, monkeypatch, rung):
    done = page.act(page.upload(), "enter")
    monkeypatch.setattr(
        import_jobs, "MAX_DIRECT_ROWS", 1
    )  # two lines are a large file: nothing else depends on how many
    waits = page.act(done, "undo", reason="The wrong file.")
    assert "It waits for a worker." in text_of(waits)
    again = page.act(done, "undo", reason="The wrong file.")
    assert "This import is being taken back right now." in text_of(again)
    job = ImportJob.objects.get(act="undo")
    run_import(str(job.uid))
    assert credited(production) == []
    shown = page.client.get(waits.request["PATH_INFO"], follow=True)
    assert "This import was taken back on" in text_of(shown)
    assert "2 credits that it had entered were removed." in text_of(shown)


def test_what_is_cancelled_stores_nothing(page, production, large, rung):
    seen = page.upload()
    run_import(str(job_of().uid))
    page.act(page.look(seen, ""), "enter")
    lease = take_job_lease(job_of().uid, seconds=60)
    shown = page.act(seen, "cancel")
    assert tabs_of(shown)["new"] == 2
    import_runs.do_job(lease, clock=timezone.now)
    assert credited(production) == []
    assert not ImportBatch.objects.exists()
    assert "It was done already." in text_of(page.act(seen, "cancel"))


def test_a_plan_that_was_cancelled_may_be_made_again(page, large, rung):
    seen = page.upload()
    shown = page.act(seen, "cancel")
    assert "This was cancelled; nothing was entered." in text_of(shown)
    page.act(shown, "plan")
    run_import(str(job_of().uid))
    assert tabs_of(page.look(seen, ""))["new"] == 2


def test_a_worker_that_was_killed_leaves_nothing_and_the_next_begins_anew(page, production, large, rung):
    seen = page.upload()
    run_import(str(job_of().uid))
    page.act(page.look(seen, ""), "enter")
    killed = take_job_lease(job_of().uid, seconds=60)
    run_import(str(job_of().uid))
    assert credited(production) == []  # somebody has it
    run_out(job_of())
    assert list_waiting_jobs() == [job_of().uid]
    run_import(str(job_of().uid))
    assert credited(production) == ENTERED
    with pytest.raises(LeaseLost):
        import_runs.end_import_job(killed, state="done")


def test_a_job_that_is_begun_too_often_fails_with_a_sentence(page, large, rung, settings):
    settings.EXPORT_MAX_ATTEMPTS = 1
    page.client.cookies["django_language"] = "ja"
    seen = page.upload()
    ImportJob.objects.update(attempts=1)
    run_import(str(job_of().uid))
    assert "何度も途中で止まりました。" in text_of(page.look(seen, ""))


def test_an_error_of_ours_is_said_and_logged(page, large, rung, monkeypatch):
    seen = page.upload()
    ImportJob.objects.update(act="nothing")
    with pytest.raises(ValueError, match="nothing"):
        run_import_job(job_of().uid, clock=timezone.now)
    assert "It stopped because of an error of the site" in text_of(page.look(seen, ""))


def test_two_acts_at_once_are_one(page, large, rung):
    seen = page.upload()
    refused = page.act(seen, "plan")
    assert "Something else is being done with this file" in text_of(refused)


def test_files_are_forgotten_a_day_after_somebody_touched_them(page, now):
    page.upload()
    ends = job_of().expires_at
    assert forget_import_jobs(now=ends - timezone.timedelta(seconds=1)) == 0
    assert forget_import_jobs(now=ends + timezone.timedelta(seconds=1)) == 1
    assert not ImportJob.objects.exists()


def test_what_somebody_works_on_is_not_forgotten(page, large, rung):
    page.upload()
    take_job_lease(job_of().uid, seconds=60)
    assert forget_import_jobs(now=job_of().expires_at + timezone.timedelta(days=1)) == 0


def test_a_file_that_is_dropped_while_it_is_entered_is_not_entered(page, production, large, rung):
    seen = page.upload()
    run_import(str(job_of().uid))
    request_entering(job_of(), accepted=job_of().plan_digest, now=timezone.now())
    lease = take_job_lease(job_of().uid, seconds=60)
    assert drop_waiting_files([production.pk]) == 1
    import_runs.do_job(lease, clock=timezone.now)
    assert credited(production) == []
    assert page.look(seen, "").status_code == 404


def test_each_account_has_twenty_files_at_most(page, monkeypatch):
    monkeypatch.setattr(
        import_jobs, "MAX_WAITING_FILES", 1
    )  # the second file is one too many; the real bound only takes time
    page.upload()
    assert "1 file of yours waits here; enter or discard it first." in text_of(page.upload())


@pytest.mark.parametrize("level", ["viewer", "editor"])
def test_a_file_is_private_to_whoever_brought_it_and_viewers_see_nothing(
    page, client, staff, production, level
):
    seen = page.upload("役職,名前\n背景,秘密 一郎\n")
    job = job_of()
    page.act(page.upload(), "enter")
    batch = ImportBatch.objects.get()
    client.force_login(staff(level))
    name = "admin:productions_production_import"
    ours = {"viewer": 403, "editor": 200}[level]
    theirs = {"viewer": 403, "editor": 404}[level]
    for address, status in [
        (page.address, ours),
        (f"{page.address}template/ja.csv", ours),
        (reverse(f"{name}_batch", args=[production.pk, batch.uid]), ours),
        (reverse(f"{name}_file", args=[production.pk, job.uid]), theirs),
        (reverse(f"{name}_state", args=[production.pk, job.uid]), theirs),
    ]:
        answer = client.get(address)
        assert (address, answer.status_code) == (address, status)
        assert "秘密" not in read_markup(answer)
    if level == "viewer":
        assert page.upload().status_code == 403
        assert page.act(seen, "enter").status_code == 403
        undo = reverse(f"{name}_batch", args=[production.pk, batch.uid])
        assert client.post(undo, {"act": "undo", "reason": "No."}).status_code == 403
        assert credited(production) == ENTERED


def rows_of(count):
    return "役職,名前\n" + "".join(f"原画,試験 {number}\n" for number in range(count))


def count_people(answer):
    """How many rows of a plan's table are of the people of `rows_of`."""
    return sum(text.startswith("試験") for text in list_texts(read_page(answer), "th", scope="row"))


def test_a_page_has_a_hundred_credits_at_most(page):
    seen = page.upload(rows_of(150))
    assert count_people(seen) == 100
    after = page.look(seen, "?p=2")
    assert count_people(after) == 50
    assert "page 2 of 2" in text_of(after)
    found = page.look(seen, "?group=new&q=試験+149")
    assert count_people(found) == 1


def test_a_page_has_twenty_five_questions_at_most(page):
    seen = page.upload("役職,名前\n" + "".join(f"原画,試験{n}、見本{n}\n" for n in range(40)))
    assert "40 readings that you may change" in text_of(seen)
    assert len(questions_of(seen)) == 25
    assert len(questions_of(page.look(seen, "?r=2"))) == 15


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_with_1_and_with_30_rows(page, rows, django_assert_max_num_queries):
    with django_assert_max_num_queries(49):
        seen = page.upload(rows_of(rows))
    with django_assert_max_num_queries(6):
        page.look(seen, "")
    with django_assert_max_num_queries(105):  # on PostgreSQL, whose names are held by a lock
        done = page.act(seen, "enter")
    with django_assert_max_num_queries(10):
        page.look(done, "")
    with django_assert_max_num_queries(7):
        page.get()
