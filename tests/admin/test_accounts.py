"""What accounts have of their own: passwords, webhooks and tokens; and dumps, for superusers."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from productions.models import ApiToken, Dump, Event, Webhook
from tests.admin.asking import post
from tests.html_pages import list_links, read_markup, read_page, read_page_text


def test_ones_own_password_changes_by_the_verb(client, boss):
    page = reverse("admin:password_change")
    given = {"old_password": "a long password", "new_password1": "12345", "new_password2": "12345"}
    assert "too short" in read_page_text(client.post(page, given))
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
    page = read_page_text(client.post(add, form))
    assert "No public address was found for 10.0.0.1; nothing is sent there." in page
    answer = client.post(add, form | {"url": "https://8.8.8.8/hook"})
    (secret,) = re.findall(r"whsec_[\w+/]+=*", read_page_text(answer))
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
    (newer,) = re.findall(r"whsec_[\w+/]+=*", read_page_text(post(client, "webhook_rotate", webhook.pk)))
    assert newer != secret
    for name, args in (("changelist", ()), ("change", (webhook.pk,)), ("history", (webhook.pk,))):
        page = client.get(reverse(f"admin:productions_webhook_{name}", args=args))
        assert "whsec_" not in read_markup(page)
    client.force_login(staff("approver"))
    for act in ("replay", "disable", "enable", "rotate", "end_old_secrets", "remove"):
        assert post(client, f"webhook_{act}", webhook.pk, after=0, reason="x").status_code == 404
    client.force_login(user)
    assert post(client, "webhook_remove", webhook.pk, reason="replaced").status_code == 302
    assert list(Webhook.objects.live()) == []


def test_a_token_is_issued_shown_once_and_revoked(client, production, staff):
    user = staff("editor")
    client.force_login(user)
    form = {"name": "tracker", "scope": "write", "expiry_0": "2099-01-01", "expiry_1": "12:00"}
    page = read_page_text(client.post(reverse("admin:productions_apitoken_add"), form))
    assert "A token must expire within a year from now." in page
    soon = timezone.now() + timedelta(days=30)
    form |= {"expiry_0": soon.date().isoformat(), "productions": [production.pk]}
    answer = client.post(reverse("admin:productions_apitoken_add"), form)
    (secret,) = re.findall(r"staffroll_[0-9a-f]+", read_page_text(answer))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    token = ApiToken.objects.get()
    assert list(token.productions.all()) == [production]
    headers = {"authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/productions/", headers=headers).status_code == 200
    for name, args in (("apitoken_changelist", ()), ("apitoken_change", (token.pk,))):
        page = client.get(reverse(f"admin:productions_{name}", args=args))
        assert secret[:15] in read_page_text(page)
        assert secret not in read_markup(page)
    client.force_login(staff("approver"))
    assert post(client, "apitoken_revoke", token.pk).status_code == 404
    client.force_login(user)
    assert post(client, "apitoken_revoke", token.pk).status_code == 302
    assert client.get("/api/v1/productions/", headers=headers).status_code == 401


def test_a_superuser_asks_for_a_dump_and_stops_it(client, boss, now):
    client.post(reverse("admin:productions_dump_add"))
    dump = Dump.objects.get()
    assert (dump.state, dump.requested_by) == ("queued", boss)
    again = read_page_text(client.post(reverse("admin:productions_dump_add")))
    assert "A dump is already being made" in again
    page = reverse("admin:productions_dump_change", args=[dump.pk])
    assert "../cancel/" in list_links(read_page(client.get(page)))
    client.post(reverse("admin:productions_dump_cancel", args=[dump.pk]))
    dump.refresh_from_db()
    assert dump.state == "cancelled"
    assert "../cancel/" not in list_links(read_page(client.get(page)))


def test_only_superusers_ask_for_dumps(client, staff, production):
    client.force_login(staff("approver"))
    assert client.post(reverse("admin:productions_dump_add")).status_code == 403
    assert Dump.objects.count() == 0
