"""The player of a preview, as the tests drive it and look at its pixels."""

import base64

import numpy
import pypdfium2

from productions.roll.screen.reel import pdf_of
from tests.acceptance.conftest import sign_in

PLAYER = ".player"


def open_preview(page, live_server, production):
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/productions/production/{production.pk}/preview/")
    drawn(page)


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
    """The frame as the PDF of the export has it."""
    pdf = pypdfium2.PdfDocument(pdf_of(reel, background="#000000"))
    pages = [page.render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3] for page in pdf]
    strip = numpy.concatenate(pages)
    pdf.close()
    height = reel.raster.height
    blank = numpy.zeros((height, reel.raster.width, 3), dtype=numpy.uint8)
    top = reel.shots[0].moved(frame)
    return numpy.concatenate([blank, strip, blank])[top : top + height]


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
