"""What is refused is said in the language of the page; a job's row has it in both, whatever language its roll is in."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from productions.exports.services.exports import request_export, run_export
from productions.people.services.contributors import create_contributor
from tests.html_pages import read_page_text

PAGES = [
    ("en", "The roll cannot last 2.00 s (48 frames) at 3 px a frame"),
    ("ja", "1フレーム3pxでは、尺を2.00秒（48フレーム）にできません。"),
]


@pytest.fixture
def credited(production, person, confirmed):
    confirmed(contributor=person)
    return production


def posted(client, page, language, **values):
    answer = client.post(
        reverse(f"admin:productions_{page}_add"), values, headers={"accept-language": language}
    )
    assert answer.status_code == 200
    return answer.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("page", "content", "language", "sentence"),
    [
        ("font", b"wOF2", "en", "This is a web font (WOFF2); upload the OTF or TTF file."),
        (
            "font",
            b"wOF2",
            "ja",
            "これはWebフォント（WOFF2）です。OTFかTTFのファイルをアップロードしてください。",
        ),
        (
            "logo",
            b'<svg xmlns="http://www.w3.org/2000/svg"><animate/></svg>',
            "en",
            "The SVG has the element animate, which no logo needs; save it as plain SVG.",
        ),
        (
            "logo",
            b'<svg xmlns="http://www.w3.org/2000/svg"><animate/></svg>',
            "ja",
            "SVGに、ロゴには要らない要素animateが入っています。プレーンSVGで保存してください。",
        ),
    ],
)
def test_an_upload_is_refused_in_the_language_of_the_page(
    client, boss, production, page, content, language, sentence
):
    """The logo is read by another process, which knows no language."""
    values = {"name": "Lumi", "said_ja": "ルミ"} if page == "logo" else {}
    file = SimpleUploadedFile("file", content)
    errors = posted(
        client, page, language, production=production.pk, file=file, licence_note="ours", **values
    )
    assert errors == {"file": [sentence]}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "“スタッフ” names nobody:"), ("ja", "「スタッフ」では誰のことか分かりません。")],
)
def test_a_placeholder_is_refused_in_the_language_of_the_page(client, boss, language, sentence):
    errors = posted(client, "contributor", language, kind="person", given_name="スタッフ")
    (said,) = (text for texts in errors.values() for text in texts)
    assert said.startswith(sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "The check character of “0000000122819551” is 1, but should be X; check the number for a typing error.",
        ),
        (
            "ja",
            "「0000000122819551」の検査文字は1ですが、正しくはXのはずです。番号に間違いがないか確認してください。",
        ),
    ],
)
def test_an_identifier_is_refused_in_the_language_of_the_page(client, boss, person, language, sentence):
    values = {"scheme": "isni", "value": "0000000122819551", "contributor": person.pk}
    assert posted(client, "externalid", language, **values) == {"value": [sentence]}


@pytest.mark.parametrize("roll", ["en", "ja"])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "“🐇” (U+1F407) in “Ada 🐇 Lapin”"),
        ("ja", "「Ada 🐇 Lapin」の「🐇」（U+1F407）の字形がありません。"),
    ],
)
def test_a_failed_export_says_why_in_the_language_of_the_page(
    client, boss, credited, confirmed, now, roll, language, sentence
):
    confirmed(contributor=create_contributor(name="Ada 🐇 Lapin", by=None, now=now))
    export = request_export(credited, format="pdf", language=roll, by=None, now=now)
    run_export(export.uid, clock=lambda: now)
    for page, shown in (("export_change", export), ("production_overview", credited)):
        address = reverse(f"admin:productions_{page}", args=[shown.pk])
        assert sentence in read_page_text(client.get(address, headers={"accept-language": language}))


@pytest.mark.parametrize("roll", ["en", "ja"])
@pytest.mark.parametrize(("language", "sentence"), PAGES)
def test_the_terminal_says_it_in_its_own_language_and_not_the_rolls(credited, roll, language, sentence):
    """Commands speak the language that the site is set to, English."""
    with translation.override(language), pytest.raises(CommandError) as refused:
        call_command(
            "export_roll", str(credited.uid), format=["screen"], language=roll, raster="1280x720",
            px=3, seconds="2", stdout=io.StringIO(),
        )  # fmt: skip
    assert str(refused.value).startswith(sentence)
