"""The XML of an edit, read by a parser that follows no entity and keeps only what it is asked for.

A DOCTYPE is let through where it names the root alone, as `<!DOCTYPE fcpxml>` and `<!DOCTYPE xmeml>` do: one with a subset or an address
could declare entities, or have the file read others.
"""

from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from productions.interchange.cut_lists.placed_clips import MAX_LIST_BYTES
from productions.interchange.problems import UnreadableFile
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

MAX_DEPTH = 200
"""Elements in one another; each bin, nested sequence and connected clip of an edit takes a few."""
MAX_KEPT_ELEMENTS = 400_000
"""Some 200 MB. An edit of 2,000 cuts keeps about 60,000."""
MAX_TEXT_CHARACTERS = 10_000
"""Of one element; names and timecodes are short, and longer text is cut off."""
CHUNK_BYTES = 256 * 1024


class GuardedTree:
    """What expat tells of a file, as a tree without the elements that `skipped` names for its root, and what they hold."""

    def __init__(self, skipped: Mapping[str, Collection[str]]) -> None:
        self.skipped_of_root = skipped
        self.skipped: Collection[str] = ()
        self.builder = TreeBuilder()
        self.depth = self.kept = self.characters = 0
        self.passed_over = 0
        """How deep we are inside an element that is skipped; 0 outside of one."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.skipped = self.skipped_of_root.get(tag, ())
        if self.depth > MAX_DEPTH:
            raise UnreadableFile(
                Sentence(
                    "The list has elements in one another more than %(limit)s times.", limit=str(MAX_DEPTH)
                )
            )
        if self.passed_over or tag in self.skipped:
            self.passed_over += 1
            return
        self.kept += 1
        self.characters = 0
        if self.kept > MAX_KEPT_ELEMENTS:
            raise UnreadableFile(
                Sentence(
                    "The list has more than %(limit)s elements; export it in parts.",
                    limit=f"{MAX_KEPT_ELEMENTS:,}",
                )
            )
        self.builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.passed_over:
            self.passed_over -= 1
        else:
            self.builder.end(tag)

    def text(self, text: str) -> None:
        if not self.passed_over and self.characters < MAX_TEXT_CHARACTERS:
            self.characters += len(text)
            self.builder.data(text[:MAX_TEXT_CHARACTERS])


def parse_guarded_xml(data: bytes, *, skipped: Mapping[str, Collection[str]]) -> Element:
    """The root of a file, without the elements that `skipped` names for a root of its name. Raises UnreadableFile for what is no XML, for entities, and for what is too deep or too much."""
    if len(data) > MAX_LIST_BYTES:
        raise UnreadableFile(Sentence("The list has more than %(most)d MB.", most=MAX_LIST_BYTES // 1024**2))
    tree = GuardedTree(skipped)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = require_plain_doctype
    parser.EntityDeclHandler = refuse_entities
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.text
    try:
        for start in stop_at_deadline(range(0, len(data), CHUNK_BYTES)):
            parser.Parse(data[start : start + CHUNK_BYTES], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        told = Sentence("The XML of the list is broken at line %(line)d.", line=error.lineno)
        raise UnreadableFile(told) from error
    except (ValueError, LookupError) as error:  # an encoding that expat asks Python for
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(Sentence("The encoding of the XML is not known.")) from error
    return tree.builder.close()


def require_plain_doctype(_name: str, system: str | None, public: str | None, has_subset: int) -> None:
    if system is not None or public is not None or has_subset:
        raise UnreadableFile(
            Sentence(
                "The XML has a document type (DOCTYPE) with more than a name, as no edit needs; export it again."
            )
        )


def refuse_entities(*_: object) -> None:
    raise UnreadableFile(Sentence("The XML declares entities, as no edit needs; export it again."))
