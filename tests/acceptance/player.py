"""The player of a preview, as the tests drive it and look at its pixels."""

import base64
from dataclasses import replace

import numpy
import pypdfium2

from productions.rollkit.layout.reel import render_pdf
from tests.acceptance.conftest import sign_in

PLAYER = ".player"


def open_preview(page, live_server, production):
    """The player as wide as it gets, which on the tests' screen is every pixel of a frame."""
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/production/{production.pk}/preview/")
    drawn(page)
    page.evaluate("document.querySelector('.player').style.width = '960px'")
    page.wait_for_selector("canvas[width='1920']")


def drawn(page):
    """Every tile of the frame is there."""
    page.wait_for_selector(f"{PLAYER}[data-missing='0'] canvas", state="visible")


def screen(page):
    """The pixels of the canvas, as rows of RGB."""
    drawn(page)
    found = page.evaluate(
        """() => {
          const canvas = document.querySelector('canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let text = '';
          for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
          return [canvas.width, canvas.height, btoa(text)];
        }"""
    )
    width, height, data = found
    rows = numpy.frombuffer(base64.b64decode(data), dtype=numpy.uint8).reshape(height, width, 4)
    return rows[:, :, :3]


def frame_of(reel, frame):
    """The frame of a scroll as the PDF of the export has it, from the pages that are in view."""
    height, width = reel.raster.height, reel.raster.width
    found = numpy.zeros((height, width, 3), dtype=numpy.uint8)
    top = height - reel.shots[0].moved(frame)
    for page in reel.pages:
        if top < height and top + page["height"] > 0:
            with pypdfium2.PdfDocument(render_pdf(replace(reel, pages=(page,)), background="#000000")) as pdf:
                rows = pdf[0].render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3]
                first, last = max(0, top), min(height, top + len(rows))
                found[first:last] = rows[first - top : last - top]
        top += page["height"]
    return found


def seek(page, frame):
    """As the slider does."""
    page.evaluate(
        """frame => { const bar = document.querySelector('[data-part=frame]');
                      bar.value = frame; bar.dispatchEvent(new Event('input', { bubbles: true })); }""",
        frame,
    )


def frames_until(page, enough):
    """The frames that are shown until one is enough; fails after half a minute."""
    seen = []
    while not seen or not enough(seen[-1]):
        assert len(seen) < 300
        page.wait_for_timeout(100)
        seen.append(int(page.get_attribute(PLAYER, "data-frame")))
    return seen


def told(page):
    return page.input_value(".timecode")
