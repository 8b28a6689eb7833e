"""A preview of ten thousand names in a real browser: begun, gone through to the last name, and followed."""

from itertools import accumulate

import numpy
import pytest
from django.utils import timezone

from productions.catalogue.services.productions import create_production
from productions.credits.services.bulk_credits import enter_credits
from productions.credits.services.credits import update_credit
from productions.models import Credit, Role
from productions.people.services.contributors import create_contributors
from productions.releases.services.document_builder import build_working_document
from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import DEFAULT_SCREEN_SPEC
from tests.acceptance.conftest import browser
from tests.acceptance.player import frame_of, open_preview, screen, seek

pytestmark = [*browser, pytest.mark.walk, pytest.mark.fine_pixels]
NAMES = 10_000


@pytest.fixture
def film(unlocked):
    """A film with so many key animators, layout artists and in-betweeners."""
    now = timezone.now()
    production = create_production(title="見本の長い作品", kind="film", by=None, now=now)
    called = [("person", f"見本 花子{n:05}") for n in range(NAMES)]
    people, _refused = create_contributors(called, by=None, now=now, systems=frozenset())
    roles = [Role.objects.get(code=code) for code in ("key_animation", "layout", "inbetween")]
    rows = [{"role": roles[n % 3], "contributor": person} for n, person in enumerate(people.values())]
    enter_credits(production, rows, by=None, now=now)
    return production


def roll(production):
    return build_reel(
        build_working_document(production=production, episode=None, edition=""),
        DEFAULT_SCREEN_SPEC,
        lang="en",
    )


def last_name(reel):
    """The last of the names, and the frame that has it in the middle of the screen."""
    tops = accumulate((page["height"] for page in reel.pages), initial=0)
    cells = [
        (top + cell["y"], cell["text"])
        for page, top in zip(reel.pages, tops, strict=False)
        for cell in page["cells"]
    ]
    y, name = max((y, text) for y, text in cells if text.startswith("見本"))
    return name, (y + reel.raster.height // 2) // reel.shots[0].px


def as_exported(page, reel, frame):
    """Whether the screen has the export's pixels, and not black ones alone."""
    shown = screen(page).astype(int)
    return shown.max() > 200 and numpy.abs(shown - frame_of(reel, frame)).max() <= 1


def test_ten_thousand_names_are_gone_through_to_the_last_and_an_edit_is_seen(page, live_server, film):
    page.set_default_timeout(120_000)
    open_preview(page, live_server, film)
    reel = roll(film)
    name, end = last_name(reel)

    for frame in (reel.frames // 2, end):
        seek(page, frame)
        assert as_exported(page, reel, frame)

    with page.expect_request(lambda request: ".png" in request.url):
        update_credit(
            Credit.objects.get(credited_as=name), credited_as="見本 改名", by=None, now=timezone.now()
        )
    changed = roll(film)
    assert "見本 改名" in str(changed.pages[-1])
    assert as_exported(page, changed, end)
