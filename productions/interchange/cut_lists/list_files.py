"""What an edit's list is, by its content, and its reader: one call for every door. An EDL alone is known by its name."""

from fractions import Fraction
from importlib import import_module

from productions.interchange.cut_lists import fcp7_reader, fcpxml_reader
from productions.interchange.cut_lists.edl_reader import read_edl
from productions.interchange.cut_lists.guarded_xml import parse_guarded_xml
from productions.interchange.cut_lists.list_bundles import extract_list, looks_like_bundle
from productions.interchange.cut_lists.otio_reader import read_otio
from productions.interchange.cut_lists.placed_clips import AAF_SIGNATURE, CutList
from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence

AAF_READER = "productions.interchange.cut_lists.aaf_reader"
"""By name: pyaaf2 is loaded where an AAF is read."""
EDL_ENDING, OTIO_ENDING = ".edl", ".otio"
SKIPPED_TAGS = {"fcpxml": fcpxml_reader.SKIPPED_TAGS, "xmeml": fcp7_reader.SKIPPED_TAGS}
"""By the root of the file."""
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

BUNDLE_ENDINGS = (".otioz", ".otiod", ".fcpxmld", ".fcpxmld.zip")
LIST_MARKS = (b"OTIO_SCHEMA", b"<fcpxml", b"<xmeml")
"""What the beginning of a list in JSON or XML holds."""
LIST_ENDINGS = (OTIO_ENDING, EDL_ENDING, *BUNDLE_ENDINGS, ".fcpxml", ".xml", ".aaf")


def looks_like_edit_list(data: bytes, filename: str) -> bool:
    """Whether a file is for the reader of edits and not for that of sheets, whose workbooks are archives too."""
    beginning = strip_mark(data[:1000]).lstrip()
    return filename.lower().endswith(LIST_ENDINGS) or beginning.startswith((b"{", b"<"))


def is_edit_list(data: bytes, filename: str) -> bool:
    """Whether a file is the list of an edit and nothing else: XML, JSON and compound files (AAF, the old XLS) have many uses."""
    beginning = strip_mark(data[:4000]).lstrip()
    if beginning.startswith((b"{", b"<")):
        return any(mark in beginning for mark in LIST_MARKS)
    return filename.lower().endswith(tuple(set(LIST_ENDINGS) - {".xml"}))


class RateMissing(Exception):
    """The list does not say its frame rate, and nobody else has."""


def read_edit_list(data: bytes, *, filename: str, rate: Fraction | None = None) -> CutList:
    """The clips of an OTIO, EDL, FCPXML, Final Cut Pro 7 XML or AAF file, or of a bundle with one.

    `rate` goes before the list's own. Raises UnreadableFile for what is none of them, RateMissing for an EDL without a rate.
    """
    if looks_like_bundle(data):
        data = extract_list(data)
    if data.startswith(AAF_SIGNATURE):
        found: CutList = import_module(AAF_READER).read_aaf(data, rate=rate)
        return found
    beginning = strip_mark(data[:1000]).lstrip()
    if beginning.startswith((b"<", b"<\0", b"\0<")):
        return read_xml_list(data, rate)
    if beginning.startswith(b"{") or filename.lower().endswith(OTIO_ENDING):
        return read_otio(data, rate=rate)
    if not filename.lower().endswith(EDL_ENDING):
        raise UnreadableFile(
            Sentence(
                "Cut lists are read from .otio, .otioz, .edl, .fcpxml, .xml of Final Cut Pro 7 and .aaf files; export one of these."
            )
        )
    if rate is None:
        raise RateMissing
    return read_edl(data, rate=rate)


def strip_mark(data: bytes) -> bytes:
    """The bytes without a byte order mark."""
    return next((data[len(mark) :] for mark in BYTE_ORDER_MARKS if data.startswith(mark)), data)


def read_xml_list(data: bytes, rate: Fraction | None) -> CutList:
    """FCPXML or Final Cut Pro 7 XML, as the root says. Raises UnreadableFile."""
    root = parse_guarded_xml(data, skipped=SKIPPED_TAGS)
    if root.tag == "fcpxml":
        return fcpxml_reader.read_fcpxml(root, rate=rate)
    if root.tag == "xmeml":
        return fcp7_reader.read_fcp7(root, rate=rate)
    raise UnreadableFile(
        Sentence("The XML is no list of an edit; export FCPXML, or the XML of Final Cut Pro 7 (xmeml).")
    )
