"""Rolls with lanes, and what is found on their pages."""

from productions.rollkit.layout.reel import build_reel
from productions.rollkit.screen_spec import parse_screen_spec
from tests.roll.ending_sheet import the_ending
from tests.roll.test_templates import PLAIN

RASTERS = ["1920x1080", "2048x858", "3840x2160"]


SMALL = {"type": {"size": 26, "pitch": 40}}


CAST = {"holds": "people", "roles": ["voice_cast"], "heading": {"ja": "キャスト", "en": "Cast"}}


STAFF = {"holds": "rest", "heading": {"ja": "スタッフ", "en": "Staff"}, "beside": True}


def spec(*blocks, raster="1920x1080", running=None, **values):
    asked = {"raster": raster, "template": {**PLAIN, **SMALL, "blocks": list(blocks), **values}}
    return parse_screen_spec(asked | ({"running_time": running} if running else {}))


def reel(*blocks, lang="ja", document=None, **values):
    return build_reel(document or the_ending(), spec(*blocks, **values), lang=lang)


def cells(found):
    return [cell for page in found.pages for cell in page["cells"]]


def cell_of(found, text):
    (cell,) = [cell for cell in cells(found) if cell["text"] == text]
    return cell


def names_of(document):
    return [line.name for each in document.departments for block in each.blocks for line in block.lines]
