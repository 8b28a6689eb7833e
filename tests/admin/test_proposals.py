"""The staff's pages: what waits, what would be touched, and what is taken back (H15)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.models import AISystem, Contributor, ContributorName, Credit, Proposal, Role
from productions.people.services.contributors import create_contributor
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.choices import Visibility
from tests.html_pages import list_links, list_texts, read_markup, read_page, read_page_text
from tests.rows import all_rows, changed_rows

USE = {
    "task": "layout", "source_type": "algorithmicMedia", "oversight": "prompt_guided", "extent": "assist",
}  # fmt: skip


@pytest.fixture
def theirs(theirs):
    """A public one, so that A sees whom it credits."""
    theirs.visibility = Visibility.PUBLIC
    theirs.save()
    return theirs


@pytest.fixture
def signed_in(account):
    """A client of an account with a level on a production, or none."""

    def make(name, production=None, **values):
        client = Client()
        client.force_login(account(name, production, **values))
        return client

    return make


@pytest.fixture
def mine(signed_in, production):
    return signed_in("mine", production)


@pytest.fixture
def others(signed_in, theirs):
    return signed_in("others", theirs)


def page(name, *args):
    return reverse(f"admin:productions_{name}", args=args)


def post(client, address, **data):
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200
    return read_page_text(answer)


def test_a_merge_on_the_page_waits_and_is_accepted_by_b(mine, others, theirs, person, double, credit_in):
    credit_in(theirs, contributor=person)
    before = all_rows()
    told = post(mine, page("contributor_merge", person.pk), into=double.pk, reason="the same")
    assert "your change waits for an approver of another production" in told
    assert {kind for kind, _key in changed_rows(before, all_rows())} == {"Proposal"}
    proposal = Proposal.objects.get()
    shown = others.get(page("proposal_change", proposal.pk))
    assert "the same" in read_page_text(shown)
    assert {"../accept/", "../decline/"} <= list_links(read_page(shown))
    post(others, page("proposal_accept", proposal.pk), decision="")
    assert Contributor.objects.get(pk=person.pk).merged_into == double


def test_names_on_the_page_of_a_contributor_wait_each(mine, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    name = person.names.get(script="native")
    form = mine.get(page("contributor_change", person.pk)).context["adminform"].form
    data = {field: form.initial.get(field) or "" for field in form.fields}
    shown = mine.get(page("contributor_change", person.pk)).context["inline_admin_formsets"]
    for each in shown:
        prefix = each.formset.prefix
        data |= {f"{prefix}-{key}": value for key, value in each.formset.management_form.initial.items()}
    formset = shown[0].formset
    for row in formset.forms:
        for field in row.fields:
            value = row[field].value()
            data[row.add_prefix(field)] = "" if value in (None, False) else "on" if value is True else value
    place = next(row.prefix for row in formset.forms if row.instance.pk == name.pk)
    new = formset.forms[-1].prefix
    data |= {f"{place}-text": "別人", f"{new}-text": "誰でも無い", f"{new}-script": "native"}
    post(mine, page("contributor_change", person.pk), **data)
    assert [each.act for each in Proposal.objects.order_by("pk")] == ["change_name", "add_name"]
    assert not ContributorName.objects.filter(text__in=("別人", "誰でも無い")).exists()


def test_what_waits_for_somebody_else_stands_after_what_waits_for_me(
    mine, others, theirs, production, credit_in, now
):
    one = create_contributor(name="一人目", by=None, now=now)
    two = create_contributor(name="二人目", by=None, now=now)
    credit_in(theirs, contributor=one)
    credit_in(production, contributor=two)
    post(others, page("contributor_remove", two.pk), reason="x")
    post(mine, page("contributor_remove", one.pk), reason="y")
    listed = mine.get(page("proposal_changelist")).context["cl"].result_list
    assert [each.proposed_by.username for each in listed] == ["others", "mine"]


def test_the_list_asks_the_same_few_queries_for_any_number(mine, theirs, credit_in, now):
    counts = []
    for names in (["一人目"], ["二人目", "三人目", "四人目"]):
        for name in names:
            entry = create_contributor(name=name, by=None, now=now)
            credit_in(theirs, contributor=entry)
            post(mine, page("contributor_remove", entry.pk), reason="x")
        with CaptureQueriesContext(connection) as asked:
            assert names[-1] in read_page_text(mine.get(page("proposal_changelist")))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_decides_reads_what_a_merge_would_touch(
    mine, others, production, theirs, person, double, credit_in
):
    for where in (production, theirs):
        credit_in(where, contributor=double)
    form = {"into": person.pk, "reason": "One person."}
    mine.post(reverse("admin:productions_contributor_merge", args=[double.pk]), form)
    page = others.get(reverse("admin:productions_proposal_accept", args=[Proposal.objects.get().pk]))
    assert [str(each.production) for each in page.context["touched_by_production"]] == [
        "犬と少年",
        theirs.title,
    ]
    assert "Productions that you may not see are not counted here." in read_page_text(page)


def test_an_approver_of_a_does_not_accept_on_the_page(mine, signed_in, production, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    post(mine, page("contributor_remove", person.pk), reason="nobody")
    proposal = Proposal.objects.get()
    assert signed_in("friend", production).post(page("proposal_accept", proposal.pk)).status_code == 404
    links = list_links(read_page(mine.get(page("proposal_change", proposal.pk))))
    assert ("../accept/" in links, "../withdraw/" in links) == (False, True)
    post(mine, page("proposal_accept", proposal.pk), decision="")
    assert Proposal.objects.get().state == "open"


def test_a_declined_proposal_needs_a_reason_on_the_page(mine, others, theirs, person, credit_in):
    credit_in(theirs, contributor=person)
    post(mine, page("contributor_remove", person.pk), reason="nobody")
    proposal = Proposal.objects.get()
    post(others, page("proposal_decline", proposal.pk), decision="")
    assert Proposal.objects.get().state == "open"
    post(others, page("proposal_decline", proposal.pk), decision="He works here.")
    assert (Proposal.objects.get().state, Proposal.objects.get().decision) == ("declined", "He works here.")


def test_a_registrar_without_membership_reads_and_decides(mine, signed_in, theirs, person, credit_in, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", production=theirs, by=None, now=now)
    record_ai_use(credit_in(theirs, contributor=person), ai_system=system, **USE, by=None, now=now)
    post(mine, page("aisystem_change", system.pk), name="Reiga", vendor="Kaku Ltd")
    registrar = signed_in("registrar", registrar=True)
    post(registrar, page("proposal_accept", Proposal.objects.get().pk), decision="")
    assert AISystem.objects.get().vendor == "Kaku Ltd"


def test_a_role_is_changed_on_its_page_by_a_proposal_of_an_editor(
    mine, others, theirs, person, role, credit_in
):
    credit_in(theirs, contributor=person)
    layout = role("layout")
    data = {name: getattr(layout, name) for name in ("code", "scope", "label_ja", "order")}
    data |= {"department": layout.department_id, "label_en": "Nothing"}
    post(mine, page("role_change", layout.pk), **data)
    assert Role.objects.get(pk=layout.pk).label_en != "Nothing"
    post(others, page("proposal_accept", Proposal.objects.get().pk), decision="")
    assert Role.objects.get(pk=layout.pk).label_en == "Nothing"


def test_a_merge_shows_what_it_touches_where_one_may_see_it(mine, production, person, credit_in, now):
    hidden = create_production(title="内緒の作品", title_kana="ないしょ", kind="film", by=None, now=now)
    credit_in(production, contributor=person)
    credit_in(hidden, contributor=person)
    for name in ("contributor_merge", "contributor_remove"):
        answer = mine.get(page(name, person.pk))
        assert f"{production.title}: 1 credit" in list_texts(read_page(answer), "li")
        assert hidden.title not in read_markup(answer)
        assert "Productions that you may not see are not counted here." in read_page_text(answer)


def test_a_merge_is_undone_from_the_list_of_removed_entries(mine, production, person, double, credit_in, now):
    credit = credit_in(production, contributor=double)
    merge_contributors(double, into=person, by=None, now=now, reason="the same")
    address = page("contributor_undo_merge", double.pk)
    assert address in list_links(read_page(mine.get(page("contributor_removed"))))
    assert "was restored" in post(mine, address, reason="they are two")
    credit.refresh_from_db()
    assert credit.contributor == double


def test_a_removed_credit_is_undone_from_the_list_and_not_by_others(
    mine, others, production, person, credit_in, now
):
    credit = credit_in(production, contributor=person)
    remove_entity(credit, by=None, now=now, reason="by mistake")
    address = page("credit_undo_removal", credit.pk)
    assert others.get(address).status_code == 404
    assert address not in read_markup(others.get(page("credit_removed")))
    assert address in list_links(read_page(mine.get(page("credit_removed"))))
    post(mine, address, reason="it was right")
    assert Credit.objects.live().get() == credit
