"""Titles that can be edited: the elements of Apple's DTD, and whole frames at every rate."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from productions.rollkit.layout.reel import build_reel
from productions.rollkit.writers import as_fcpxml
from tests.roll.film.reels import filmed
from tests.roll.reels import cards
from tests.roll.samples import the_case
from tests.roll.test_timelines import every_rate

CHILDREN = {
    "fcpxml": "resources library",
    "resources": "format effect",
    "library": "event",
    "event": "project",
    "project": "sequence",
    "sequence": "note spine",
    "spine": "((title|gap) )*(title|gap)",
    "title": "text text-style-def( marker)*",
    "text": "text-style",
    "text-style-def": "text-style",
    "gap": "(marker( marker)*)?",
}
"""What may stand in what, in this order: a part of Apple's DTD for FCPXML 1.10."""
ATTRIBUTES = {
    "fcpxml": "version",
    "format": "id frameDuration? width? height? colorSpace?",
    "effect": "id name? uid",
    "event": "name?",
    "project": "name?",
    "sequence": "format duration? tcStart? tcFormat?",
    "title": "ref name? offset? start? duration",
    "gap": "name? offset? start? duration",
    "marker": "start duration? value",
    "text-style": "ref? font? fontSize? fontFace? fontColor? alignment?",
    "text-style-def": "id",
}
"""What an element may have, and must have where there is no question mark: a part of the same DTD."""


def time(text):
    """A time of FCPXML, in seconds."""
    assert text.endswith("s")
    return Fraction(text[:-1])


@every_rate
@pytest.mark.parametrize(
    "make", [lambda delivery: cards(3, delivery=delivery), lambda delivery: build_reel(the_case(), delivery)]
)
def test_fcpxml_has_the_elements_of_its_dtd_and_whole_frames(make, delivery):
    reel = make(delivery)
    root = ElementTree.fromstring(filmed(as_fcpxml, reel))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    sequence = root.find("library/event/project/sequence")
    spine = list(sequence.find("spine"))

    assert root.get("version") == "1.10"
    for element in root.iter():
        assert re.fullmatch(CHILDREN.get(element.tag, ""), " ".join(child.tag for child in element)), (
            element.tag
        )
        known = ATTRIBUTES.get(element.tag, "").split()
        assert {name for name in known if not name.endswith("?")} <= element.attrib.keys()
        assert element.attrib.keys() <= {name.removesuffix("?") for name in known}
    assert len(set(ids)) == len(ids)
    assert {element.get("ref") for element in root.iter() if element.get("ref")} <= set(ids)

    frame = 1 / delivery.rate
    assert time(root.find("resources/format").get("frameDuration")) == frame
    assert time(sequence.get("duration")) == reel.frames * frame
    assert sequence.get("tcFormat") == ("DF" if delivery.drop else "NDF")
    at = time(sequence.get("tcStart"))
    for piece in spine:
        assert time(piece.get("offset")) == at
        assert (time(piece.get("duration")) / frame).denominator == 1
        at += time(piece.get("duration"))
    assert at - time(sequence.get("tcStart")) == reel.frames * frame
    assert [marker.get("value") for marker in root.iter("marker")] == [one.label for one in reel.markers]


def test_fcpxml_has_an_editable_title_a_card():
    root = ElementTree.fromstring(filmed(as_fcpxml, cards(2)))

    assert [(title.get("name"), "".join(title.find("text").itertext())) for title in root.iter("title")] == [
        ("Card 1", "Director  Name 0\nOther 0"),
        ("Card 2", "Director  Name 1\nOther 1"),
    ]
