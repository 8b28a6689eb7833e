"""A roll says which of its credits are disputed, names nobody for it, and is issued all the same (H12, H16)."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import orjson
import pytest
from django.core.management import call_command

from productions.claims.services.claims import close_claim, decide_claim, open_claim
from productions.models import Credit
from productions.releases.services.document_builder import build_working_document
from productions.releases.services.releases import issue_release
from productions.releases.services.renditions import get_rendition
from productions.rollkit.document.model import Dispute
from productions.rollkit.document.unsealing import read_document
from productions.rollkit.roll_options import RollOptions
from productions.rollkit.texts.review_notes import list_review_notes
from productions.rollkit.writers import write_roll
from productions.withholding.services.withholding import withhold_name

VERIFY = Path(__file__).parents[2] / "docs" / "verify_roll.py"
SECRET = "秘密の言葉"


@pytest.fixture
def credit(confirmed, person, role):
    return confirmed(contributor=person, role=role("layout"))


@pytest.fixture
def claim(production, credit, person, now):
    return open_claim(
        production, kind="not_mine", credit=credit, contributor=person, claimant_name=SECRET,
        claimant_email="secret@example.com", message=SECRET, by=None, now=now,
    )  # fmt: skip


def test_a_roll_without_disputes_says_nothing_of_them(production, credit, now):
    release = issue_release(production, by=None, now=now)
    assert b"disputes" not in read_document(release.document).to_bytes()
    assert release.disputed == 0


def test_an_issue_says_which_credits_are_disputed(client, production, credit, claim, now):
    decide_claim(claim, accept=True, decision=SECRET, by=None, now=now)
    release = issue_release(production, by=None, now=now)
    document = read_document(release.document)
    assert document.disputes == (Dispute(str(credit.uid), ("not_mine",), "2026-05-01"),)
    assert (document.facts.complete, release.disputed) == (False, 1)
    answer = client.get(f"/api/v1/releases/{release.uid}/").json()
    assert answer["disputed"] == 1
    assert answer["roll"]["document"]["disputes"] == [
        {"credit": str(credit.uid), "kinds": ["not_mine"], "since": "2026-05-01"}
    ]
    assert SECRET not in release.document
    assert client.get("/api/v1/releases/").json()["results"][0]["disputed"] == 1


def test_a_wish_to_withhold_is_told_by_no_roll(production, credit, now):
    """It would say who does not want to be named, before the name is gone."""
    before = build_working_document(production=production, episode=None, edition="").to_bytes()
    claim = open_claim(
        production, kind="withhold", credit=credit, claimant_name="X", message="x", by=None, now=now
    )
    decide_claim(claim, accept=True, decision="So.", by=None, now=now)
    assert build_working_document(production=production, episode=None, edition="").to_bytes() == before
    assert Credit.objects.get().state == "confirmed"


def test_the_end_of_a_dispute_is_an_issue_of_its_own(production, credit, claim, now):
    first = issue_release(production, by=None, now=now)
    decide_claim(claim, accept=True, decision="So.", by=None, now=now)
    close_claim(claim, reason="They took it back.", by=None, now=now)
    second = issue_release(production, by=None, now=now)
    assert (first.disputed, second.disputed) == (1, 0)
    assert second.previous_digest == first.issue_digest


def test_an_issue_with_a_dispute_verifies_without_our_code(production, credit, claim, now, tmp_path):
    release = issue_release(production, by=None, now=now)
    withhold_name(credit, statement="please", stated_on=now.date(), by=None, now=now)
    copy = get_rendition(release).document
    assert credit.contributor is None
    assert [each.credit for each in read_document(copy).disputes] == [str(credit.uid)]
    for name, text in (("whole", release.document), ("redacted", copy)):
        (tmp_path / name).write_text(text, "utf-8")
        assert subprocess.run([sys.executable, VERIFY, tmp_path / name], check=False).returncode == 0
    changed = orjson.loads(copy)
    del changed["document"]["disputes"]
    (tmp_path / "changed").write_bytes(orjson.dumps(changed))
    assert subprocess.run([sys.executable, VERIFY, tmp_path / "changed"], check=False).returncode == 1


def test_notes_and_paper_tell_where_a_dispute_is_and_no_name(production, person, credit, claim, now):
    document = build_working_document(production=production, episode=None, edition="")
    english = "Disputed since 2026-05-01: Layout (it is not this person's)."
    japanese = "異議申し立て中（2026-05-01から）：レイアウト（本人の仕事ではない）。"
    assert (list_review_notes(document, lang="en")[:1], list_review_notes(document, lang="ja")) == (
        (english,),
        (japanese,),
    )
    for name in ("txt", "html"):
        out = BytesIO()
        write_roll(name, document, out, RollOptions(lang="ja"))
        assert japanese in out.getvalue().decode()


def test_check_roll_tells_disputes(production, credit, claim, capsys):
    call_command("check_roll", str(production.uid), language="en")
    assert "Disputed since 2026-05-01: Layout" in capsys.readouterr().out
