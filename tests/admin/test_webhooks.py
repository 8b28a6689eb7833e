"""A webhook's receiver is tried from its page, by the same verb as over the API."""

import re
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.timezone import localtime

from api.feed.webhooks import deliver_to_webhook
from productions.models import Event, Webhook
from productions.webhooks.services.signing_secrets import list_old_secrets, list_signing_secrets
from tests.api.webhooks.conftest import hook, receiver, touch  # noqa: F401
from tests.api.webhooks.seen import clock
from tests.html_pages import list_links, read_markup, read_page, read_page_text


@pytest.fixture
def page(hook, client):  # noqa: F811
    """Where its owner, who is signed in, tries it."""
    client.force_login(hook.user)
    return reverse("admin:productions_webhook_ping", args=[hook.pk])


def test_a_test_is_made_by_a_worker_and_told_on_the_page(client, hook, page, receiver):  # noqa: F811
    change = reverse("admin:productions_webhook_change", args=[hook.pk])
    assert "../ping/" in list_links(read_page(client.get(change)))
    assert "ping" in read_page_text(client.get(page))
    before = Event.objects.count()
    answer = client.post(page, follow=True)
    assert answer.redirect_chain == [(change, 302)]
    shown = read_page_text(answer)
    assert "Ask for a test: “mirror” – done." in shown
    assert "A worker will run it in a moment; reload this page." in shown
    assert receiver.got == []  # the page did not wait for anybody
    deliver_to_webhook(hook.uid, clock=clock)
    assert [(content["type"], content["data"]) for _name, content in receiver.got] == [("ping", {})]
    assert "The receiver answered 204." in read_page_text(client.get(change))
    assert Event.objects.count() == before


def test_a_receiver_that_says_no_is_quoted_in_its_own_words(client, hook, page, receiver):  # noqa: F811
    change = reverse("admin:productions_webhook_change", args=[hook.pk])
    receiver.answers = [
        (418, {}, b"<b>a teapot</b>" + b"." * 5000),
        (302, {"Location": "http://10.0.0.1/"}, b""),
    ]
    client.post(page)
    deliver_to_webhook(hook.uid, clock=clock)
    page_text = read_page_text(client.get(change))
    assert "The receiver answered 418." in page_text
    assert re.findall(r"It said: (\S+ \S+)", page_text) == [f"<b>a teapot</b>{'.' * 285}"]
    client.post(page)
    deliver_to_webhook(hook.uid, clock=clock)
    page_text = read_page_text(client.get(change))
    assert "The receiver answered 302; redirects are not followed." in page_text
    assert "It said" not in page_text


def test_a_receiver_that_is_away_is_told_in_the_readers_language(client, hook, page, receiver):  # noqa: F811
    receiver.server.server_close()
    receiver.server.shutdown()
    client.post(page)
    deliver_to_webhook(hook.uid, clock=clock)
    change = reverse("admin:productions_webhook_change", args=[hook.pk])
    assert "The receiver could not be reached, or did not speak HTTP." in read_page_text(client.get(change))
    japanese = read_page_text(client.get(change, headers={"Accept-Language": "ja"}))
    assert "受信側に接続できないか、HTTPの応答ではありませんでした。" in japanese


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "The receiver answered 500."), ("ja", "受信側の応答は500でした。")]
)
def test_the_list_says_why_the_last_try_failed_in_the_readers_language(
    client,
    hook,  # noqa: F811
    page,
    receiver,  # noqa: F811
    touch,  # noqa: F811
    lang,
    told,
):
    touch("one")
    receiver.answers = [(500, {}, b"")]
    deliver_to_webhook(hook.uid, clock=clock)
    listed = client.get(reverse("admin:productions_webhook_changelist"), headers={"Accept-Language": lang})
    assert told in read_page_text(listed)


def test_nobody_tries_the_webhook_of_another(client, page, staff, receiver):  # noqa: F811
    client.force_login(staff("approver"))
    assert client.post(page).status_code == 404
    client.logout()
    assert client.post(page).status_code == 302
    assert receiver.got == []


def test_old_secrets_are_counted_on_the_page_and_ended_from_it(client, hook, page):  # noqa: F811
    change = reverse("admin:productions_webhook_change", args=[hook.pk])
    end = reverse("admin:productions_webhook_end_old_secrets", args=[hook.pk])
    shown = client.get(change)
    assert "None: messages are signed with the newest secret alone." in read_page_text(shown)
    assert "../end-old-secrets/" not in list_links(read_page(shown))
    assert "No old secret of this webhook signs any more." in read_page_text(client.post(end))
    told = [hook.secret]
    for _number in range(2):
        client.post(reverse("admin:productions_webhook_rotate", args=[hook.pk]))
        told.append(Webhook.objects.get().secret)
    shown = client.get(change)
    text = read_page_text(shown)
    assert "2 old secrets still sign, until:" in text
    for old in list_old_secrets(Webhook.objects.get(), now=timezone.now()):
        assert localize(localtime(old.until)) in text
    assert "2件が署名中。期限：" in read_page_text(client.get(change, headers={"Accept-Language": "ja"}))
    assert "../end-old-secrets/" in list_links(read_page(shown))
    ended = client.post(end, follow=True)
    assert "End old secrets: “mirror” – done." in read_page_text(ended)
    assert list_signing_secrets(Webhook.objects.get(), now=timezone.now()) == [told[-1]]
    history = client.get(reverse("admin:productions_webhook_history", args=[hook.pk]))
    for secret, answer in product(told, (shown, ended, history)):
        assert secret not in read_markup(answer)


def test_a_sixth_old_secret_is_refused_on_the_page(client, hook, page):  # noqa: F811
    rotate = reverse("admin:productions_webhook_rotate", args=[hook.pk])
    for _number in range(5):
        assert "whsec_" in read_page_text(client.post(rotate))
    refused = client.post(rotate)
    assert (
        "Too many old secrets sign already (at most 5); end them, or wait until one has ended."
        in read_page_text(refused)
    )
    assert "whsec_" not in read_markup(refused)
