"""The encyclopedia of Anime News Network in XML: staff with tasks, casts with characters, companies with credits."""

from dataclasses import dataclass, field
from xml.parsers import expat

from productions.interchange.problems import UnreadableFile
from productions.interchange.shapes.role_cells import split_role_cell
from productions.interchange.shapes.table_findings import TableFindings
from productions.interchange.sheets.credit_row import CreditSheet
from productions.interchange.sheets.sheet_cells import shorten_for_message
from productions.shared.names import text_problem
from productions.shared.sentences import Sentence
from productions.shared.time_limits import stop_at_deadline

SHAPE_NAME = "anime_news_network"
MAX_XML_DEPTH = 20
MAX_ELEMENT_CHARACTERS = 500
CHUNK_CHARACTERS = 64 * 1024
DUB_LANGUAGES = frozenset(
    {
        "EN",
        "DE",
        "FR",
        "ES",
        "IT",
        "PT",
        "ZH",
        "KO",
        "PL",
        "NL",
        "HU",
        "TL",
        "ID",
        "TH",
        "RU",
        "CA",
        "SV",
        "DA",
        "FI",
        "NO",
        "AR",
        "HE",
    }
)
"""Languages of the casts of dubs; `JA` is the original's."""

OTHER_TITLE = Sentence("“%(title)s” is another work than “%(first)s”: keep the credits of one work.")
DOCUMENT_TYPE = Sentence("The XML has a document type (DOCTYPE) or entities, which no list of credits needs.")
BROKEN_XML = Sentence("The XML is broken at line %(line)d.")
INCOMPLETE_ENTRY = Sentence("An entry has no task or no name; it is left out.")


@dataclass(slots=True)
class EncyclopediaReading:
    """What expat has told: the path of elements, the entry under way (`kind` of it, texts by element), and the first title."""

    findings: TableFindings = field(default_factory=TableFindings)
    path: list[str] = field(default_factory=list)
    line: int = 0
    dub: str = ""
    title: str = ""
    is_other: bool = False
    texts: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.path.append(tag)
        if len(self.path) > MAX_XML_DEPTH:
            raise UnreadableFile(BROKEN_XML.given(line=line))
        if tag == "anime":
            self.take_title(attributes.get("name", ""), line)
        elif tag in ("staff", "cast", "credit"):
            language = attributes.get("lang", "")
            self.line, self.texts = line, {}
            self.dub = language.casefold() if language in DUB_LANGUAGES else ""

    def take_title(self, title: str, line: int) -> None:
        self.is_other = bool(self.title) and title != self.title
        if self.is_other:
            said = OTHER_TITLE.given(title=shorten_for_message(title), first=shorten_for_message(self.title))
            self.findings.tell_problem(line, said)
        self.title = self.title or title

    def text(self, text: str) -> None:
        name = self.path[-1] if self.path else ""
        self.texts[name] = (self.texts.get(name, "") + text)[:MAX_ELEMENT_CHARACTERS]

    def end(self, tag: str) -> None:
        self.path.pop()
        if tag in ("staff", "cast", "credit") and not self.is_other and not self.findings.full:
            self.add_entry(tag)

    def add_entry(self, kind: str) -> None:
        texts = {name: text.strip() for name, text in self.texts.items()}
        name = texts.get("person") or texts.get("company", "")
        task = "voice" if kind == "cast" else texts.get("task", "")
        if (
            not name
            or not task
            or any(text_problem(each, limit=MAX_ELEMENT_CHARACTERS) for each in (name, task))
        ):
            self.findings.tell_note(self.line, INCOMPLETE_ENTRY)
            return
        values = {
            "name": name,
            "kind": "organization" if "company" in texts else "",
            "character": texts.get("role", "") if kind == "cast" else "",
            "dub_language": self.dub if kind == "cast" else "",
            "evidence": "third_party",
        }
        for each in split_role_cell(task):
            self.findings.add_row(self.line, {**values, "role": each.role, "episode": each.episode}, {})


def looks_like_ann_xml(text: str) -> bool:
    """Whether a text is an answer of the encyclopedia."""
    beginning = text.lstrip()[:2_000]
    return beginning.startswith("<") and ("<ann>" in beginning or "<ann " in beginning)


def read_ann_xml(text: str) -> CreditSheet:
    """The credits of an answer. Never raises for what it holds."""
    reading = EncyclopediaReading()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    parser.StartElementHandler = lambda tag, attributes: reading.start(
        tag, attributes, parser.CurrentLineNumber
    )
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    try:
        for start in stop_at_deadline(range(0, len(text), CHUNK_CHARACTERS)):
            parser.Parse(text[start : start + CHUNK_CHARACTERS].encode(), False)
        parser.Parse(b"", True)
    except UnreadableFile as refusal:
        reading.findings.tell_problem(parser.CurrentLineNumber, refusal.sentence)
    except (expat.ExpatError, UnicodeEncodeError):
        reading.findings.tell_problem(
            parser.CurrentLineNumber, BROKEN_XML.given(line=parser.CurrentLineNumber)
        )
    return reading.findings.build_sheet(SHAPE_NAME)


def refuse_document_type(*_: object) -> None:
    raise UnreadableFile(DOCUMENT_TYPE)
