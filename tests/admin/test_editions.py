"""Editions of a production's own on the staff's pages: offered where one is chosen, and named where one is shown."""

import pytest

from productions.catalogue.services.cuts import add_cut
from productions.catalogue.services.editions import add_edition
from productions.catalogue.services.placements import place_cut
from productions.catalogue.services.productions import create_production
from productions.models import Credit, CutPlacement, ProductionEdition
from productions.releases.services.releases import issue_release
from tests.html_pages import list_texts, read_markup, read_page, read_page_text


@pytest.fixture
def tv_cut(production, now):
    return add_edition(
        production, code="tv_cut", label_ja="TV版の名", label_en="The TV cut", by=None, now=now
    )


def page(client, address, status=200, **posted):
    address = f"/admin/productions/{address}"
    answer = client.post(address, posted) if posted else client.get(address)
    assert answer.status_code == status, read_page_text(answer)
    return answer


def test_an_editor_adds_an_edition_and_hears_what_is_wrong_with_it(client, production, staff):
    client.force_login(staff("editor"))
    values = {"production": production.pk, "code": "TV cut", "label_en": "The TV cut"}
    assert "Write small letters, digits and underscores" in read_page_text(
        page(client, "productionedition/add/", **values)
    )
    page(client, "productionedition/add/", 302, **{**values, "code": "tv_cut"})
    assert ProductionEdition.objects.get().label_en == "The TV cut"


def test_lists_and_pages_name_an_own_edition_by_its_label(
    client, production, tv_cut, confirmed, person, staff, now
):
    confirmed(contributor=person)
    release = issue_release(production, edition="tv_cut", by=None, now=now)
    cut = add_cut(production, number="1", by=None, now=now)
    place_cut(cut, record_in=0, length=9, edition="tv_cut", by=None, now=now)
    client.force_login(staff("viewer"))
    for address in (
        "release/", f"release/{release.pk}/change/", "cutplacement/", f"production/{production.pk}/overview/",
    ):  # fmt: skip
        assert "The TV cut" in read_page_text(page(client, address)), address


def test_a_list_names_editions_in_the_same_queries_for_1_and_30(
    client, production, tv_cut, confirmed, person, boss, now, django_assert_num_queries
):
    cut = add_cut(production, number="1", by=None, now=now)
    place_cut(cut, record_in=0, length=9, edition="tv_cut", by=None, now=now)
    page(client, "cutplacement/")
    with django_assert_num_queries(6):
        page(client, "cutplacement/")
    for frame in range(1, 30):
        place_cut(cut, record_in=frame, length=9, edition="tv_cut", by=None, now=now)
    with django_assert_num_queries(6):
        page(client, "cutplacement/")


def test_forms_offer_the_editions_that_their_user_sees(
    client, production, tv_cut, confirmed, person, staff, now
):
    hidden = create_production(title="未発表", kind="film", by=None, now=now)
    add_edition(hidden, code="secret_cut", label_en="Secret", by=None, now=now)
    client.force_login(staff("editor"))
    shown = page(client, "credit/add/")
    assert list_texts(read_page(shown), "option", value="tv_cut") == ["The TV cut (犬と少年)"]
    assert "Secret" not in read_markup(shown)
    for name in ("issue", "rolls"):
        chosen = read_page(page(client, f"production/{production.pk}/{name}/"))
        assert set(list_texts(chosen, "option", value="tv_cut")) == {"The TV cut"}

    credit = confirmed(contributor=person)
    values = {
        "production": production.pk, "role": credit.role.pk, "kind": "person", "contributor": person.pk,
        "credited_as": "牧原", "attribution": "true_name", "position": 0, "on_screen": "on", "edition": "tv_cut",
        "expected_version": credit.revision, "portrayals-TOTAL_FORMS": 0, "portrayals-INITIAL_FORMS": 0,
    }  # fmt: skip
    page(client, f"credit/{credit.pk}/change/", 302, **values)
    assert Credit.objects.get(pk=credit.pk).edition == "tv_cut"
    values["edition"], values["expected_version"] = "tv_cat", credit.revision + 1
    assert "Select a valid choice" in read_page_text(page(client, f"credit/{credit.pk}/change/", **values))


def test_a_placement_is_made_and_moved_on_its_page(client, production, staff, now):
    cut = add_cut(production, number="1", by=None, now=now)
    client.force_login(staff("editor"))
    values = {"cut": cut.pk, "edition": "", "record_in": 10, "length": 0}
    assert "on screen for at least 1 frame" in read_page_text(page(client, "cutplacement/add/", **values))
    page(client, "cutplacement/add/", 302, **{**values, "length": 5})
    placed = CutPlacement.objects.get()
    page(client, f"cutplacement/{placed.pk}/change/", 302, **{**values, "length": 6})
    assert CutPlacement.objects.get().length == 6
