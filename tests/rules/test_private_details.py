"""H19: e-mail, notes and legal names belong to the production that entered them; its editors and up read them, nobody else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.catalogue.services.productions import create_production
from productions.models import Contributor, ContributorDetails, ContributorName, Event, User
from productions.people.services.contributors import (
    add_name,
    create_contributor,
    update_name,
)
from productions.people.services.known_people import find_lookalikes
from productions.people.services.private_details import add_private_details, update_private_details
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.shared.refusals import NotAllowed, Refusal
from productions.withholding.services.withholding import record_wish
from tests.html_pages import find_all, get_text, get_value, read_markup, read_page, read_page_text
from tests.rules.planted_details import EMAIL, LEGAL, LEGAL_KANA, NOTE, SECRETS, account, signed_in, tool


@pytest.mark.parametrize("level", ["editor", "approver"])
def test_editors_and_up_of_the_production_read_them(production, person, kept, level, now):
    user = account("own", production, level)
    page = read_page(signed_in(user).get(f"/admin/productions/contributor/{person.pk}/change/"))
    typed = [get_value(each) for each in find_all(page, "input")]
    assert [secret for secret in SECRETS if secret not in typed and secret not in get_text(page)] == []
    api = tool(user, "write")
    shown = api.get(f"/api/v1/contributors/{person.uid}/private/").json()
    assert [(each["email"], each["note"]) for each in shown["details"]] == [(EMAIL, NOTE)]
    assert sorted(each["text"] for each in shown["legal_names"]) == sorted((LEGAL, LEGAL_KANA))
    assert {each["production"]["uid"] for each in shown["legal_names"]} == {str(production.uid)}
    assert api.get(f"/api/v1/private-details/{kept.uid}/").json()["email"] == EMAIL
    legal = person.names.get(text=LEGAL)
    assert api.get(f"/api/v1/names/{legal.uid}/").json()["text"] == LEGAL


def test_a_superuser_who_may_do_everything_reads_them(person, kept, now):
    boss = User.objects.create_superuser("boss", password="a long password")
    shown = tool(boss, "write").get(f"/api/v1/contributors/{person.uid}/private/").json()
    assert [each["email"] for each in shown["details"]] == [EMAIL]
    assert ContributorName.objects.kept_by(boss).count() == 2


def test_a_read_token_never_gives_them_and_does_not_say_that_there_are_any(
    production, person, kept, confirmed
):
    confirmed(contributor=person)
    api = tool(account("own", production), "read")
    answer = api.get(f"/api/v1/contributors/{person.uid}/private/")
    assert (answer.status_code, answer.json()) == (200, {"details": [], "legal_names": []})
    assert api.get(f"/api/v1/private-details/{kept.uid}/").status_code == 404


def test_nobody_else_writes_them(production, other, person, kept, now):
    legal = person.names.get(text=LEGAL)
    for user in (account("viewer", production, "viewer"), account("approver", other, "approver")):
        user.memberships.get_or_create(production=other, defaults={"level": "editor"})
        for verb, entry, values in (
            (update_private_details, kept, {"note": "mine"}),
            (update_name, legal, {"text": "mine"}),
            (update_name, legal, {"kind": "alias"}),
            (remove_entity, kept, {"reason": "mine"}),
            (remove_entity, legal, {"reason": "mine"}),
        ):
            with pytest.raises(NotAllowed):
                verb(entry, by=user, now=now, **values)
        with pytest.raises(NotAllowed):
            add_private_details(person, production=production, email="x@example.org", by=user, now=now)
        with pytest.raises(NotAllowed):
            add_name(
                person, text="本名 花", script="native", kind="legal", production=production, by=user, now=now
            )
    kept.refresh_from_db()
    assert (kept.email, kept.note, person.names.get(text=LEGAL).kind) == (EMAIL, NOTE, "legal")


def test_another_production_keeps_its_own_and_is_not_told_that_there_are_others(other, person, kept, now):
    user = account("theirs", other)
    own = add_private_details(person, email="theirs@example.org", by=user, now=now)
    name = add_name(person, text=LEGAL, script="native", kind="legal", by=user, now=now)
    assert (own.production, name.production) == (other, other)
    assert set(ContributorDetails.objects.kept_by(user)) == {own}
    assert set(ContributorName.objects.kept_by(user)) == {name}


def test_a_production_keeps_each_once(production, person, kept, now):
    with pytest.raises(Refusal, match="already keeps details"):
        add_private_details(person, production=production, by=None, now=now)
    with pytest.raises(Refusal, match="already has this name"):
        add_name(person, text=LEGAL, script="native", kind="legal", production=production, by=None, now=now)


def test_whoever_edits_several_productions_says_which_one_keeps_them(production, other, person, now):
    user = account("both", production)
    user.memberships.create(production=other, level="editor")
    for call in (
        lambda **values: add_private_details(person, email=EMAIL, **values),
        lambda **values: add_name(person, text=LEGAL, script="native", kind="legal", **values),
        lambda **values: create_contributor(name="新顔", email=EMAIL, **values),
    ):
        with pytest.raises(Refusal, match="Say which production keeps it"):
            call(by=user, now=now)
        call(by=user, now=now, production=other)
    assert set(ContributorDetails.objects.values_list("production", flat=True)) == {other.pk}


def test_an_entry_is_for_the_only_production_of_its_editor(other, now):
    made = create_contributor(name="新顔", email=EMAIL, by=account("theirs", other), now=now)
    assert (made.entered_for, made.private_details.get().production) == (other, other)


def test_only_a_legal_name_is_kept_by_a_production(production, person, now):
    with pytest.raises(Refusal, match="Only a legal name"):
        add_name(
            person, text="花", script="native", kind="pseudonym", production=production, by=None, now=now
        )
    name = add_name(person, text="花", script="native", kind="pseudonym", by=None, now=now)
    update_name(name, kind="legal", production=production, by=None, now=now)
    assert name.production == production
    update_name(name, kind="former", by=None, now=now)
    assert name.production is None


def test_what_is_kept_stays_with_its_production(production, other, person, kept, now):
    user = account("both", production)
    user.memberships.create(production=other, level="editor")
    for verb, entry in ((update_private_details, kept), (update_name, person.names.get(text=LEGAL))):
        with pytest.raises(Refusal, match="It cannot be moved to another production"):
            verb(entry, production=other, by=user, now=now)


def test_what_nobody_is_known_to_keep_is_read_and_given_by_superusers_alone(production, person, now):
    old = ContributorDetails.objects.create(contributor=person, email=EMAIL)
    legal = person.names.create(text=LEGAL, script="native", kind="legal")
    user, boss = account("own", production), User.objects.create_superuser("boss", password="a long password")
    assert not ContributorDetails.objects.kept_by(user)
    assert not ContributorName.objects.kept_by(user)
    for verb, entry in ((update_private_details, old), (update_name, legal)):
        with pytest.raises(NotAllowed):
            verb(entry, production=production, by=user, now=now)
        verb(entry, production=production, by=boss, now=now)
    assert ContributorDetails.objects.kept_by(user).get() == old
    assert ContributorName.objects.kept_by(user).get() == legal


def test_a_legal_name_is_no_look_alike_and_orders_no_list(person, kept):
    assert find_lookalikes(LEGAL, by=None) == []
    person.refresh_from_db()
    assert person.sort_key == "まきはら りょうたろう"


def test_a_merge_moves_them_and_keeps_both_texts_of_a_production(production, other, person, kept, now):
    double = create_contributor(name="牧原", by=None, now=now)
    same = add_private_details(
        double, production=production, email="second@example.org", note="Calls back late.", by=None, now=now
    )
    moved = add_private_details(double, production=other, note="Theirs.", by=None, now=now)
    for film in (production, other):
        add_name(double, text=LEGAL, script="native", kind="legal", production=film, by=None, now=now)
    merge_contributors(double, into=person, by=None, now=now, reason="One person.")
    for row in (kept, same, moved):
        row.refresh_from_db()
    assert (kept.email, kept.note) == (EMAIL, f"{NOTE}\nsecond@example.org\nCalls back late.")
    assert (same.contributor, same.note, same.removed_at) == (double, "Calls back late.", None)
    assert (moved.contributor, moved.note) == (person, "Theirs.")
    names = person.names.live().filter(kind="legal", text=LEGAL)
    assert set(names.values_list("production", flat=True)) == {production.pk, other.pk}


def test_their_values_are_in_no_event(kept, now):
    update_private_details(kept, email="other.secret@example.org", by=None, now=now)
    ledger = repr(list(Event.objects.values()))
    assert [secret for secret in (*SECRETS, "other.secret") if secret in ledger] == []


def test_the_ledger_of_a_production_does_not_link_its_details_to_who_withholds_their_name(
    production, person, confirmed, now
):
    before = add_private_details(person, production=production, by=None, now=now)
    confirmed(contributor=person)
    record_wish(person, production=production, statement="No.", stated_on=now.date(), by=None, now=now)
    remove_entity(before, by=None, now=now, reason="Entered anew.")
    add_private_details(person, production=production, email=EMAIL, by=None, now=now)
    told = Event.objects.filter(entity_type="contributordetails")
    assert str(person.uid) not in repr(list(told.values()))


def queries_of(client, address):
    client.get(address)  # so that what a process keeps is read
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_pages_and_answers_cost_the_same_queries_however_many_rows_there_are(production, person, kept, now):
    user = account("own", production)
    page, api = signed_in(user), tool(user, "write")
    asked = (
        (page, f"/admin/productions/contributor/{person.pk}/change/"),
        (page, "/admin/productions/contributor/"),
        (api, f"/api/v1/contributors/{person.uid}/private/"),
        (api, "/api/v1/contributors/"),
    )
    before = [queries_of(client, address) for client, address in asked]
    for number in range(30):
        more = create_production(title=f"続 {number}", kind="film", by=None, now=now)
        user.memberships.create(production=more, level="editor")
        add_private_details(person, production=more, email=EMAIL, by=None, now=now)
        add_name(person, text=LEGAL, script="native", kind="legal", production=more, by=None, now=now)
        create_contributor(name=f"新顔 {number}", production=more, email=EMAIL, by=None, now=now)
    assert [queries_of(client, address) for client, address in asked] == before


def test_the_admin_keeps_them_for_the_production_that_is_chosen(production, other, person, now):
    user = account("both", production)
    user.memberships.create(production=other, level="editor")
    client = signed_in(user)
    new = {
        "kind": "person", "given_name": "新顔 花", "kana": "", "romaji": "", "email": EMAIL, "note": NOTE,
        "production": other.pk,
    }  # fmt: skip
    assert client.post(reverse("admin:productions_contributor_add"), new).status_code == 302
    made = Contributor.objects.get(name="新顔 花")
    details = made.private_details.get()
    assert (made.entered_for, details.production, details.email, details.note) == (other, other, EMAIL, NOTE)
    names = {"names-TOTAL_FORMS": "1", "names-INITIAL_FORMS": "0"}
    rows = {"private_details-TOTAL_FORMS": "2", "private_details-INITIAL_FORMS": "1"}
    rows |= {"private_details-0-id": details.pk, "private_details-0-contributor": made.pk}
    rows |= {"private_details-0-email": "new@example.org", "private_details-0-note": NOTE}
    rows |= {"private_details-1-production": production.pk, "private_details-1-email": "ours@example.org"}
    rows |= {"private_details-1-contributor": made.pk, "private_details-1-note": ""}
    rows |= {
        "names-0-text": LEGAL,
        "names-0-script": "native",
        "names-0-kind": "legal",
        "names-0-contributor": made.pk,
    }
    rows |= {"names-0-production": production.pk}
    change = reverse("admin:productions_contributor_change", args=[made.pk])
    names["names-INITIAL_FORMS"] = "0"
    answer = client.post(change, {"kind": "person", **names, **rows})
    assert answer.status_code == 302, read_page_text(answer)
    assert sorted(made.private_details.values_list("production", "email")) == sorted(
        [(other.pk, "new@example.org"), (production.pk, "ours@example.org")]
    )
    assert made.names.get(kind="legal").production == production


def test_the_admin_offers_no_production_of_others(production, other, now):
    client = signed_in(account("own", production))
    new = {"kind": "person", "given_name": "新顔 花", "email": EMAIL, "production": other.pk}
    answer = client.post(reverse("admin:productions_contributor_add"), new)
    assert (answer.status_code, Contributor.objects.filter(name="新顔 花").exists()) == (200, False)
    assert other.title not in read_markup(answer)
