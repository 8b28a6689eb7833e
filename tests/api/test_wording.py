"""`names=` and `lang=`: how names, titles and labels are written. What is credited stays as credited."""

import pytest

from api.read.fragment_cache import FRAGMENT_CACHE
from productions.catalogue.services.cuts import add_cuts
from productions.catalogue.services.productions import add_episode, add_title
from productions.credits.services.bulk_credits import enter_credits
from productions.models import ContributorName
from productions.people.services.contributors import add_name, create_contributor, update_name
from productions.releases.services.releases import issue_release
from tests.api.asking import get_json
from tests.html_pages import read_body


@pytest.fixture
def people(now):
    """Names by what is recorded of them in Latin letters and in kana."""

    def person(name, **readings):
        return create_contributor(name=name, by=None, now=now, **readings)

    return [
        person("牧原亮太郎", kana="まきはら りょうたろう", romaji="Ryōtarō Makihara"),
        person("大野 純", kana="おおの じゅん", romaji="Ohno Jun"),
        person("見本", romaji="Mihon Taro"),
        person("無記"),
        person("Sacha Goedegebure", script="romaji"),
    ]


@pytest.fixture
def film(production, people, role, now):
    rows = [
        {"role": role("layout"), "contributor": person, "position": place}
        for place, person in enumerate(people)
    ]
    enter_credits(production, rows, by=None, now=now, state="confirmed")
    return production


EXPECTED = {
    "romaji": [
        ("Makihara Ryōtarō", "romaji", "family_first"),
        ("Ohno Jun", "romaji", "family_first"),
        ("Mihon Taro", "romaji", None),
        ("無記", "native", None),
        ("Sacha Goedegebure", "romaji", None),
    ],
    "romaji_western": [
        ("Ryōtarō Makihara", "romaji", "given_first"),
        ("Jun Ohno", "romaji", "given_first"),
        ("Mihon Taro", "romaji", None),
        ("無記", "native", None),
        ("Sacha Goedegebure", "romaji", None),
    ],
}


@pytest.mark.parametrize("names", EXPECTED)
def test_names_in_latin_letters_are_recorded_ones_and_only_a_known_order_is_turned(
    client, film, people, names
):
    def written(contributors):
        return [(each["name"], each["name_script"], each["name_order"]) for each in contributors]

    rows = get_json(client, f"credits/?names={names}&ordering=uid")["results"]
    assert written(row["contributor"] for row in rows) == EXPECTED[names]
    assert [row["credited_as"] for row in rows] == [person.name for person in people]
    entries = [get_json(client, f"contributors/{person.uid}/?names={names}") for person in people]
    assert written(entries) == EXPECTED[names]
    groups = get_json(client, f"credits/groups/?by=person&names={names}")["results"]
    assert written(row["contributor"] for row in groups) == EXPECTED[names]
    found = get_json(client, f"contributors/?q=牧原&names={names}")["results"]
    assert written(found) == EXPECTED[names][:1]


def test_without_the_parameters_nothing_is_different(client, film, people):
    plain = get_json(client, "credits/?page_size=1")
    assert plain["results"] == get_json(client, "credits/?page_size=1&names=native")["results"]
    assert plain["results"][0]["contributor"] == {
        "uid": str(people[0].uid), "kind": "person", "name": "牧原亮太郎", "disambiguation": ""
    }  # fmt: skip
    assert set(plain["results"][0]["role"]) == {"code", "label_en", "label_ja"}


def test_a_pen_name_never_gives_way_to_the_own_name(client, production, role, now):
    hidden = create_contributor(name="さんま", name_kind="pseudonym", by=None, now=now)
    add_name(hidden, text="Takefumi Sugimoto", script="romaji", kind="real", by=None, now=now)
    enter_credits(
        production, [{"role": role("layout"), "contributor": hidden}], by=None, now=now, state="confirmed"
    )
    (row,) = get_json(client, "credits/?names=romaji")["results"]
    assert (row["contributor"]["name"], row["contributor"]["name_script"]) == ("さんま", "native")
    add_name(hidden, text="Samma", script="romaji", kind="pseudonym", by=None, now=now)
    (row,) = get_json(client, "credits/?names=romaji")["results"]
    assert (row["contributor"]["name"], row["contributor"]["name_script"]) == ("Samma", "romaji")


def test_a_changed_name_is_seen_at_once_in_every_wording(client, film, people, now):
    address = "credits/?page_size=1&fields=contributor&names="
    for names in ("native", "romaji", "romaji_western"):
        get_json(client, address + names)
    name = ContributorName.objects.get(contributor=people[0], script="romaji")
    update_name(name, text="Ryotaro Makihara", by=None, now=now)
    written = [
        get_json(client, address + names)["results"][0]["contributor"]["name"]
        for names in ("native", "romaji", "romaji_western")
    ]
    assert written == ["牧原亮太郎", "Makihara Ryotaro", "Ryotaro Makihara"]


def test_titles_and_labels_in_a_language(client, film, people, role, now):
    add_title(film, text="Inu to Shonen", kind="romaji", by=None, now=now)

    def title(lang):
        row = get_json(client, f"credits/?page_size=1&lang={lang}")["results"][0]
        return row["production"]["title"], row["production"]["title_kind"], row["role"]["label"]

    assert title("en") == ("Inu to Shonen", "romaji", "Layout")
    add_title(film, text="The Dog & The Boy", kind="english", by=None, now=now)
    assert title("en") == ("The Dog & The Boy", "english", "Layout")
    assert title("ja") == ("犬と少年", "native", "レイアウト")
    entry = get_json(client, f"productions/{film.uid}/?lang=en&fields=title,title_kind")
    assert entry == {"title": "The Dog & The Boy", "title_kind": "english"}
    add_episode(film, number="1", title="始まり", title_en="The Beginning", by=None, now=now)
    titles = {
        lang: get_json(client, f"episodes/?lang={lang}")["results"][0]["title"] for lang in ("en", "ja")
    }
    assert titles == {"en": "The Beginning", "ja": "始まり"}
    assert get_json(client, "roles/layout/?lang=ja")["label"] == "レイアウト"
    assert get_json(client, "departments/?lang=en&page_size=1")["results"][0]["label"]
    (row,) = get_json(client, f"contributors/{people[0].uid}/filmography/?lang=en")["results"]
    assert (row["production"]["title"], row["roles"][0]["role"]["label"]) == ("The Dog & The Boy", "Layout")
    table = read_body(client.get("/api/v1/credits.csv?lang=en&fields=production")).splitlines()
    assert table[0] == "production.uid,production.title,production.title_kind,production.year"


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("credits/?names=kana", "“kana” is not known here; known are native, romaji, romaji_western."),
        ("productions/?lang=fr", "“fr” is not known here; known are ja, en."),
        ("contributors/?fields=name_script",
         "“name_script” is not known here; known are uid, kind, name, disambiguation, names, external_ids, training_mining, members, updated_at."),
    ],
)  # fmt: skip
def test_unknown_wordings_are_refused(client, db, query, detail):
    assert [each["detail"] for each in get_json(client, query, 400)["errors"]] == [detail]


def test_wordings_cost_no_query_more(client, film, django_assert_num_queries):
    for query in ("names=native", "names=romaji_western&lang=en"):
        FRAGMENT_CACHE.clear()
        with django_assert_num_queries(6):  # the list, three kinds of entries, two where to begin
            get_json(client, f"credits/?{query}&fields=uid,contributor,role,production")


def test_coverage_has_the_label_of_its_roles_in_the_language(client, production, people, role, now):
    (cut,) = add_cuts(production, [{"number": "1"}], by=None, now=now)
    row = {"role": role("layout"), "contributor": people[0], "cut": cut}
    enter_credits(production, [row], by=None, now=now, state="confirmed")
    address = f"productions/{production.uid}/coverage/"
    usual = get_json(client, address)
    counted = usual.pop("roles")
    for query, lang in {"lang=ja": "ja", "lang=en&names=romaji": "en"}.items():
        shown = get_json(client, f"{address}?{query}")
        labelled = [line["role"] | {"label": line["role"][f"label_{lang}"]} for line in counted]
        assert shown.pop("roles") == [
            line | {"role": said} for line, said in zip(counted, labelled, strict=True)
        ]
        assert shown == usual
    assert [line["role"]["label_ja"] for line in counted] == ["監督", "レイアウト", "原画", "背景"]
    assert not any("label" in line["role"] for line in counted)


def test_editions_have_the_titles_of_episodes_in_the_language(client, film, now):
    titled = add_episode(
        film, number="1", title="宛先のない手紙", title_en="A Letter to Nowhere", by=None, now=now
    )
    plain = add_episode(film, number="2", title="無題", by=None, now=now)
    for episode in (titled, plain):
        issue_release(film, episode=episode, by=None, now=now)
    titles = {
        lang: [
            line["episode"] and line["episode"]["title"]
            for line in get_json(client, f"productions/{film.uid}/editions/?lang={lang}")
        ]
        for lang in ("ja", "en")
    }
    assert titles == {"ja": [None, "宛先のない手紙", "無題"], "en": [None, "A Letter to Nowhere", "無題"]}


@pytest.mark.parametrize("part", ["coverage", "editions"])
def test_parts_that_are_no_lists_refuse_what_they_do_not_know(client, film, part):
    problem = get_json(client, f"productions/{film.uid}/{part}/?lang=fr&names=kana", 400)
    assert problem["errors"] == [
        {
            "parameter": "names",
            "detail": "“kana” is not known here; known are native, romaji, romaji_western.",
        },
        {"parameter": "lang", "detail": "“fr” is not known here; known are ja, en."},
    ]
    (problem,) = get_json(client, f"productions/{film.uid}/{part}/?page_size=5", 400)["errors"]
    assert problem["detail"] == "Unknown parameter; known here: lang, names."
