"""Lists are narrowed by production, episode, cut and role as people write them, have the production's frame, and say what to do."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from productions.admin_pages import narrowing
from productions.cast.services.characters import add_variant, create_character
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.placements import place_cut
from productions.catalogue.services.productions import add_episode, add_title, create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Cut
from productions.people.services.tracker_ids import add_tracker_id
from productions.segments.services import create_segment
from productions.songs.services import create_song
from tests.admin.test_pages import MODELS, fill
from tests.html_pages import find_all, get_text, get_value, read_markup, read_page

MAX_LIST_QUERIES = 15


@pytest.fixture
def episodes(production, now):
    return [add_episode(production, number=number, by=None, now=now) for number in ("1", "2")]


@pytest.fixture
def credits(production, episodes, person, role, now):
    """In each episode layout and key animation of cut C001, and layout of C010."""
    rows = []
    for episode in episodes:
        numbers = [{"number": "C001"}, {"number": "C010"}]
        first, second = add_cuts(production, numbers, episode=episode, by=None, now=now)
        for code, cut in (("layout", first), ("key_animation", first), ("layout", second)):
            rows.append({"role": role(code), "contributor": person, "cut": cut, "episode": episode})
    return enter_credits(production, rows, by=None, now=now)


def ask_list(client, model="credit", **asked):
    answer = client.get(reverse(f"admin:productions_{model}_changelist"), asked)
    assert answer.status_code == 200
    return answer


def count_rows(client, model="credit", **asked):
    return ask_list(client, model, **asked).context["cl"].result_count


def test_a_list_is_narrowed_step_by_step(client, boss, production, episodes, credits):
    assert count_rows(client) == 6
    assert count_rows(client, production=production.pk) == 6
    assert count_rows(client, production=production.pk, episode=episodes[0].pk) == 3
    assert count_rows(client, production=production.pk, episode=episodes[0].pk, cut_number="c-1") == 2
    assert count_rows(client, production=production.pk, cut_number="Ｃ００１", role_name="genga") == 1
    assert count_rows(client, role_name="LO") == 4
    assert count_rows(client, production__id__exact=production.pk, state="draft") == 6


def test_what_is_not_there_leaves_nothing_and_is_told(client, boss, production, credits):
    page = ask_list(client, production=production.pk, cut_number="C999")
    assert page.context["cl"].result_count == 0
    told = [get_text(each) for each in find_all(read_page(page), "p", class_="errornote")]
    assert told == ["“C999” is not found here."]


def test_episodes_and_cuts_are_asked_for_once_a_production_is_chosen(client, boss, production, credits):
    def list_fields(page):
        form = find_all(read_page(page), "details", class_="narrowing")[0]
        fields = [*find_all(form, "select"), *find_all(form, "input", type="text")]
        return {get_value(each, "name") for each in fields}

    assert list_fields(ask_list(client)) == {"production", "role_name"}
    chosen = ask_list(client, production=production.pk)
    assert list_fields(chosen) == {"production", "episode", "cut_number", "role_name"}
    assert "C010" not in "".join(get_text(each) for each in find_all(read_page(chosen), "option"))


def test_of_many_productions_a_title_is_typed(client, boss, production, credits, now, monkeypatch):
    monkeypatch.setattr(narrowing, "MAX_LISTED_PRODUCTIONS", 1)  # two are many
    create_production(title="別の作品", kind="series", by=None, now=now)
    assert find_all(read_page(ask_list(client)), "input", name="production_title")
    assert count_rows(client, production_title="いぬとしょうねん") == 6
    assert count_rows(client, production_title="別の作品") == 0


def test_a_list_of_one_production_has_its_frame(client, staff, production, credits):
    client.force_login(staff("editor"))
    page = read_page(ask_list(client, production=production.pk))
    (frame,) = find_all(page, "nav", class_="frame")
    here = [get_text(link) for link in find_all(frame, "a") if get_value(link, "aria-current")]
    assert here == ["Cut sheet"]
    assert find_all(read_page(ask_list(client)), "nav", class_="frame") == []


def test_a_production_that_one_does_not_see_narrows_to_nothing(client, staff, credits, now):
    other = create_production(title="秘密", kind="series", by=None, now=now)
    client.force_login(staff("editor"))
    for asked in ({"production": other.pk}, {"production_title": "秘密"}):
        page = ask_list(client, **asked)
        assert page.context["cl"].result_count == 0
        assert find_all(read_page(page), "nav", class_="frame") == []
    assert "秘密" not in read_markup(ask_list(client, production=other.pk))


def test_an_empty_list_says_what_to_do(client, boss, production):
    (told,) = find_all(read_page(ask_list(client, "credit")), "div", class_="empty-list")
    assert get_text(told).startswith("There are no credits yet. Names are entered in the cut sheet")
    (told,) = find_all(
        read_page(ask_list(client, "cut", status__exact="omitted")), "div", class_="empty-list"
    )
    assert get_text(told) == "Nothing fits what the list is narrowed to. Show all"


def test_what_is_added_from_a_narrowed_list_is_of_that_production(client, boss, production, episodes):
    kept = f"production={production.pk}&episode={episodes[0].pk}"
    page = client.get(reverse("admin:productions_credit_add"), {"_changelist_filters": kept})
    initial = page.context["adminform"].form.initial
    assert (initial["production"], initial["episode"]) == (str(production.pk), str(episodes[0].pk))


def fill_more(production, now, count):
    """`count` rows of what `fill` leaves out."""
    for n in range(count):
        character = create_character(production, name=f"犬 {count} {n}", by=None, now=now)
        add_variant(character, kind="age", label="幼少期", by=None, now=now)
        create_segment(production, kind="opening", title=f"OP {count} {n}", by=None, now=now)
        create_song(production, kind="theme", title=f"歌 {count} {n}", by=None, now=now)
        add_title(production, text=f"Dog {count} {n}", kind="alias", by=None, now=now)
    for cut in Cut.objects.exclude(placements__isnull=False)[:count]:
        place_cut(cut, edition="broadcast", record_in=0, length=24, by=None, now=now)
        add_tracker_id(production, cut=cut, scheme="shotgrid", value=str(cut.pk), by=None, now=now)


@pytest.mark.slow
def test_every_list_and_its_file_stay_within_their_queries(client, boss, production, role, now):
    """With 1 row and with 30, narrowed to a production or not."""
    client.get("/admin/")
    counts = {}
    for rows in (1, 29):
        fill(production, role, now, rows)
        fill_more(production, now, rows)
        for model in MODELS:
            address = reverse(f"admin:productions_{model._meta.model_name}_changelist")
            paths = admin.site.get_model_admin(model).find_narrowing_paths()
            for query in (
                "",
                "?as=csv",
                *([f"?production={production.pk}"] if "production" in paths else []),
            ):
                with CaptureQueriesContext(connection) as asked:
                    answer = client.get(address + query)
                    assert answer.status_code == 200, address + query
                    if answer.streaming:
                        b"".join(answer.streaming_content)
                counts.setdefault(address + query, []).append(len(asked))
    assert {each: pair for each, pair in counts.items() if max(pair) > MAX_LIST_QUERIES} == {}
    assert {each: pair for each, pair in counts.items() if pair[1] > pair[0] + 2} == {}
