"""H14, door by door: whatever was said of AI is told apart from silence, and silence is never told as "none"."""

import json

import pytest
from django.urls import reverse

from api.dumps.reading import ListReader
from api.read.fragment_cache import FragmentCache
from api.read.resource import PUBLIC_RESOURCES
from productions.ai.services.ai_systems import register_ai_system
from productions.catalogue.services.cuts import add_cuts
from productions.coverage.services.coverage import measure_coverage
from productions.credits.services.ai_declarations import declare_ai
from productions.credits.services.ai_uses import record_ai_use
from productions.credits.services.bulk_credits import enter_credits
from productions.models import Credit
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.releases import issue_release
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.texts import roll_texts
from productions.rollkit.texts.ai_statement import format_ai_statement
from tests.html_pages import list_texts, read_body, read_page
from tests.roll.reading import text_of
from tests.roll.samples import of_before

NOT_GENERATIVE = {
    "task": "layout",
    "source_type": "algorithmicMedia",
    "oversight": "prompt_guided",
    "extent": "assist",
}
TEXT_WRITERS = ("txt", "html", "pdf", "sheet", "cinecred", "xlsx")

STATES = {
    "not asked": ("not_asked", "not_asked"),
    "none": ("none", "none"),
    "used": ("used", "used"),
    "mixed": ("none", "used"),
}
"""What is said of the credits of each of the two cuts; of the director nothing, or “none” where all is “none”."""

ENGLISH = {
    "not asked": "Whether AI was used was not asked in 2 of 2 cuts.",
    "none": "Made by people, as declared by 1 of 1.",
    "used": "AI use recorded in 2 of 2 cuts; declared none in 0; not asked in 0.",
    "mixed": "AI use recorded in 1 of 2 cuts; declared none in 1; not asked in 0.",
    "old": "Made by people. This sentence was printed before anybody was asked whether AI was used; it declares nothing.",
}
JAPANESE = {
    "not asked": "AI使用の有無は、全2カット中2カットで未確認。",
    "none": "本作は人の手で作られた（1名中1名の申告による）。",
    "used": "全2カット中、AI使用の記録あり2カット、不使用の申告あり0カット、未確認0カット。",
    "mixed": "全2カット中、AI使用の記録あり1カット、不使用の申告あり1カット、未確認0カット。",
    "old": "本作は人の手で作られた。この一文は、AI使用の有無を誰にも確認しないまま記載されたものであり、何も申告していません。",
}
CUTS = {"not asked": (0, 0, 2), "none": (0, 2, 0), "used": (2, 0, 0), "mixed": (1, 1, 0)}
CREDITS = {"not asked": (0, 0, 5), "none": (0, 5, 0), "used": (4, 0, 1), "mixed": (2, 2, 1)}


@pytest.fixture
def work(production, person, role, now):
    """A short film of two cuts, complete by one person: a director, and in each cut key animation and backgrounds."""

    def make(state):
        cuts = add_cuts(production, [{"number": "1"}, {"number": "2"}], by=None, now=now)
        rows = [{"role": role("director"), "contributor": person}]
        rows += [
            {"role": role(code), "contributor": person, "cut": cut}
            for cut in cuts
            for code in ("key_animation", "background_art")
        ]
        director, *drawn = enter_credits(production, rows, by=None, now=now, state="confirmed")
        answers = [STATES[state][0]] * 2 + [STATES[state][1]] * 2
        said = [*zip(drawn, answers, strict=True), (director, "none" if state == "none" else "not_asked")]
        system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
        for credit, answer in said:
            if answer == "none":
                declare_ai(
                    credit, answer="none", declared_by=person, wording="None was used.", basis="own_statement",
                    by=None, now=now,
                )  # fmt: skip
            elif answer == "used":
                record_ai_use(credit, ai_system=system, by=None, now=now, **NOT_GENERATIVE)
        return production

    return make


def squeezed(text):
    """A text without its line breaks and quotes, which differ from writer to writer."""
    return "".join(text.split()).replace('"', "")


def counts(shown):
    return (shown["used"], shown["none"], shown["not_asked"])


def written_everywhere(document, english, japanese):
    """Every writer that prints a statement prints exactly this one, in both languages; the doors that were looked at."""
    for lang, expected in (("en", english), ("ja", japanese)):
        others = [text for text in ("Made by people", "人の手で作られた") if text not in expected]
        for name in TEXT_WRITERS:
            text = squeezed(text_of(name, document, lang))
            for sentence in roll_texts.list_statement_lines(document.facts, lang):
                assert squeezed(sentence) in text, (name, lang)
            assert not any(squeezed(other) in text for other in others), (name, lang)
        joint = " " if lang == "en" else ""
        assert joint.join(roll_texts.list_statement_lines(document.facts, lang)) == expected
    return 2 * len(TEXT_WRITERS)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.slow
def test_every_door_tells_silence_apart(client, boss, work, state, now, record_property):
    production = work(state)
    doors = written_everywhere(
        build_working_document(production=production, episode=None, edition=""),
        ENGLISH[state],
        JAPANESE[state],
    )
    release = issue_release(production, by=None, now=now)
    doors += written_everywhere(read_document(release.document), ENGLISH[state], JAPANESE[state])
    client.logout()

    coverage = client.get(f"/api/v1/productions/{production.uid}/coverage/").json()
    assert (counts(coverage["ai_cuts"]), counts(coverage["ai_credits"])) == (CUTS[state], CREDITS[state])
    assert coverage["complete"] is True

    used, none, unasked = CREDITS[state]
    found = {
        kind: client.get(f"/api/v1/{path}?ai={kind}&count=exact").json()["count"]
        for kind in ("any", "generative", "none", "undeclared")
        for path in ("credits/", f"productions/{production.uid}/credits/")
    }
    assert found == {"any": used, "generative": 0, "none": none, "undeclared": unasked}
    told = [row["ai"] for row in client.get("/api/v1/credits/").json()["results"]]
    assert (told.count("used"), told.count("none"), told.count("not_asked")) == CREDITS[state]
    works = client.get("/api/v1/credits/groups/?ai=none&by=production").json()["results"]
    assert [group["credits"] for group in works] == ([none] if none else [])
    person = Credit.objects.exclude(contributor=None).first().contributor
    listed = client.get(f"/api/v1/contributors/{person.uid}/filmography/?ai=none").json()["results"]
    assert [entry["credits"] for entry in listed] == ([none] if none else [])
    doors += 1 + 8 + 1 + 2

    lines = read_body(client.get("/api/v1/credits.ndjson")).splitlines()
    told = [json.loads(line)["ai"] for line in lines]
    assert (told.count("used"), told.count("none"), told.count("not_asked")) == CREDITS[state]
    dumped = [
        row["ai"]
        for rows in ListReader(PUBLIC_RESOURCES["credits"].source, FragmentCache()).slices()
        for row in rows
    ]
    assert (dumped.count("used"), dumped.count("none"), dumped.count("not_asked")) == CREDITS[state]
    client.force_login(boss)
    page = client.get(reverse("admin:productions_production_overview", args=[production.pk]))
    figures = list_texts(read_page(page), "dd")
    assert " / ".join(map(str, CUTS[state])) in figures
    assert " / ".join(map(str, CREDITS[state])) in figures
    record_property("counted", f"H14, {state}: told apart at {doors + 4} doors.")


def test_a_document_of_before_keeps_its_sentence_and_says_that_it_declares_nothing(work, record_property):
    production = work("not asked")
    old = of_before(build_working_document(production=production, episode=None, edition=""))
    assert old.facts.complete
    doors = written_everywhere(old, ENGLISH["old"], JAPANESE["old"])
    record_property("counted", f"H14, a document of before: its notice stands at {doors} doors.")


def test_one_silent_credit_is_enough_to_say_nothing_certain(work, production, person, role, now):
    work("none")
    cut = production.cuts.get(number="2")
    late = {"role": role("key_animation"), "contributor": person, "cut": cut, "role_as_printed": "原画補"}
    enter_credits(production, [late], by=None, now=now, state="confirmed")
    facts = build_working_document(production=production, episode=None, edition="").facts
    assert format_ai_statement(facts, "en") == "AI use declared none in 1 of 2 cuts; not asked in 1."
    assert measure_coverage(production=production).is_complete
