"""JSON-LD of pages as a machine reads it: extruct finds it in the page, rdflib makes triples of it, and each node is held against the shape of its type.

The shapes are ours and small: what a node of a type must say, what else it may say, and of which types the nodes are that it names.
"""

import json
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extruct import extract
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

SCHEMA = "https://schema.org/"
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""How the addresses of digital source types begin (https://cv.iptc.org/newscodes/digitalsourcetype/)."""
CONTEXT = {"@vocab": SCHEMA, "url": {"@type": "@id"}, "digitalSourceType": {"@type": "@id"}}
"""What https://schema.org/docs/jsonldcontext.json says of the terms in use; no test asks another host."""
WORKS = frozenset({"TVSeries", "Movie", "MusicVideoObject", "CreativeWork", "Clip"})
MADE = ("contributor", "creditText", "digitalSourceType")


@dataclass(frozen=True)
class NodeShape:
    """Terms of schema.org: which a node must have, and which it may have besides."""

    needed: frozenset[str]
    allowed: frozenset[str] = field(default_factory=frozenset)


def make_shape(needed: str, allowed: str = "") -> NodeShape:
    return NodeShape(frozenset(needed.split()), frozenset(allowed.split()))


MAKING = " ".join(MADE)
WORK = make_shape("name", f"url alternateName datePublished isPartOf partOfSeries episodeNumber {MAKING}")
SHAPES = {
    "TVSeries": WORK,
    "Movie": WORK,
    "MusicVideoObject": WORK,
    "CreativeWork": WORK,
    "TVEpisode": make_shape("name url episodeNumber partOfSeries", f"datePublished {MAKING}"),
    "Episode": make_shape("name"),
    "Clip": make_shape(
        "name url",
        f"clipNumber partOfSeries partOfEpisode isPartOf datePublished startOffset endOffset {MAKING}",
    ),
    "Role": make_shape("roleName", "contributor description"),
    "Person": make_shape("name", "alternateName"),
    "Organization": make_shape("name", "alternateName"),
    "DigitalDocument": make_shape("about version datePublished identifier"),
    "WebSite": make_shape("name url potentialAction"),
    "SearchAction": make_shape("target query-input"),
    "EntryPoint": make_shape("urlTemplate"),
    "DefinedTerm": make_shape("name url termCode", "alternateName"),
    "SoftwareApplication": make_shape("name url", "softwareVersion creator"),
    "AboutPage": make_shape("name url description inLanguage isPartOf"),
    "Dataset": make_shape(
        "name url description inLanguage isPartOf isAccessibleForFree distribution",
        "license dateModified isBasedOn variableMeasured",
    ),
    "DataDownload": make_shape("encodingFormat contentUrl", "name contentSize"),
    "PropertyValue": make_shape("name", "value unitText"),
    "SearchResultsPage": make_shape("name url inLanguage isPartOf mainEntity"),
    "ItemList": make_shape("itemListElement"),
    "ListItem": make_shape("position url name"),
}
NAMELESS = frozenset(
    {"Role", "SearchAction", "EntryPoint", "DataDownload", "PropertyValue", "ItemList", "ListItem"}
)
"""Types of nodes that have no address of their own."""
NAMED_TYPES = {
    "contributor": frozenset({"Role", "Person", "Organization"}),
    "creator": frozenset({"Organization"}),
    "potentialAction": frozenset({"SearchAction"}),
    "target": frozenset({"EntryPoint"}),
    "partOfSeries": frozenset({"TVSeries"}),
    "partOfEpisode": frozenset({"Episode", "TVEpisode"}),
    "isPartOf": WORKS,
    "distribution": frozenset({"DataDownload"}),
    "variableMeasured": frozenset({"PropertyValue"}),
    "mainEntity": frozenset({"ItemList"}),
    "itemListElement": frozenset({"ListItem"}),
}
"""The types of the nodes that a term leads to."""


@dataclass(frozen=True)
class ReadPage:
    """What a page says to machines."""

    linked_data: str
    """The one node of its JSON-LD."""
    open_graph: dict[str, str]


def extract_machine_data(answer: Any, address: str) -> ReadPage:
    """What extruct finds in a page (https://github.com/scrapinghub/extruct), as search engines' tools do."""
    found = extract(
        bytes(answer.content),
        base_url=address,
        encoding="utf-8",
        syntaxes=["json-ld", "opengraph"],
        errors="strict",
    )
    (node,) = found["json-ld"]
    (told,) = found["opengraph"]
    return ReadPage(json.dumps(node), dict(told["properties"]))


def read_graph(text: str) -> Graph:
    """The triples of a page's JSON-LD."""
    said: dict[str, Any] = json.loads(text)
    assert said["@context"] == SCHEMA.rstrip("/")
    with warnings.catch_warnings():
        # rdflib 7.6 reads JSON-LD by a class that it will do without itself.
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=json.dumps({**said, "@context": CONTEXT}), format="json-ld")


def get_term(name: Node) -> str:
    """The term of schema.org that an address stands for."""
    assert str(name).startswith(SCHEMA), name
    return str(name).removeprefix(SCHEMA)


def get_types(graph: Graph, node: Node) -> set[str]:
    return {get_term(kind) for kind in graph.objects(node, RDF.type)}


def list_faults(text: str) -> Iterator[str]:
    """What is wrong with the JSON-LD of a page, a sentence each."""
    graph = read_graph(text)
    nodes = {node for node in graph.subjects() if get_types(graph, node)}
    if not nodes:
        yield "it says nothing of any type"
    for node in nodes:
        (kind,) = get_types(graph, node)
        terms = {get_term(name) for name in graph.predicates(node) if name != RDF.type}
        shape = SHAPES[kind]
        if lacking := shape.needed - terms:
            yield f"{kind} lacks {sorted(lacking)}"
        if unknown := terms - shape.needed - shape.allowed:
            yield f"{kind} has {sorted(unknown)}"
        if kind == "Role" and len(terms & {"contributor", "description"}) != 1:
            yield "a Role names somebody or says why not, and not both"
        if kind not in NAMELESS and isinstance(node, BNode) and not is_creator(graph, node):
            yield f"{kind} has no address"
        yield from list_value_faults(graph, node)


def is_creator(graph: Graph, node: Node) -> bool:
    """Whether it is the vendor of software, whom the record knows by name alone."""
    return any(graph.subjects(URIRef(f"{SCHEMA}creator"), node))


def list_value_faults(graph: Graph, node: Node) -> Iterator[str]:
    """Values of a node that are empty, or nodes of a wrong type."""
    for name, value in graph.predicate_objects(node):
        term = "" if name == RDF.type else get_term(name)
        if isinstance(value, Literal) and not str(value).strip():
            yield f"{term} is empty"
        if term == "digitalSourceType" and not str(value).startswith(IPTC):
            yield f"{value} is no digital source type"
        if term in ("contributor", "url") and isinstance(value, Literal):
            yield f"{term} is a text"
        if term in NAMED_TYPES and isinstance(value, URIRef | BNode):
            wrong = get_types(graph, value) - NAMED_TYPES[term]
            if wrong:
                yield f"{term} leads to {sorted(wrong)}"
