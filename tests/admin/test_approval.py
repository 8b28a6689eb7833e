"""Signing on the preview's page, and where the signature is seen."""

import pytest

from productions.catalogue.services.productions import create_production
from productions.models import Approval
from productions.releases.services.releases import issue_release
from tests.html_pages import list_texts, read_page, read_page_text


@pytest.fixture
def release(production, confirmed, person, now):
    confirmed(contributor=person)
    return issue_release(production, by=None, now=now)


def sign(client, production, release, digest):
    address = f"/admin/productions/production/{production.pk}/preview/approve/"
    choices = f"release={release.pk}&language=ja&raster=1280x720"
    return client.post(address, {"choices": choices, "digest": digest, "note": "as it is"}, follow=True)


def test_an_approver_signs_and_production_release_and_state_say_so(client, production, release, staff):
    client.force_login(staff("approver", "boss"))

    answer = sign(client, production, release, release.digest)

    assert "You have signed this roll." in read_page_text(answer)
    assert answer.request["QUERY_STRING"].endswith("raster=1280x720")
    approval = Approval.objects.get()
    for page in (
        f"production/{production.pk}/overview/", f"release/{release.pk}/change/", f"approval/{approval.pk}/change/",
    ):  # fmt: skip
        (shown,) = list_texts(read_page(client.get(f"/admin/productions/{page}")), id="content")
        assert "boss" in shown
        assert "1280x720" in shown
    state = client.get(
        f"/admin/productions/production/{production.pk}/preview/state/",
        {"release": release.pk, "language": "ja", "raster": "1280x720"},
    ).json()
    (line,) = state["approvals"]
    assert line.startswith("boss · ")
    assert line.endswith(" · as it is")


def test_another_digest_and_another_level_are_refused_in_a_sentence(client, production, release, staff):
    client.force_login(staff("approver"))
    html = read_page_text(sign(client, production, release, "0" * 64))
    assert "The roll has changed since you opened it" in html
    client.force_login(staff("viewer"))
    html = read_page_text(sign(client, production, release, release.digest))
    assert "You need to be approver of “犬と少年” for this" in html
    assert not Approval.objects.exists()


def test_the_state_is_not_sent_again_while_nothing_changed(client, production, release, staff):
    client.force_login(staff("editor"))
    address = f"/admin/productions/production/{production.pk}/preview/state/"
    first = client.get(address, {"language": "en"})
    second = client.get(address, {"language": "en"}, headers={"if-none-match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (second.status_code, second.content) == (304, b"")
    tile = first.json()["pages"][0]["tiles"][0][0]
    picture = client.get(
        f"/admin/productions/production/{production.pk}/preview/{tile}.png",
        headers={"preview-of": "language=en"},
    )
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.headers["Cache-Control"] == "private, immutable, max-age=31536000"
    assert (
        client.get(f"/admin/productions/production/{production.pk}/preview/{'0' * 32}.png").status_code == 404
    )


def test_the_name_of_a_tile_opens_nothing_to_strangers(client, production, release, staff, now):
    client.force_login(staff("editor"))
    address = f"/admin/productions/production/{production.pk}/preview/"
    tile = client.get(f"{address}state/", {"language": "en"}).json()["pages"][0]["tiles"][0][0]
    working_copy = {"preview-of": "language=en"}
    of_release = {"preview-of": f"language=en&release={release.pk}"}
    outsider = staff("none", "outsider")
    other = create_production(title="Other", kind="film", by=None, now=now)
    outsider.memberships.create(production=other, level="approver")
    own = address.replace(f"/{production.pk}/", f"/{other.pk}/")

    def status(user, page, headers):
        client.force_login(user)
        return client.get(f"{page}{tile}.png", headers=headers).status_code

    assert status(staff("viewer"), address, working_copy) == 404
    assert status(outsider, address, working_copy) == 404
    assert status(outsider, address, of_release) == 404
    assert status(outsider, own, working_copy) == 404
    client.logout()
    assert client.get(f"{address}{tile}.png", headers=working_copy).status_code == 302
