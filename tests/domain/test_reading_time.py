"""A roll that nobody has time to read is refused in the same words by the export, the preview and the check."""

import pytest
from django.core.management import CommandError, call_command

from productions.exports.services.exports import request_export
from productions.releases.services.preview import get_preview
from productions.releases.services.roll_requests import RollRequest
from productions.shared.refusals import Refusal

HURRIED = {"template": "streaming card set", "seconds": "2"}
WHY = "cards cannot last 2.00 s (48 frames)"


def test_the_check_the_preview_and_the_export_refuse_it_in_the_same_words(
    production, person, confirmed, now, capsys
):
    confirmed(contributor=person)
    with pytest.raises(Refusal) as exported:
        request_export(production, format="otio", delivery=HURRIED, by=None, now=now)
    with pytest.raises(Refusal) as shown:
        get_preview(RollRequest(production, delivery=HURRIED), by=None)
    options = [text for name, value in HURRIED.items() for text in (f"--{name}", value)]
    with pytest.raises(CommandError) as checked:
        call_command("check_roll", str(production.uid), *options)

    assert WHY in shown.value.reasons[0]
    assert list(exported.value.reasons) == list(shown.value.reasons)
    assert str(checked.value) == "\n".join(shown.value.reasons)

    call_command("check_roll", str(production.uid), "--template", "streaming card set")
    assert capsys.readouterr().err == ""
