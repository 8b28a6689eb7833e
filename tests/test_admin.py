"""The admin: every page opens within its query budget, every change is a verb's, refusals show in the form."""

import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from productions.domain.ai_uses import record_ai_use, register_ai_system
from productions.domain.bulk import enter_credits
from productions.domain.claims import open_claim
from productions.domain.contributors import add_external_id, create_contributor
from productions.domain.cuts import add_cuts, relate_cuts
from productions.domain.exports import request_export
from productions.domain.productions import add_episode
from productions.domain.releases import issue_release
from productions.domain.roll_templates import copy_template
from productions.models import ApiToken, Contributor, Credit, Dump, Event, Production, Release, User, Webhook
from productions.roll.templates import FILM_ROLL

MODELS = [model for model in admin.site._registry if model._meta.app_label == "productions"]
BUDGET = 15


@pytest.fixture
def boss(client, db):
    user = User.objects.create_superuser("boss", password="a long password")
    client.force_login(user)
    return user


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


@pytest.mark.parametrize("language", ["en", "ja"])
def test_lists_and_forms_stay_within_the_query_budget(
    client, boss, production, role, now, language, django_assert_max_num_queries
):
    """With 1 row and with 30 of everything: a list never costs more because it is longer."""
    headers = {"accept-language": language}
    client.get("/admin/")
    counts = {}
    for rows in (1, 29):
        fill(production, role, now, rows)
        for model in MODELS:
            name = f"admin:productions_{model._meta.model_name}"
            with django_assert_max_num_queries(BUDGET, info=name) as seen:
                answer = client.get(reverse(f"{name}_changelist"), headers=headers)
            assert answer.status_code == 200, name
            counts.setdefault(name, []).append(len(seen))
            first = model._default_manager.order_by("pk").first()
            if first is not None:
                with django_assert_max_num_queries(BUDGET, info=name):
                    page = client.get(reverse(f"{name}_change", args=[first.pk]), headers=headers)
                assert page.status_code == 200, name
    assert {name: pair for name, pair in counts.items() if pair[1] > pair[0] + 1} == {}


def post(client, name, *args, **data):
    return client.post(reverse(f"admin:productions_{name}", args=args), data)


def inline(prefix):
    return {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}


def test_a_production_is_made_changed_and_its_history_read(client, boss):
    made = post(
        client, "production_add", given_title="新しい作品", title_kana="あたらしいさくひん", kind="film",
        fps_num="24", fps_den="1", visibility="private",
    )  # fmt: skip
    assert made.status_code == 302
    production = Production.objects.get(title="新しい作品")
    changed = post(
        client, "production_change", production.pk, kind="film", fps_num="25", fps_den="1",
        visibility="public", **inline("titles"),
    )  # fmt: skip
    assert changed.status_code == 302
    production.refresh_from_db()
    assert (production.fps_num, production.visibility) == (25, "public")
    event = Event.objects.filter(entity_uid=production.uid).latest("pk")
    assert (event.actor, event.changes) == (boss, {"fps_num": [24, 25], "visibility": ["private", "public"]})
    history = client.get(reverse("admin:productions_production_history", args=[production.pk]))
    assert "fps_num: 24 → 25" in history.content.decode()


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
    assert "“AI (+Human)” names nobody" in answer.content.decode()
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
    assert post(client, "credit_change", credit.pk, position="3", **data).status_code == 302
    late = post(client, "credit_change", credit.pk, position="4", **data)
    assert "Somebody changed this credit while you were editing" in late.content.decode()
    credit.refresh_from_db()
    assert (credit.position, credit.revision) == (3, 2)


def test_issuing_lists_the_reasons_and_then_issues(client, boss, production, confirmed, person, now):
    system = register_ai_system(name="Reiga", vendor="Kaku", by=None, now=now)
    use = {"ai_system": system, "task": "generation", "source_type": "trainedAlgorithmicMedia",
           "oversight": "prompt_guided", "extent": "whole"}  # fmt: skip
    confirmed(absence_reason="unknown_lost", headcount=1, ai_uses=[use])
    refused = post(client, "production_issue", production.pk)
    assert "generative AI (Reiga (Kaku)) was used and no person is named" in refused.content.decode()
    issued = post(client, "production_issue", production.pk, override_reason="The studio closed.")
    assert issued.status_code == 302
    assert Release.objects.get().override_by == boss


def test_an_export_is_asked_for_and_downloaded_by_members_only(
    client, boss, production, confirmed, person, staff, now, settings, tmp_path
):
    from productions.domain.exports import run_export

    settings.MEDIA_ROOT = tmp_path
    confirmed(contributor=person)
    assert post(client, "production_export", production.pk, format="txt", language="ja").status_code == 302
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
    asked = {"format": "screen", "language": "en", "raster": "3840x2160", "seconds": "90.5", "burn_in": "on",
             "places": "dnxhr"}  # fmt: skip
    assert post(client, "production_export", production.pk, **asked).status_code == 302
    assert production.exports.get().delivery == {
        "raster": "3840x2160", "rate": "24", "px": None, "frames": 2172, "drop": False, "burn_in": True,
        "places": "dnxhr", "template": FILM_ROLL.to_dict(),
    }  # fmt: skip
    refused = post(client, "production_export", production.pk, format="txt", language="ja", px="3")
    assert "This format has no screen; leave raster, rate and time out." in refused.content.decode()


@pytest.mark.parametrize(
    ("level", "sees", "changes", "issues"),
    [("viewer", 200, False, False), ("editor", 200, True, False), ("approver", 200, True, True),
     ("stranger", 403, False, False)],
)  # fmt: skip
def test_access_follows_the_membership(client, production, staff, level, sees, changes, issues):
    client.force_login(staff(level))
    page = client.get(reverse("admin:productions_production_change", args=[production.pk]))
    assert page.status_code == sees
    text = page.content.decode()
    assert ('name="_save"' in text) == changes
    assert ("../issue/" in text) == issues


def test_members_see_only_their_productions(client, production, staff, now, confirmed, person):
    from productions.domain.productions import create_production

    other = create_production(title="Other", kind="film", by=None, now=now)
    client.force_login(staff("editor"))
    listed = client.get(reverse("admin:productions_production_changelist")).content.decode()
    assert "犬と少年" in listed
    assert "Other" not in listed
    assert client.get(reverse("admin:productions_production_change", args=[other.pk])).status_code == 302


def test_search_finds_names_in_any_script(client, boss, person):
    for words in ("牧原", "マキハラ", "まきはら"):
        listed = client.get(
            reverse("admin:productions_contributor_changelist"), {"q": words}
        ).content.decode()
        assert "牧原亮太郎" in listed, words


def test_merge_and_remove_ask_for_a_reason(client, boss, person, now):
    double = create_contributor(name="牧原 亮太郎", by=None, now=now)
    assert post(client, "contributor_merge", double.pk, into=person.pk).status_code == 200
    assert post(client, "contributor_merge", double.pk, into=person.pk, reason="same").status_code == 302
    assert post(client, "contributor_remove", person.pk, reason="made by mistake").status_code == 302
    assert not Contributor.objects.live().exists()


def test_no_page_needs_inline_scripts_or_styles(client, boss, production):
    page = client.get(reverse("admin:productions_production_change", args=[production.pk]))
    text = page.content.decode()
    assert "'unsafe" not in page.headers["Content-Security-Policy"]
    assert re.findall(r"<script(?![^>]*(src=|type=\"application/json\"))", text) == []
    assert re.findall(r"<style|\son\w+=", text) == []


def test_ones_own_password_changes_by_the_verb(client, boss):
    page = reverse("admin:password_change")
    given = {"old_password": "a long password", "new_password1": "12345", "new_password2": "12345"}
    assert "too short" in client.post(page, given).content.decode()
    assert not Event.objects.filter(action="password set").exists()
    answer = client.post(page, given | {"new_password1": "longer still 9", "new_password2": "longer still 9"})
    assert answer.status_code == 302
    assert Event.objects.get(action="password set").actor == boss
    boss.refresh_from_db()
    assert boss.check_password("longer still 9")
    assert client.get("/admin/").status_code == 200


def test_a_webhook_is_made_its_secret_shown_once_and_kept(client, production, staff):
    user = staff("editor")
    client.force_login(user)
    form = {"name": "mirror", "url": "https://10.0.0.1/hook", "entities": ["cut", "credit"]}
    add = reverse("admin:productions_webhook_add")
    page = client.post(add, form).content.decode()
    assert "10.0.0.1 leads to an address that is not public; nothing is sent there." in page
    answer = client.post(add, form | {"url": "https://8.8.8.8/hook"})
    (secret,) = re.findall(r"whsec_[\w+/]+=*", answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    webhook = Webhook.objects.get()
    assert (webhook.user, webhook.secret, webhook.entities) == (user, secret, ["credit", "cut"])
    change = reverse("admin:productions_webhook_change", args=[webhook.pk])
    assert client.post(change, form | {"url": webhook.url, "entities": ["cut"]}).status_code == 302
    assert post(client, "webhook_replay", webhook.pk, after=0).status_code == 302
    assert post(client, "webhook_disable", webhook.pk).status_code == 302
    assert post(client, "webhook_enable", webhook.pk).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.position, webhook.state, webhook.entities) == (0, "active", ["cut"])
    (newer,) = re.findall(r"whsec_[\w+/]+=*", post(client, "webhook_rotate", webhook.pk).content.decode())
    assert newer != secret
    for name, args in (("changelist", ()), ("change", (webhook.pk,)), ("history", (webhook.pk,))):
        page = client.get(reverse(f"admin:productions_webhook_{name}", args=args)).content.decode()
        assert "whsec_" not in page
    client.force_login(staff("approver"))
    for act in ("replay", "disable", "enable", "rotate", "remove"):
        assert post(client, f"webhook_{act}", webhook.pk, after=0, reason="x").status_code == 404
    client.force_login(user)
    assert post(client, "webhook_remove", webhook.pk, reason="replaced").status_code == 302
    assert list(Webhook.objects.live()) == []


def test_a_token_is_issued_shown_once_and_revoked(client, production, staff):
    user = staff("editor")
    client.force_login(user)
    form = {"name": "tracker", "scope": "write", "expiry_0": "2099-01-01", "expiry_1": "12:00"}
    page = client.post(reverse("admin:productions_apitoken_add"), form).content.decode()
    assert "A token ends between now and a year from now." in page
    soon = timezone.now() + timedelta(days=30)
    form |= {"expiry_0": soon.date().isoformat(), "productions": [production.pk]}
    answer = client.post(reverse("admin:productions_apitoken_add"), form)
    (secret,) = re.findall(r"staffroll_[0-9a-f]+", answer.content.decode())
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    token = ApiToken.objects.get()
    assert list(token.productions.all()) == [production]
    headers = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/productions/", headers=headers).status_code == 200
    for name, args in (("apitoken_changelist", ()), ("apitoken_change", (token.pk,))):
        page = client.get(reverse(f"admin:productions_{name}", args=args)).content.decode()
        assert secret[:15] in page
        assert secret not in page
    client.force_login(staff("approver"))
    assert post(client, "apitoken_revoke", token.pk).status_code == 404
    client.force_login(user)
    assert post(client, "apitoken_revoke", token.pk).status_code == 302
    assert client.get("/api/v1/productions/", headers=headers).status_code == 401


def test_a_superuser_asks_for_a_dump_and_stops_it(client, boss, now):
    client.post(reverse("admin:productions_dump_add"))
    dump = Dump.objects.get()
    assert (dump.state, dump.requested_by) == ("queued", boss)
    again = client.post(reverse("admin:productions_dump_add")).content.decode()
    assert "A dump is being made already" in again
    page = reverse("admin:productions_dump_change", args=[dump.pk])
    assert "../cancel/" in client.get(page).content.decode()
    client.post(reverse("admin:productions_dump_cancel", args=[dump.pk]))
    dump.refresh_from_db()
    assert dump.state == "cancelled"
    assert "../cancel/" not in client.get(page).content.decode()


def test_only_superusers_ask_for_dumps(client, staff, production):
    client.force_login(staff("approver"))
    assert client.post(reverse("admin:productions_dump_add")).status_code == 403
    assert Dump.objects.count() == 0
