"""Each system check by its id: silent where all is well, with a hint where it is not."""

import pytest

from registry import checks


def ids(messages):
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


def test_files_of_one_machine_are_fine_while_debugging(settings):
    settings.DEBUG = True
    assert checks.check_services() == []


def test_without_debug_each_service_is_asked_for(settings):
    settings.DEBUG, settings.DATABASE_URL, settings.BROKER_URL, settings.REDIS_URL = False, "", "", ""
    assert ids(checks.check_services()) == ["staffroll.E001", "staffroll.E002", "staffroll.W001"]
    settings.DATABASE_URL, settings.BROKER_URL, settings.REDIS_URL = "postgres://x", "redis://x", "redis://x"
    assert checks.check_services() == []


@pytest.mark.parametrize("hard", [240, 239, 3600])
def test_times_out_of_order_are_refused(settings, hard):
    assert checks.check_times() == []
    settings.EXPORT_HARD_SECONDS = hard
    assert ids(checks.check_times()) == ["staffroll.E003"]


def test_every_format_has_a_writer():
    assert checks.check_writers() == []


def test_a_short_secret_key_is_refused(settings):
    settings.DEBUG, settings.SECRET_KEY = False, "changeme"
    assert ids(checks.check_secret_key()) == ["staffroll.E005"]
    settings.SECRET_KEY = "x" * checks.MIN_KEY_CHARACTERS
    assert checks.check_secret_key() == []


def test_a_misspelt_variable_is_named(monkeypatch):
    assert checks.check_names() == []
    monkeypatch.setenv("STAFFROLL_SECRETKEY", "x")
    (warning,) = checks.check_names()
    assert (warning.id, warning.msg, warning.hint) == (
        "staffroll.W003",
        "Staffroll knows no variable STAFFROLL_SECRETKEY.",
        "Did you mean STAFFROLL_SECRET_KEY?",
    )
