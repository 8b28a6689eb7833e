"""Templates of a production: versions that never change, found by name, frozen with the export."""

from datetime import timedelta

import pytest

from productions.catalogue.services.productions import create_production
from productions.exports.services.exports import request_export
from productions.models import Event, RollTemplate
from productions.roll_templates.services import (
    change_template,
    copy_template,
    create_template,
    list_template_names,
    retire_template,
)
from productions.rollkit.template.shipped_templates import FILM_ROLL, SHIPPED_TEMPLATES
from productions.rollkit.template.validation import parse_template
from productions.shared.refusals import NotAllowed, Refusal

DATA = {"kind": "cards", "blocks": [{"holds": "rest", "form": "grid", "columns": 3}]}


@pytest.fixture
def template(production, now):
    return create_template(production, name="Our  ending", data=DATA, by=None, now=now)


def test_a_template_is_stored_whole_under_its_name_and_version(template):
    assert (template.name, template.version) == ("Our ending", 1)
    assert template.data == parse_template({**DATA, "name": "Our ending", "version": 1}).to_dict()


def test_a_change_is_the_next_version_and_the_one_before_stays(template, now):
    later = now + timedelta(hours=1)
    made = change_template(template, data={**DATA, "running_ms": 90000}, by=None, now=later, reason="locked")

    assert [(row.version, row.data["running_ms"]) for row in RollTemplate.objects.order_by("version")] == [
        (1, None),
        (2, 90000),
    ]
    assert (made.version, made.made_at) == (2, later)
    event = Event.objects.get(entity_uid=made.uid)
    assert (event.action, event.reason, event.production) == ("created", "locked", template.production)


def test_a_change_without_a_difference_is_none(template, now):
    assert change_template(template, data=DATA, by=None, now=now) == template
    assert RollTemplate.objects.count() == 1


def test_who_saw_an_older_version_is_told_so(template, now):
    change_template(template, data={**DATA, "running_ms": 90000}, by=None, now=now)
    with pytest.raises(Refusal) as refusal:
        change_template(template, data=DATA, by=None, now=now)
    assert refusal.value.reasons == [
        "Version 1 of “Our ending” is no longer the newest; reload the page and check."
    ]


def test_what_is_no_template_is_refused_by_its_place(production, now):
    with pytest.raises(Refusal) as refusal:
        create_template(production, name="Mine", data={**DATA, "kind": "slides"}, by=None, now=now)
    assert refusal.value.fields == {"data": ["template.kind is 'slides'; choose one of cards, scroll, stop."]}
    assert not RollTemplate.objects.exists()


def test_a_grey_that_cannot_be_read_is_refused_where_a_template_is_made_or_changed(template, production, now):
    """Rolls that were set with it before are set with it again, so it is read from stored templates."""
    faint = {**DATA, "type": {"role_white": 70}}
    parse_template({**faint, "name": "Ours", "version": 1})
    for act in (
        lambda: create_template(production, name="Mine", data=faint, by=None, now=now),
        lambda: change_template(template, data=faint, by=None, now=now),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert [told.split(",")[0] for told in refusal.value.fields["data"]] == [
            "template.type.role_white: 70 on #000000 has a contrast of 2.2:1"
        ]


@pytest.mark.parametrize("name", [FILM_ROLL.name, "Our ending", ""])
def test_a_name_is_a_productions_own_and_taken_once(template, production, now, name):
    with pytest.raises(Refusal) as refusal:
        create_template(production, name=name, data=DATA, by=None, now=now)
    assert list(refusal.value.fields) == ["name"]


def test_a_copy_begins_as_a_shipped_one_or_as_anothers(template, production, now):
    other = create_production(title="別の作品", kind="film", by=None, now=now)
    shipped = copy_template(FILM_ROLL, to=other, name="Film", by=None, now=now)
    copied = copy_template(template, to=other, name="Ending", by=None, now=now)
    assert shipped.data == {**FILM_ROLL.to_dict(), "name": "Film", "version": 1}
    assert copied.data == {**template.data, "name": "Ending"}


def test_only_editors_make_templates_and_only_members_copy_them(template, production, staff, now):
    viewer, stranger = staff("viewer"), staff("", "stranger")
    other = create_production(title="別の作品", kind="film", by=None, now=now)
    stranger.memberships.create(production=other, level="editor")
    with pytest.raises(NotAllowed):
        create_template(production, name="Mine", data=DATA, by=viewer, now=now)
    with pytest.raises(NotAllowed):
        copy_template(template, to=other, name="Mine", by=stranger, now=now)
    with pytest.raises(NotAllowed):
        change_template(template, data={**DATA, "running_ms": 1000}, by=viewer, now=now)
    with pytest.raises(NotAllowed):
        retire_template(template, by=viewer, now=now)
    assert (
        create_template(production, name="Mine", data=DATA, by=staff("editor"), now=now).made_by.username
        == "editor"
    )


def test_a_retired_template_is_offered_no_more_until_its_next_version(template, production, now):
    assert list_template_names(production) == ["Our ending", *SHIPPED_TEMPLATES]
    retire_template(template, by=None, now=now, reason="old")
    assert list_template_names(production) == list(SHIPPED_TEMPLATES)
    with pytest.raises(Refusal):
        retire_template(template, by=None, now=now)
    template.refresh_from_db()
    change_template(template, data=DATA, by=None, now=now)
    assert list_template_names(production) == ["Our ending", *SHIPPED_TEMPLATES]


def test_an_export_freezes_the_template_that_was_asked_for(template, production, confirmed, person, now):
    confirmed(contributor=person)
    change_template(template, data={**DATA, "running_ms": 90000}, by=None, now=now)

    def frozen(asked):
        export = request_export(production, format="screen", by=None, now=now, delivery={"template": asked})
        return export.delivery["template"]

    assert (frozen("Our ending")["version"], frozen("Our ending")["running_ms"]) == (2, 90000)
    assert frozen({"name": "Our ending", "version": 1}) == template.data
    assert frozen("plain list") == SHIPPED_TEMPLATES["plain list"].to_dict()
    assert frozen({"name": "film roll", "version": 3}) == SHIPPED_TEMPLATES["film roll"].to_dict()
    for asked, said in (
        ("Their ending", "“Their ending”"),
        ({"name": "Our ending", "version": 9}, "“Our ending” 9"),
    ):
        with pytest.raises(Refusal) as refusal:
            frozen(asked)
        assert refusal.value.fields == {
            "delivery": [
                f"There is no template {said}; choose one of {', '.join(['Our ending', *SHIPPED_TEMPLATES])}."
            ]
        }


def test_the_list_of_current_templates_costs_one_query(template, production, now, django_assert_num_queries):
    for number in range(3):
        create_template(production, name=f"Another {number}", data=DATA, by=None, now=now)
    with django_assert_num_queries(1):
        assert list_template_names(production)[:4] == ["Another 0", "Another 1", "Another 2", "Our ending"]
