"""Variables that hold nonsense are refused with one sentence that names them."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from registry.env import Environment

NAME = "STAFFROLL_X"


def reading(value: str) -> Environment:
    return Environment({NAME: value})


@pytest.mark.parametrize(
    ("value", "flag"), [("1", True), ("YES", True), (" on ", True), ("0", False), ("False", False)]
)
def test_a_flag_is_read(value, flag):
    assert reading(value).flag(NAME, default=not flag) is flag


def test_what_is_empty_counts_as_not_set():
    environment = reading("  ")
    assert environment.text(NAME, "default") == "default"
    assert environment.flag(NAME, default=True) is True
    assert environment.whole_number(NAME, 7) == 7
    assert environment.words(NAME) == []
    assert environment.url(NAME, schemes=("redis",)) == ""
    assert environment.rate(NAME, "60/min") == "60/min"
    assert environment.time_zone(NAME, "Asia/Tokyo") == "Asia/Tokyo"


def test_words_lose_their_spaces_and_empty_places():
    assert reading(" a.example, b.example ,,").words(NAME) == ["a.example", "b.example"]


def test_a_rate_may_be_none():
    assert [reading(value).rate(NAME, "1/s") for value in ("none", "20/hour")] == ["", "20/hour"]


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (
            lambda env: env.flag(NAME, default=True),
            "maybe",
            "STAFFROLL_X is 'maybe'; set it to 1 or 0, or leave it out.",
        ),
        *(
            (
                lambda env: env.whole_number(NAME, 5, least=1),
                value,
                f"STAFFROLL_X is {value!r}; set it to a whole number of 1 or more, or leave it out.",
            )
            for value in ("0", "-1", "2.5", "1_000", "٣", "9999999999", "many")
        ),
        *(
            (
                lambda env: env.rate(NAME, ""),
                value,
                f"STAFFROLL_X is {value!r}; set it to a rate such as 600/min, or to none.",
            )
            for value in ("fast", "0/min", "10", "10/year")
        ),
        *(
            (
                lambda env: env.contact(NAME),
                value,
                f"STAFFROLL_X is {value!r}; set it to mailto:somebody@site.example or https://site.example/page, "
                "or leave it out.",
            )
            for value in (
                "me@site.example",
                "http://site.example/",
                "mailto:me",
                "mailto:a@b\nExpires: x",
                "https://",
            )
        ),
        (
            lambda env: env.time_zone(NAME, "Asia/Tokyo"),
            "Tokyo",
            "STAFFROLL_X is 'Tokyo'; set it to a time zone such as Asia/Tokyo, or leave it out.",
        ),
        (
            lambda env: env.licence(NAME),
            "free for all",
            "STAFFROLL_X is 'free for all'; set it to an SPDX identifier such as CC0-1.0 or CC-BY-4.0, or leave it out.",
        ),
        (
            lambda env: env.licence_url(NAME, of="CC0-1.0"),
            "terms.html",
            "STAFFROLL_X is 'terms.html'; set it to an address that begins with https://.",
        ),
        (
            lambda env: env.licence_url(NAME, of=""),
            "https://example.org/terms",
            "STAFFROLL_X is set, but STAFFROLL_DATA_LICENCE is not; set both, or neither.",
        ),
        (
            lambda env: env.licence_url(NAME, of="LicenseRef-Ours"),
            "",
            "STAFFROLL_DATA_LICENCE is 'LicenseRef-Ours', which is not on SPDX's list; set STAFFROLL_X to the address of its text.",
        ),
        *(
            (
                lambda env: env.url(NAME, schemes=("redis", "amqp")),
                value,
                "STAFFROLL_X is not a usable address; set it to redis://host/… or amqp://host/…, or leave it out.",
            )
            for value in (
                "postgres://user:secret@host/x",
                "localhost:6379",
                "redis://",
                "redis://[::1/0",
                "redis://host:port/0",
            )
        ),
    ],
)
def test_nonsense_is_refused_by_name(read, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        read(reading(value))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("", ""),
        ("https://credits.example", "https://credits.example"),
        (" https://credits.example:8443/staffroll/ ", "https://credits.example:8443/staffroll"),
    ],
)
def test_the_public_address_has_no_slash_at_its_end(value, url):
    assert reading(value).public_url(NAME) == url


@pytest.mark.parametrize(
    "value", ["credits.example", "ftp://credits.example", "https://クレジット.example", "https://a b"]
)
def test_a_public_address_that_no_code_holds_is_refused(value):
    with pytest.raises(ImproperlyConfigured, match="in ASCII"):
        reading(value).public_url(NAME)


@pytest.mark.parametrize("value", ["", "mailto:security@site.example", "https://site.example/report?x=1"])
def test_a_contact_is_an_address_to_write_to_or_a_page(value):
    assert reading(value).contact(NAME) == value


def test_a_licence_may_be_none_one_of_spdx_or_ones_own():
    assert [reading(value).licence(NAME) for value in ("", "CC0-1.0", "MIT OR ISC", "LicenseRef-Ours")] == [
        "", "CC0-1.0", "MIT OR ISC", "LicenseRef-Ours",
    ]  # fmt: skip
    address = "https://example.org/terms"
    assert [reading(value).licence_url(NAME, of="CC0-1.0") for value in ("", address)] == ["", address]


def test_a_folder_is_made(tmp_path):
    assert reading(str(tmp_path / "a" / "b")).folder(NAME, Path("unused")) == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured) as refused:
        reading(str(tmp_path / "file")).folder(NAME, Path("unused"))
    assert str(refused.value) == (
        f"STAFFROLL_X is '{tmp_path / 'file'}', which cannot be made a folder (File exists); choose another one."
    )
