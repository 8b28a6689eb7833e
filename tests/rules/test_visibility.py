"""Who sees an entry that productions share, and that nobody learns of one that they do not see."""

from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import reverse

from productions.accounts.models.keys import KeptAnswer
from productions.admin_pages.base import VerbAdmin
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.productions import add_title, create_production
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import enter_credit
from productions.imports.services.sheet_import import import_credit_sheet
from productions.models import AISystem, Contributor, ExternalId, Membership, User
from productions.people.services.contributors import add_name, create_contributor
from productions.people.services.external_ids import add_external_id
from productions.removals.services.merging import merge_contributors
from productions.removals.services.removal import remove_entity
from productions.roll_templates.services import copy_template
from productions.rollkit.template.shipped_templates import FILM_ROLL
from productions.shared.refusals import Refusal
from productions.users.reach import Reach
from tests.html_pages import read_body, read_markup, read_page_text
from tests.rules.conftest import GENERATIVE

NAME, SYSTEM, TITLE = "隠岐 ひそか", "Hisoka Paint", "ひそかな作品"


@pytest.fixture
def private(db, now):
    """A production that nobody outside knows of."""
    return create_production(title=TITLE, kind="film", year=2026, by=None, now=now)


@pytest.fixture
def hidden(private, now):
    """A person who was entered for it."""
    return create_contributor(name=NAME, production=private, by=None, now=now)


@pytest.fixture
def tool(private, now):
    """A system that was entered for it."""
    return register_ai_system(name=SYSTEM, vendor="Kaku Labs", production=private, by=None, now=now)


def sees(user, *entries):
    """Which of the entries the user sees."""
    return [entry for entry in entries if type(entry).objects.visible_to(user).filter(pk=entry.pk).exists()]


def member_of(production, level, username):
    user = User.objects.create_user(username, password="a long password", is_staff=True)
    user.memberships.create(production=production, level=level)
    return user


def page(name, *args):
    return reverse(f"admin:productions_{name}", args=args)


@pytest.mark.parametrize("change", ["superuser", "registrar", "member"])
def test_who_may_see_more_sees_it_at_once_and_by_no_narrower_token(production, private, hidden, change):
    user = member_of(production, "editor", "them")
    (name,) = hidden.names.all()
    assert sees(user, name) == []
    user.is_superuser, user.registrar = change == "superuser", change == "registrar"
    if change == "member":
        user.memberships.create(production=private, level="viewer")
    assert sees(user, name) == [name]
    user.reach = Reach(productions=frozenset({production.pk}))
    assert sees(user, name) == []


def test_what_was_entered_for_a_production_is_seen_by_its_members_alone(private, hidden, tool, staff):
    assert sees(member_of(private, "viewer", "inside"), hidden, tool) == [hidden, tool]
    assert sees(staff("approver"), hidden, tool) == []
    assert sees(staff("nobody"), hidden, tool) == []


def test_a_registrar_sees_every_shared_entry_and_no_production(private, hidden, tool, staff):
    registrar = staff("registrar")
    registrar.registrar = True
    assert sees(registrar, hidden, tool, private) == [hidden, tool]


def test_a_credit_shows_its_people_and_systems_to_the_members_a_removed_one_too(
    private, production, hidden, tool, staff, role, now
):
    viewer = staff("viewer")
    credit = enter_credit(production, role=role("layout"), contributor=hidden, by=None, now=now)
    record_ai_use(credit, ai_system=tool, by=None, now=now, **GENERATIVE)
    assert sees(viewer, hidden, tool) == [hidden, tool]
    remove_entity(credit, by=None, now=now, reason="Entered twice.")
    assert sees(viewer, hidden) == [hidden]


def test_a_confirmed_credit_of_a_public_production_shows_them_to_all(hidden, confirmed, staff):
    confirmed(contributor=hidden)
    assert sees(staff("nobody"), hidden) == [hidden]


def test_what_is_nobodys_yet_is_offered_to_editors(production, person, staff):
    assert sees(staff("editor"), person) == [person]
    assert sees(staff("viewer"), person) == []


def test_names_and_identifiers_are_seen_as_whose_they_are(private, hidden, staff, now):
    name = hidden.names.get()
    own = add_external_id(scheme="anilist", value="77", contributor=hidden, by=None, now=now)
    works = add_external_id(scheme="anilist", value="78", production=private, by=None, now=now)
    assert sees(staff("approver"), name, own, works) == []
    assert sees(member_of(private, "viewer", "inside"), name, own, works) == [name, own, works]


def test_lists_of_the_staff_hold_nothing_of_a_private_production(private, hidden, tool, client, staff, now):
    add_title(private, text="ひそかな別題", kind="alias", by=None, now=now)
    add_external_id(scheme="anilist", value="771055", production=private, by=None, now=now)
    copy_template(FILM_ROLL, to=private, name="ひそかな型", by=None, now=now)
    client.force_login(staff("approver"))
    for name in (
        "productiontitle",
        "externalid",
        "aisystem",
        "rolltemplate",
        "contributor",
        "contributorname",
    ):
        listed = client.get(page(f"{name}_changelist"))
        for secret in ("ひそか", "771055", SYSTEM):
            assert secret not in read_markup(listed), name


def test_a_list_is_not_narrowed_by_what_one_does_not_see(private, production, client, staff, now):
    for each in (private, production):
        copy_template(FILM_ROLL, to=each, name="Film", by=None, now=now)
    client.force_login(staff("viewer"))
    listed = client.get(page("rolltemplate_changelist"))
    assert TITLE not in read_markup(listed)
    assert str(production) in read_page_text(listed)


def test_systems_of_private_productions_are_shown_to_no_token_from_elsewhere(tool, staff, api_of):
    assert SYSTEM not in read_markup(api_of(staff("approver"))("/api/v1/ai-systems/"))
    assert api_of(staff("viewer"))(f"/api/v1/ai-systems/{tool.uid}/").status_code == 404


@pytest.mark.parametrize("act", ["remove", "merge", "change", "history", "wish"])
def test_a_page_of_an_unseen_person_is_not_there(hidden, client, staff, act):
    client.force_login(staff("approver"))
    answer = client.get(page(f"contributor_{act}", hidden.pk), follow=act == "change")
    assert NAME not in read_markup(answer)
    assert answer.status_code == (
        200 if act == "change" else 404
    )  # Django leads to the index and says so there


def test_an_unseen_entry_is_no_choice_of_a_form(hidden, person, client, staff, now):
    client.force_login(staff("approver"))
    for key in (hidden.pk, 99999):
        answer = client.post(page("contributor_merge", person.pk), {"into": key, "reason": "One."})
        assert "That choice is not one of the available choices." in read_page_text(answer)
        assert NAME not in read_markup(answer)
    form = {"scheme": "anilist", "value": "79", "contributor": hidden.pk, "production": ""}
    assert NAME not in read_markup(client.post(page("externalid_add"), form))
    assert not ExternalId.objects.exists()


def test_a_body_that_names_an_unseen_entry_reads_as_one_that_names_none(hidden, production, staff, api_of):
    ask = api_of(staff("editor"), write=True)

    def said(uid):
        body = {"production": str(production.uid), "role": "layout", "contributor": str(uid)}
        answer = ask("/api/v1/credits/", body)
        return answer.status_code, read_body(answer).replace(str(uid), "…")

    assert said(hidden.uid) == said(uuid4())
    assert said(hidden.uid)[0] == 422


def test_accounts_are_not_offered_and_a_member_is_added_by_the_whole_user_name(production, client, staff):
    newcomer, approver = staff("nobody", "fendrilok"), staff("approver")
    client.force_login(approver)
    asked = {"app_label": "productions", "model_name": "membership", "field_name": "user", "term": "fen"}
    assert client.get(reverse("admin:autocomplete"), asked).status_code == 403
    form = {"production": production.pk, "level": "viewer"}
    for typed in (newcomer.pk, "fendri"):
        assert "There is no account with this name." in read_page_text(
            client.post(page("membership_add"), form | {"user": typed})
        )
    assert client.post(page("membership_add"), form | {"user": "fendrilok"}).status_code == 302
    assert Membership.objects.get(user=newcomer).level == "viewer"


def test_no_page_of_an_account_is_told_to_approvers(client, staff):
    other, approver = staff("viewer"), staff("approver")
    client.force_login(approver)
    for name in ("user_password", "user_change", "user_history"):
        answer = client.get(page(name, other.pk))
        assert answer.status_code in (403, 404)
        assert "viewer" not in read_markup(answer)


def test_lookalikes_are_of_those_that_one_sees(hidden, staff, api_of):
    ask = api_of(staff("editor"), write=True)
    assert ask("/api/v1/contributors/", {"name": NAME}).json()["looks_like"] == []


def test_a_sheet_finds_nobody_whom_the_importer_does_not_see(hidden, production, staff, now):
    add_name(hidden, text="ひそか本名", script="native", kind="alias", by=None, now=now)
    import_credit_sheet(
        production, f"役職,名前\n背景,{NAME}\n".encode(), filename="a.csv", by=staff("editor"), now=now
    )
    (credit,) = production.credits.all()
    assert credit.contributor != hidden
    assert credit.contributor.entered_for == production


def test_an_identifier_that_only_an_unseen_entry_has_is_taken(hidden, person, staff, now):
    add_external_id(scheme="anilist", value="77", contributor=hidden, by=None, now=now)
    made = add_external_id(scheme="anilist", value="77", contributor=person, by=staff("editor"), now=now)
    assert made.contributor == person
    with pytest.raises(Refusal):
        add_external_id(scheme="anilist", value="77", contributor=person, by=None, now=now)


def test_an_identifier_of_a_public_production_is_refused_to_others(production, staff, now):
    add_external_id(scheme="anilist", value="77", production=production, by=None, now=now)
    elsewhere = create_production(title="別", kind="film", by=None, now=now)
    with pytest.raises(Refusal, match="already belongs to another entry"):
        add_external_id(
            scheme="anilist",
            value="77",
            production=elsewhere,
            by=member_of(elsewhere, "editor", "x"),
            now=now,
        )


def test_two_entries_with_one_identifier_are_merged_into_one_that_has_it_once(hidden, person, staff, now):
    add_external_id(scheme="anilist", value="77", contributor=hidden, by=None, now=now)
    add_external_id(scheme="anilist", value="77", contributor=person, by=staff("editor"), now=now)
    merge_contributors(hidden, into=person, by=None, now=now, reason="One person.")
    assert [entry.value for entry in person.external_ids.live()] == ["77"]


def test_a_system_that_only_others_registered_is_registered_again(tool, production, staff, now):
    editor = staff("editor")
    made = register_ai_system(name=SYSTEM, vendor="Kaku Labs", by=editor, now=now)
    assert (made.entered_for, made.pk == tool.pk) == (production, False)
    with pytest.raises(Refusal, match="already registered"):
        register_ai_system(name=SYSTEM, vendor="Kaku Labs", by=editor, now=now)


def test_a_system_is_entered_for_a_production_by_page_and_tool(production, client, staff, api_of):
    approver = staff("approver")
    client.force_login(approver)
    form = {"name": "Reiga Line", "vendor": "Kaku Labs", "production": production.pk}
    assert client.post(page("aisystem_add"), form).status_code == 302
    body = {"name": "Reiga Colour", "vendor": "Kaku Labs", "production": str(production.uid)}
    assert api_of(approver, write=True)("/api/v1/ai-systems/", body).status_code == 201
    assert {system.entered_for for system in AISystem.objects.all()} == {production}


def test_a_model_that_says_to_nobody_who_sees_it_has_no_page():
    with pytest.raises(TypeError, match="visible_to"):
        VerbAdmin(KeptAnswer, admin.site)


def test_every_page_of_the_staff_begins_with_what_is_seen(staff, rf):
    request = rf.get("/")
    request.user = staff("nobody")
    words = {"department", "role", "rolealias", "dump"}  # everybody's
    seen = {
        model._meta.model_name
        for model, shown in admin.site._registry.items()
        if model._meta.model_name not in words | {"user"} and shown.get_queryset(request).exists()
    }
    assert seen == set()


def test_many_people_cost_a_list_as_many_queries_as_one(
    production, staff, role, now, django_assert_num_queries
):
    viewer = staff("viewer")
    for count in (1, 20):
        people = [create_contributor(name=f"見本 {count} {n}", by=None, now=now) for n in range(count)]
        enter_credits(
            production, [{"role": role("layout"), "contributor": each} for each in people], by=None, now=now
        )
        with django_assert_num_queries(1):
            found = list(Contributor.objects.visible_to(viewer))
    assert len(found) == 21
