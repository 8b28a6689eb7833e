"""The QR code of an issued roll: it leads to the page of that issue on the public site, and is left out where there is none."""

import pytest

from productions.releases.services.preview import get_preview
from productions.releases.services.releases import issue_release
from productions.releases.services.roll_requests import RollRequest

CODE = {"holds": "qr", "height": 320}
CARDS = {
    "name": "ours",
    "version": 1,
    "kind": "cards",
    "cards": {"each_ms": 4000, "fresh": "blocks"},
    "blocks": [{"holds": "rest"}, CODE],
}


def show(production, release=None, template=CARDS, language="en"):
    wanted = RollRequest(production, release=release, language=language, delivery={"template": template})
    return get_preview(wanted, by=None)


def list_codes(shown):
    return [cell["text"] for page in shown.reel.pages for cell in page["cells"] if "qr" in cell]


@pytest.fixture
def release(production, confirmed, person, now):
    confirmed(contributor=person)
    return issue_release(production, by=None, now=now)


def test_the_code_leads_to_the_page_of_the_issue(client, production, release, settings):
    settings.PUBLIC_URL = "https://credits.example"
    (address,) = list_codes(show(production, release))
    assert address == f"https://credits.example/r/{release.digest}"
    answer = client.get(address.removeprefix(settings.PUBLIC_URL))
    assert (answer.status_code, answer["Location"]) == (302, f"/en/issues/{release.uid}/")


def test_an_edition_with_blocks_of_its_own_has_the_same_code(production, release, settings):
    settings.PUBLIC_URL = "https://credits.example"
    variant = {"edition": "festival", "blocks": CARDS["blocks"]}
    template = show(production, release, {**CARDS, "variants": [variant]}).reel.delivery.template
    assert template.variants[0].blocks[-1].address == template.blocks[-1].address != ""


def test_a_working_copy_has_no_page_and_no_code(production, release, settings):
    settings.PUBLIC_URL = "https://credits.example"
    shown = show(production)
    assert list_codes(shown) == []
    assert "The QR code is left out: it leads to the issue, and this is a working copy." in shown.notes


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "The QR code is left out: its block has no address, and the site has none for the public."),
        (
            "ja",
            "QRコードは入っていません。ブロックにアドレスがなく、サイトの公開アドレスも設定されていません。",
        ),
    ],
)
def test_without_an_address_of_the_site_the_code_is_left_out_and_told(production, release, language, note):
    shown = show(production, release, language=language)
    assert list_codes(shown) == []
    assert note in shown.notes


def test_an_address_of_the_template_stays(production, release, settings):
    settings.PUBLIC_URL = "https://credits.example"
    own = {**CODE, "address": "https://studio.example/{work}/{digest}"}
    shown = show(production, release, {**CARDS, "blocks": [{"holds": "rest"}, own]})
    assert list_codes(shown) == [f"https://studio.example/{production.uid}/{release.digest}"]
    assert not any("QR" in note for note in shown.notes)
