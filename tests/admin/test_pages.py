"""Every page opens within its query budget, without scripts of its own, for those who may see it."""

from itertools import product
from uuid import uuid4

import pytest
from django.contrib import admin
from django.urls import resolve, reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts, relate_cuts
from productions.catalogue.services.productions import add_episode, create_production
from productions.claims.services.claims import open_claim
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.exports.services.exports import request_export
from productions.people.services.contributors import create_contributor
from productions.people.services.external_ids import add_external_id
from productions.releases.services.releases import issue_release
from productions.roll_templates.services import copy_template
from productions.rollkit.template.shipped_templates import FILM_ROLL
from tests.html_pages import (
    find_all,
    get_value,
    list_links,
    read_markup,
    read_page,
    read_page_text,
    walk_elements,
)
from tests.rules.addresses import find_doors

MODELS = [model for model in admin.site._registry if model._meta.app_label == "productions"]


LIST_BUDGET = 15
FORM_BUDGET = 18  # a form with many pickers says of each value what tells it apart


def fill(production, role, now, count):
    """`count` rows of everything that staff look at."""
    system = register_ai_system(name=f"Reiga {count}", vendor="Kaku Labs", by=None, now=now)
    for n in range(count):
        episode = add_episode(production, number=f"{count}{n:02d}", by=None, now=now)
        cuts = add_cuts(production, [{"number": "1"}, {"number": "2"}], episode=episode, by=None, now=now)
        relate_cuts(from_cut=cuts[0], to_cut=cuts[1], kind="shared", by=None, now=now)
        person = create_contributor(name=f"見本 {count} {n}", by=None, now=now)
        add_external_id(scheme="anilist", value=f"{count}{n:03d}", contributor=person, by=None, now=now)
        (credit,) = enter_credits(
            production,
            [{"role": role("layout"), "contributor": person, "cut": cuts[0]}],
            by=None,
            now=now,
            state="confirmed",
        )
        record_ai_use(
            credit, ai_system=system, task="layout", source_type="algorithmicMedia",
            oversight="prompt_guided", extent="assist", by=None, now=now,
        )  # fmt: skip
        open_claim(production, kind="mine", claimant_name="x", message="x", credit=credit, by=None, now=now)
        release = issue_release(production, episode=episode, by=None, now=now)
        request_export(production, release=release, format="txt", by=None, now=now)
        copy_template(FILM_ROLL, to=production, name=f"Film {count} {n}", by=None, now=now)


@pytest.mark.slow
def test_lists_and_forms_stay_within_the_query_budget(
    client, boss, production, role, now, django_assert_max_num_queries
):
    """With 1 row and with 30 of everything: a list never costs more because it is longer."""
    client.get("/admin/")
    counts = {}
    for rows in (1, 29):
        fill(production, role, now, rows)
        for model, language in product(MODELS, ("en", "ja")):
            headers = {"accept-language": language}
            name = f"admin:productions_{model._meta.model_name}"
            with django_assert_max_num_queries(LIST_BUDGET, info=name) as seen:
                answer = client.get(reverse(f"{name}_changelist"), headers=headers)
            assert answer.status_code == 200, name
            counts.setdefault((name, language), []).append(len(seen))
            first = model._default_manager.order_by("pk").first()
            if first is not None and rows > 1:
                with django_assert_max_num_queries(FORM_BUDGET, info=name):
                    page = client.get(reverse(f"{name}_change", args=[first.pk]), headers=headers)
                assert page.status_code == 200, name
    assert {name: pair for name, pair in counts.items() if pair[1] > pair[0] + 1} == {}


@pytest.mark.parametrize(
    ("level", "sees", "changes", "issues"),
    [("viewer", 200, False, False), ("editor", 200, True, False), ("approver", 200, True, True),
     ("stranger", 403, False, False)],
)  # fmt: skip
def test_access_follows_the_membership(client, production, staff, level, sees, changes, issues):
    client.force_login(staff(level))
    page = client.get(reverse("admin:productions_production_change", args=[production.pk]))
    assert page.status_code == sees
    if sees == 200:
        assert bool(find_all(read_page(page), "input", name="_save")) == changes
        overview = client.get(reverse("admin:productions_production_overview", args=[production.pk]))
        assert ("../issue/" in list_links(read_page(overview))) == issues


def test_members_see_only_their_productions(client, production, staff, now, confirmed, person):
    other = create_production(title="Other", kind="film", by=None, now=now)
    client.force_login(staff("editor"))
    listed = client.get(reverse("admin:productions_production_changelist"))
    assert "犬と少年" in read_page_text(listed)
    assert "Other" not in read_markup(listed)
    assert client.get(reverse("admin:productions_production_change", args=[other.pk])).status_code == 302


def test_search_finds_names_in_any_script(client, boss, person):
    for words in ("牧原", "マキハラ", "まきはら"):
        listed = read_page_text(client.get(reverse("admin:productions_contributor_changelist"), {"q": words}))
        assert "牧原亮太郎" in listed, words


def test_no_page_needs_inline_scripts_or_styles(client, boss, production):
    page = client.get(reverse("admin:productions_production_change", args=[production.pk]))
    assert "'unsafe" not in page.headers["Content-Security-Policy"]
    shown = read_page(page)
    scripts = find_all(shown, "script")
    assert scripts
    assert [
        each
        for each in scripts
        if not get_value(each, "src") and get_value(each, "type") != "application/json"
    ] == []
    assert find_all(shown, "style") == []
    names = {name for each in walk_elements(shown) for name, _value in each.attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []


def test_every_page_of_an_entry_is_found_by_its_own_address():
    """`add_pages` leaves their order to the imports: none may take another one's address, nor Django's take theirs."""
    values = {"object_id": "1", "uid": str(uuid4()), "name": "x", "content_type_id": "1"}
    values |= {"job": values["uid"], "batch": values["uid"], "words": "ja", "form": "csv"}
    pages = [door for door in find_doors() if door.page.startswith("productions_")]
    assert len(pages) > 200
    assert [door.page for door in pages if resolve(door.at(values)).url_name != door.page] == []


def test_a_page_has_what_django_gives_each_but_the_list_of_all_models(rf, boss):
    request = rf.get(reverse("admin:index"))
    request.user = boss
    whole, ours = admin.AdminSite.each_context(admin.site, request), admin.site.each_context(request)
    assert whole.keys() - ours.keys() == {"available_apps"}
    assert {name: str(whole[name]) for name in ours} == {name: str(value) for name, value in ours.items()}
