"""The PDF for a screen, read by readers that are not ours: nothing broken inside, every page as large as it is told."""

import io
import json
import shutil
import subprocess

import pytest

from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import parse_screen_spec
from productions.rollkit.template.shipped_templates import SHIPPED_TEMPLATES
from productions.rollkit.writers import as_screen
from tests.roll.logos import logo
from tests.roll.samples import the_case
from tests.roll.test_looks import animators

OVER_A_PICTURE = {"outline": 2, "shadow": 3, "shadow_blur": 6, "plate": "texts", "plate_blur": 20}
BLOCKS = [
    {"holds": "title"},
    {"holds": "people", "roles": ["director"], "motion": "scroll"},
    {"holds": "rest", "ruby": True, "form": "grid", "columns": 3, "name_letters": 6, "name_latin": "middle"},
    {"holds": "logos", "logos": ["Sample"], "plate": True},
    {"holds": "qr", "address": "https://example.org/{work}", "height": 400},
]
TEMPLATES = {
    "film roll": SHIPPED_TEMPLATES["film roll"].to_dict() | {"running_ms": None},
    "vertical cards": SHIPPED_TEMPLATES["vertical cards"].to_dict() | {"running_ms": None},
    "strip": {
        "name": "Mine",
        "version": 1,
        "kind": "scroll",
        "blocks": [{"holds": "rest"}],
        "type": {"pitch": 500},
    },
    "pictures and plates": {
        "name": "Mine",
        "version": 1,
        "kind": "cards",
        "cards": {"each_ms": 5000},
        "backing": OVER_A_PICTURE,
        "blocks": BLOCKS,
    },
}

pytestmark = pytest.mark.skipif(shutil.which("qpdf") is None, reason="needs qpdf")  # .ci/run installs it


def write_pdf(template, folder, document):
    """The file and the reel that it was made of."""
    pictures = [logo(folder, "Sample", 300)] if template == "pictures and plates" else []
    delivery = parse_screen_spec({"template": TEMPLATES[template]})
    reel = build_reel(document, delivery, lang="ja", logos=pictures)
    out = io.BytesIO()
    as_screen.write(reel, out)
    path = folder / "screen.pdf"
    path.write_bytes(out.getvalue())
    return path, reel


@pytest.mark.parametrize("template", TEMPLATES)
def test_qpdf_finds_no_fault_in_it(template, tmp_path):
    path, _reel = write_pdf(template, tmp_path, the_case())
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)


def test_qpdf_finds_no_fault_in_a_strip_of_several_pages_each_as_large_as_it_is_told(tmp_path):
    path, reel = write_pdf("strip", tmp_path, animators(70))
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    said = subprocess.run(
        ["qpdf", "--json=2", "--json-key=qpdf", path], check=True, capture_output=True
    ).stdout
    objects = [each["value"] for each in json.loads(said)["qpdf"][1].values() if "value" in each]
    pages = [each["/MediaBox"] for each in objects if isinstance(each, dict) and each.get("/Type") == "/Page"]

    assert len(reel.pages) > 1
    assert sorted(pages) == sorted([0, 0, page["width"], page["height"]] for page in reel.pages)
