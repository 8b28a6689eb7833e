"""Passkeys in a real browser, with an authenticator that the browser plays itself."""

from tests.acceptance.conftest import PASSWORD, browser, sign_in

pytestmark = browser

AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def test_a_passkey_is_added_and_signs_in_alone_where_it_was_wanted(page, live_server):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/account/passkeys/add/")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.check("#id_passwordless")
    page.click("[data-passkey=add]")
    page.wait_for_selector("code.codes")
    page.click("#logout-form button")
    page.wait_for_selector("#login-form")
    page.goto(f"{live_server.url}/admin/login/?next=/admin/productions/cut/add/")
    page.click("[data-passkey=login]")
    page.wait_for_selector("#cut_form")
    assert page.url == f"{live_server.url}/admin/productions/cut/add/"


def test_pages_of_signing_in_fit_a_phone_in_both_languages(page, live_server):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/admin/login/")
    for _language in range(2):
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        with page.expect_navigation():
            page.click(".language button")
    sign_in(page, live_server)
    for path in ("account/", "account/sessions/", "account/confirm/", "productions/invitation/add/"):
        page.goto(f"{live_server.url}/admin/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
