"""Templates of rolls in the admin: begun as a shipped one, changed as text by a next version, chosen for an export."""

import json

import pytest
from django.urls import reverse
from django.utils import translation

from productions.catalogue.services.productions import create_production
from productions.models import RollTemplate
from productions.roll_templates.services import copy_template
from productions.roll_templates.shipped_labels import label_template
from productions.rollkit.template.shipped_templates import FILM_ROLL, SHIPPED_TEMPLATES
from tests.html_pages import find_all, get_text, get_value, list_texts, read_markup, read_page, read_page_text
from tests.roll.looks import film_roll_at_first


@pytest.fixture
def template(production, now):
    return copy_template(FILM_ROLL, to=production, name="Ours", by=None, now=now)


def change(client, template, data, reason=""):
    address = reverse("admin:productions_rolltemplate_change", args=[template.pk])
    return client.post(
        address,
        {"text": data if isinstance(data, str) else json.dumps(data), "reason": reason, "as_text": "on"},
    )


def test_a_template_begins_as_a_shipped_one(client, boss, production):
    add = reverse("admin:productions_rolltemplate_add")
    assert client.get(add).status_code == 200
    answer = client.post(add, {"production": production.pk, "name": "Ours", "source": "plain list"})
    assert answer.status_code == 302
    made = RollTemplate.objects.get()
    assert (made.production, made.name, made.version, made.made_by) == (production, "Ours", 1, boss)
    assert made.data == {**SHIPPED_TEMPLATES["plain list"].to_dict(), "name": "Ours", "version": 1}


def test_a_template_may_begin_as_one_of_a_production_that_the_user_sees(client, template, staff, now):
    other = create_production(title="別の作品", kind="film", by=None, now=now)
    editor, stranger = staff("editor"), staff("", "stranger")
    for user in (editor, stranger):
        user.memberships.create(production=other, level="editor")
    add = reverse("admin:productions_rolltemplate_add")
    asked = {"production": other.pk, "name": "Theirs", "source": str(template.uid)}

    client.force_login(stranger)
    assert "犬と少年" not in read_markup(client.get(add))
    assert client.post(add, asked).status_code == 200
    client.force_login(editor)
    assert "犬と少年: Ours 1" in read_page_text(client.get(add))
    assert client.post(add, asked).status_code == 302
    assert RollTemplate.objects.get(name="Theirs").data == {**template.data, "name": "Theirs"}


def test_its_text_is_what_is_not_usual(client, boss, production, now):
    template = copy_template(film_roll_at_first(), to=production, name="Ours", by=None, now=now)
    page = client.get(reverse("admin:productions_rolltemplate_change", args=[template.pk]))
    (shown,) = list_texts(read_page(page), "textarea", name="text")
    assert json.loads(shown) == {
        "kind": "scroll",
        "blocks": [
            {"holds": "title"},
            {"holds": "notices"},
            {"holds": "rest", "sections": "departments"},
            {"holds": "statement"},
            {"holds": "remark"},
        ],
    }


def test_saving_is_the_next_version_and_leads_to_it(client, boss, template):
    data = {"kind": "cards", "blocks": [{"holds": "rest"}]}
    answer = change(client, template, data, "Cards now")
    assert answer.status_code == 302
    newest = RollTemplate.objects.get(version=2)
    assert (newest.data["kind"], newest.name) == ("cards", "Ours")
    template.refresh_from_db()
    assert template.data["kind"] == "scroll"


def test_a_mistake_in_the_text_comes_back_with_it_and_its_place(client, boss, template):
    page = change(client, template, {"kind": "cards", "blocks": [{"holds": "tools"}, {"holds": "rest"}]})
    assert page.status_code == 200
    assert "template.blocks[0] holds tools and comes before people in template.blocks[1]" in read_page_text(
        page
    )
    for text, said in (("{kind", "The text is not valid JSON: "), ("[]", "The text is not a JSON object")):
        page = change(client, template, text)
        assert said in read_page_text(page)
        assert list_texts(read_page(page), "textarea", name="text") == [text]
    assert RollTemplate.objects.count() == 1


def test_a_viewer_looks_and_an_editor_retires(client, template, staff):
    address = reverse("admin:productions_rolltemplate_change", args=[template.pk])
    retire = reverse("admin:productions_rolltemplate_retire", args=[template.pk])
    client.force_login(staff("viewer"))
    assert client.get(address).status_code == 200
    assert change(client, template, {"kind": "cards", "blocks": [{"holds": "rest"}]}).status_code == 403
    client.post(retire, {"reason": "old"})
    template.refresh_from_db()
    assert template.retired_at is None
    client.force_login(staff("editor"))
    assert client.post(retire, {"reason": "old"}).status_code == 302
    template.refresh_from_db()
    assert template.retired_at is not None


def test_an_export_is_asked_for_by_the_templates_name(client, boss, template, production, confirmed, person):
    confirmed(contributor=person)
    asked = {"formats": "screen", "language": "ja", "template": "Ours"}
    page = reverse("admin:productions_production_export", args=[production.pk])
    assert client.post(page, asked).status_code == 302
    assert production.exports.get().delivery["template"] == template.data
    assert client.post(page, asked | {"template": "Theirs"}).status_code == 200


def test_what_comes_with_the_program_is_offered_under_its_name_in_the_readers_language(client, boss):
    page = client.get(reverse("admin:productions_rolltemplate_add"), headers={"accept-language": "ja"})
    offered = {get_value(each): get_text(each) for each in find_all(read_page(page), "option")}
    for name in SHIPPED_TEMPLATES:
        with translation.override("ja"):
            said = label_template(name)
        assert said != name
        assert offered[name] == said
    assert label_template("Our own") == "Our own"
