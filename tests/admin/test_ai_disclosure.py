"""The forms of what is disclosed of AI systems and of what is said about training: empty until somebody chooses."""

import pytest
from django.urls import reverse
from django.utils import translation

from productions.ai.services.ai_systems import register_ai_system
from productions.models import AISystem, Contributor, Event, Evidence, Production
from tests.admin.asking import inline, post
from tests.html_pages import find_all, get_value, read_page, read_page_text

WORK = {"kind": "film", "rate": "24", "visibility": "public", **inline("titles")}


@pytest.fixture
def system(db, now):
    return register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)


def save(client, system, **told):
    return client.post(reverse("admin:productions_aisystem_change", args=[system.pk]), told)


def test_nothing_is_chosen_on_the_page_of_a_new_system(client, boss, system):
    page = read_page(client.get(reverse("admin:productions_aisystem_change", args=[system.pk])))
    assert len(find_all(page, "input", name="training_sources")) == 6
    assert [
        box for box in find_all(page, "input", name="training_sources") if "checked" in dict(box.attributes)
    ] == []
    assert find_all(page, "input", name="model_type") == []
    base = {"name": "Reiga", "vendor": "Kaku"}
    count = Event.objects.count()
    assert save(client, system, **base).status_code == 302
    assert Event.objects.count() == count  # saving a form that says nothing records nothing


def test_what_is_disclosed_is_entered_and_shown_again(client, boss, system):
    told = {
        "name": "Reiga", "vendor": "Kaku", "kind": "c2pa.types.generator", "hosting": "local",
        "training_sources": ["opt_in", "own"], "statement_url": "https://kaku.example/", "statement_read_on": "2026-04-01",
        "code_of_conduct": "silent",
    }  # fmt: skip
    assert save(client, system, **told).status_code == 302
    system.refresh_from_db()
    assert (system.training_sources, system.hosting, str(system.statement_read_on)) == (
        "own opt_in",
        "local",
        "2026-04-01",
    )
    page = read_page(client.get(reverse("admin:productions_aisystem_change", args=[system.pk])))
    ticked = [
        dict(box.attributes)["value"]
        for box in find_all(page, "input", name="training_sources")
        if "checked" in dict(box.attributes)
    ]
    assert ticked == ["own", "opt_in"]
    refused = save(client, system, **{**told, "training_sources": ["own", "undisclosed"]})
    assert "“Not disclosed” cannot be combined with another answer." in read_page_text(refused)


def test_a_new_system_may_come_with_it(client, boss, production):
    told = {
        "name": "Fresh",
        "vendor": "Kaku",
        "training_sources": ["undisclosed"],
        "production": production.pk,
    }
    assert client.post(reverse("admin:productions_aisystem_add"), told).status_code == 302
    assert AISystem.objects.get(name="Fresh").training_sources == "undisclosed"


def test_words_that_are_no_kind_are_shown_until_they_are(client, boss, system):
    AISystem.objects.filter(pk=system.pk).update(model_type="diffusion model")
    page = read_page(client.get(reverse("admin:productions_aisystem_change", args=[system.pk])))
    assert len(find_all(page, "input", name="model_type")) == 1


def list_chosen(client, production):
    page = read_page(client.get(reverse("admin:productions_production_change", args=[production.pk])))
    return [
        get_value(option)
        for box in range(0, 8, 2)
        for option in find_all(find_all(page, "select", name=f"training_mining_{box}")[0], "option")
        if "selected" in dict(option.attributes)
    ]


def test_a_refused_form_keeps_what_was_chosen(client, boss, production):
    bad = post(
        client,
        "production_change",
        production.pk,
        **WORK,
        training_mining_1="Research.",
        training_mining_6="allowed",
    )
    assert "A condition alone says nothing" in read_page_text(bad)
    chosen = find_all(read_page(bad), "select", name="training_mining_6")[0]
    assert [
        get_value(each) for each in find_all(chosen, "option") if "selected" in dict(each.attributes)
    ] == ["allowed"]


def test_a_production_says_how_it_may_be_used(client, boss, production):
    told = {
        **WORK,
        "training_mining_6": "notAllowed",
        "training_mining_0": "constrained",
        "training_mining_1": "Research.",
    }
    assert post(client, "production_change", production.pk, **told).status_code == 302
    assert Production.objects.get(pk=production.pk).training_mining == [
        {"entry": "cawg.data_mining", "use": "constrained", "constraint_info": "Research."},
        {"entry": "cawg.ai_generative_training", "use": "notAllowed", "constraint_info": ""},
    ]
    assert list_chosen(client, production) == ["constrained", "", "", "notAllowed"]
    history = read_page_text(
        client.get(reverse("admin:productions_production_history", args=[production.pk]))
    )
    assert (
        "data mining: allowed under conditions (Research.); training of generative AI models: not allowed"
        in history
    )
    count = Event.objects.count()
    assert post(client, "production_change", production.pk, **told).status_code == 302
    assert Event.objects.count() == count
    with translation.override("ja"):
        page = client.get(
            reverse("admin:productions_production_change", args=[production.pk]),
            headers={"accept-language": "ja"},
        )
    assert "生成AIモデルの学習: 不可" in read_page_text(page)
    assert post(client, "production_change", production.pk, **WORK).status_code == 302
    assert Production.objects.get(pk=production.pk).training_mining is None


def test_a_persons_statement_is_recorded(client, person, confirmed, staff):
    confirmed(contributor=person)
    page = reverse("admin:productions_contributor_training", args=[person.pk])
    client.force_login(staff("approver"))
    assert client.get(page).status_code == 200
    told = {"training_mining_6": "notAllowed", "stated_on": "2026-04-01", "statement": "No."}
    assert client.post(page, told).status_code == 302
    assert Contributor.objects.get(pk=person.pk).training_mining == [
        {"entry": "cawg.ai_generative_training", "use": "notAllowed", "constraint_info": ""}
    ]
    assert Evidence.objects.get().text == "No."
    shown = read_page(client.get(page))
    chosen = [each for each in find_all(shown, "option") if "selected" in dict(each.attributes)]
    assert [get_value(each) for each in chosen] == ["", "", "", "notAllowed"]
    client.force_login(staff("editor", "e"))
    assert client.get(page).status_code == 403
