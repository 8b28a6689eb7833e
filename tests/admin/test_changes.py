"""Every change is a verb's, and refusals show in the form."""

from django.urls import reverse

from productions.ai.services.ai_systems import register_ai_system
from productions.exports.services.exports import run_export
from productions.models import Contributor, Credit, Event, Production, Release
from productions.people.services.contributors import create_contributor
from productions.rollkit.template.shipped_templates import FILM_ROLL
from tests.admin.asking import inline, post
from tests.html_pages import read_page_text


def test_a_production_is_made_changed_and_its_history_read(client, boss):
    made = post(
        client, "production_add", given_title="新しい作品", title_kana="あたらしいさくひん", kind="film",
        rate="24", visibility="private",
    )  # fmt: skip
    assert made.status_code == 302
    production = Production.objects.get(title="新しい作品")
    changed = post(
        client, "production_change", production.pk, kind="film", rate="25",
        visibility="public", **inline("titles"),
    )  # fmt: skip
    assert changed.status_code == 302
    production.refresh_from_db()
    assert (production.fps_num, production.visibility) == (25, "public")
    event = Event.objects.filter(entity_uid=production.uid).latest("pk")
    assert (event.actor, event.changes) == (boss, {"fps_num": [24, 25], "visibility": ["private", "public"]})
    history = client.get(reverse("admin:productions_production_history", args=[production.pk]))
    assert "frame rate, numerator: 24 → 25" in read_page_text(history)


def test_a_refused_credit_says_why_beside_its_field_and_stores_nothing(
    client, boss, production, person, role
):
    data = {
        "production": production.pk, "role": role("background_art").pk, "kind": "person",
        "contributor": person.pk, "credited_as": "AI (+Human)", "attribution": "true_name", "position": "0",
        "evidence_kind": "onscreen", "on_screen": "on",
    }  # fmt: skip
    answer = post(client, "credit_add", **data)
    assert answer.status_code == 200
    assert "“AI (+Human)” names nobody" in read_page_text(answer)
    assert Credit.objects.count() == 0
    assert post(client, "credit_add", **(data | {"credited_as": ""})).status_code == 302
    assert Credit.objects.get().credited_as == "牧原亮太郎"


def test_two_people_do_not_overwrite_each_other(client, boss, production, person, confirmed):
    credit = confirmed(contributor=person)
    data = {
        "production": production.pk, "role": credit.role_id, "kind": "person", "contributor": person.pk,
        "attribution": "true_name", "evidence_kind": "onscreen", "on_screen": "on", "credited_as": "牧原亮太郎",
        "expected_version": "1",
    }  # fmt: skip
    assert (
        post(client, "credit_change", credit.pk, **inline("portrayals"), position="3", **data).status_code
        == 302
    )
    late = post(client, "credit_change", credit.pk, **inline("portrayals"), position="4", **data)
    assert "Somebody changed this credit while you were editing" in read_page_text(late)
    credit.refresh_from_db()
    assert (credit.position, credit.revision) == (3, 2)


def test_issuing_lists_the_reasons_and_then_issues(client, boss, production, confirmed, person, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "task": "generation", "source_type": "trainedAlgorithmicMedia",
           "oversight": "prompt_guided", "extent": "whole"}  # fmt: skip
    confirmed(absence_reason="unknown_lost", headcount=1, ai_uses=[use])
    refused = post(client, "production_issue", production.pk)
    assert "generative AI (Reiga (Kaku)) was used and no person is named" in read_page_text(refused)
    issued = post(client, "production_issue", production.pk, override_reason="The studio closed.")
    assert issued.status_code == 302
    assert Release.objects.get().override_by == boss


def test_an_export_is_asked_for_and_downloaded_by_members_only(
    client, boss, production, confirmed, person, staff, now, settings, tmp_path
):

    settings.MEDIA_ROOT = tmp_path
    confirmed(contributor=person)
    assert post(client, "production_export", production.pk, formats="txt", language="ja").status_code == 302
    export = production.exports.get()
    run_export(export.uid, clock=lambda: now)
    address = reverse("admin:productions_production_download", args=[export.uid])
    assert "牧原亮太郎" in b"".join(client.get(address).streaming_content).decode()
    client.force_login(staff("stranger"))
    assert client.get(address).status_code == 404


def test_what_the_screen_shows_is_asked_for_beside_the_format(
    client, boss, production, confirmed, person, now
):
    confirmed(contributor=person)
    asked = {"formats": "screen", "language": "en", "raster": "3840x2160", "seconds": "30", "burn_in": "on",
             "places": "dnxhr"}  # fmt: skip
    assert post(client, "production_export", production.pk, **asked).status_code == 302
    assert production.exports.get().delivery == {
        "raster": "3840x2160", "rate": "24", "px": None, "frames": 720, "drop": False, "burn_in": True,
        "places": "dnxhr", "template": FILM_ROLL.to_dict(),
    }  # fmt: skip
    refused = post(client, "production_export", production.pk, formats="txt", language="ja", px="3")
    assert (
        "This format is not for the screen; leave out raster, frame rate and running time."
        in read_page_text(refused)
    )


def test_merge_and_remove_ask_for_a_reason(client, boss, person, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    assert post(client, "contributor_merge", double.pk, into=person.pk).status_code == 200
    assert post(client, "contributor_merge", double.pk, into=person.pk, reason="same").status_code == 302
    assert post(client, "contributor_remove", person.pk, reason="made by mistake").status_code == 302
    assert not Contributor.objects.live().exists()
