"""All records: every kind of entry, in reading order, for everyone by their rights."""

from django.contrib import admin
from django.urls import reverse

from productions.desk.admin.all_records import SUBJECTS
from tests.html_pages import find_all, get_text, list_links, read_page

RECORDS = reverse("records")


def list_headings(client):
    return [get_text(heading) for heading in find_all(read_page(client.get(RECORDS)), "h2")]


def test_every_kind_of_entry_has_a_subject_and_a_line_on_what_it_is():
    listed = [kind for subject in SUBJECTS for kind in subject.kinds]
    assert len(listed) == len(set(listed))
    kinds = {m._meta.model_name for m in admin.site._registry if m._meta.app_label == "productions"}
    assert set(listed) == kinds


def test_a_superuser_finds_all_of_them_in_reading_order(client, boss):
    assert list_headings(client) == [str(subject.title) for subject in SUBJECTS]
    links = list_links(read_page(client.get(RECORDS)))
    assert {f"/admin/productions/{kind}/" for kind in ("production", "credit", "role", "event")} <= links
    assert "/admin/productions/production/add/" in links


def test_a_viewer_finds_what_they_may_look_at(client, staff, production):
    client.force_login(staff("viewer"))
    links = list_links(read_page(client.get(RECORDS)))
    assert "/admin/productions/credit/" in links
    assert "/admin/productions/credit/add/" not in links
    assert "/admin/productions/event/" not in links


def test_every_page_leads_there_and_none_lists_the_tables_at_its_side(client, staff, production):
    client.force_login(staff("viewer"))
    page = read_page(client.get("/admin/productions/credit/"))
    assert {RECORDS, "/admin/productions/production/"} <= list_links(page)
    assert find_all(page, "nav", id="nav-sidebar") == []
