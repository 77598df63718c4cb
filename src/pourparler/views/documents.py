"""The record in the forms of other programs: feeds, graphs, timelines, annotations.

=============== ===================================================================================
form            specification
=============== ===================================================================================
Atom            RFC 4287: changes of overtures, the newest first
GEXF, GraphML   gexf.net 1.3, graphml.graphdrawing.org: who deals with whom
TimelineJS      timeline.knightlab.com, the JSON of its spreadsheet
Web Annotation  W3C Recommendation of 2017: findings as annotations on a report's address
=============== ===================================================================================

All of it is text that is made of records alone: the same record gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from pourparler.records import Event, Reading, Statement, one_line
from pourparler.records.overtures import Change, Overture
from pourparler.store.dealings import Pair
from pourparler.views.sentences import plain_sentence
from pourparler.views.wording import clean, words_of

Json = dict[str, Any]
Named = Callable[[str | None], str]


def headline(overture: Overture, side: Named) -> str:
    """Return an overture in one line: ``offer (consult): Norland to Sudia``."""
    to = f" to {side(overture.other)}" if overture.other else ""
    return clean(f"{overture.kind} ({overture.act.lower()}): {side(overture.side)}{to}")


# -- Atom -------------------------------------------------------------------------------------------
def feed(news: Iterable[tuple[Overture, Change]], side: Named, base: str, updated: str) -> bytes:
    """Return changes of overtures as an Atom feed."""
    atom = "http://www.w3.org/2005/Atom"
    ET.register_namespace("", atom)
    root = ET.Element(f"{{{atom}}}feed")

    def add(parent: ET.Element, name: str, text: str | None = None, **values: str) -> ET.Element:
        made = ET.SubElement(parent, f"{{{atom}}}{name}", values)
        made.text = text
        return made

    add(root, "id", f"{base}/feed.atom")
    add(root, "title", "Pourparler: changes")
    add(root, "updated", f"{updated}T00:00:00Z")
    add(root, "link", rel="self", href=f"{base}/feed.atom")
    add(add(root, "author"), "name", "Pourparler")
    for number, (overture, change) in enumerate(news):
        entry = add(root, "entry")
        address = f"{base}/overtures/{overture.id}"
        add(entry, "id", f"{address}#{change.told}-{change.move.replace(' ', '-')}-{number}")
        add(entry, "title", f"{headline(overture, side)}: {clean(change.move)}")
        add(entry, "updated", f"{change.told}T00:00:00Z")
        add(entry, "link", rel="alternate", href=address)
        add(entry, "summary", clean(" … ".join(one_line(e.words) for e in change.evidence)))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


# -- graphs -----------------------------------------------------------------------------------------
def gexf(pairs: Iterable[Pair], names: Mapping[str, str]) -> bytes:
    """Return who deals with whom as GEXF; the weight of an edge is its number of events."""
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="undirected")
    attributes = ET.SubElement(graph, "attributes", {"class": "edge"})
    for name in ("cooperative", "conflictual"):
        ET.SubElement(attributes, "attribute", id=name, title=name, type="integer")
    held = list(pairs)
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for node in _nodes(held):
        ET.SubElement(nodes, "node", id=clean(node), label=clean(names.get(node, node)))
    for number, pair in enumerate(held):
        ends = {"source": clean(pair.one), "target": clean(pair.other)}
        edge = ET.SubElement(edges, "edge", {"id": str(number), **ends, "weight": str(pair.events)})
        values = ET.SubElement(edge, "attvalues")
        for name in ("cooperative", "conflictual"):
            ET.SubElement(values, "attvalue", {"for": name, "value": str(getattr(pair, name))})
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def graphml(pairs: Iterable[Pair], names: Mapping[str, str]) -> bytes:
    """Return who deals with whom as GraphML."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    ET.SubElement(root, "key", {"id": "name", "for": "node", "attr.name": "name", "attr.type": "string"})
    numbers = ("events", "cooperative", "conflictual")
    for name in numbers:
        ET.SubElement(root, "key", {"id": name, "for": "edge", "attr.name": name, "attr.type": "int"})
    graph = ET.SubElement(root, "graph", edgedefault="undirected")
    held = list(pairs)
    for node in _nodes(held):
        ET.SubElement(ET.SubElement(graph, "node", id=clean(node)), "data", key="name").text = clean(
            names.get(node, node)
        )
    for pair in held:
        edge = ET.SubElement(graph, "edge", source=clean(pair.one), target=clean(pair.other))
        for name in numbers:
            ET.SubElement(edge, "data", key=name).text = str(getattr(pair, name))
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _nodes(pairs: Iterable[Pair]) -> list[str]:
    return list(dict.fromkeys(node for pair in pairs for node in (pair.one, pair.other)))


# -- TimelineJS -------------------------------------------------------------------------------------
def timeline(overtures: Iterable[Overture], side: Named, base: str) -> Json:
    """Return overtures as the JSON of TimelineJS; all text is escaped, for it is shown as HTML."""
    from markupsafe import escape

    def event(overture: Overture) -> Json:
        link = f'<a href="{escape(base)}/overtures/{escape(overture.id)}">{escape(overture.outcome)}</a>'
        words = escape(clean(one_line(overture.about)))
        return {
            "unique_id": overture.id,
            "group": str(escape(clean(side(overture.side)))),
            "start_date": _parts(overture.opened),
            "end_date": _parts(overture.last_told),
            "text": {"headline": str(escape(headline(overture, side))), "text": f"<p>{words}</p><p>{link}</p>"},
        }

    return {"events": [event(o) for o in overtures]}


def _parts(day: str) -> Json:
    year, month, number = day[:10].split("-")
    return {"year": int(year), "month": int(month), "day": int(number)}


# -- W3C Web Annotations ----------------------------------------------------------------------------
def web_annotations(reading: Reading, base: str) -> Json:
    """Return the findings of a report as annotations; the target is its address, or the desk's page of it."""
    report = reading.document.report
    source = report.url or f"{base}/reports/{report.id}"
    found: list[Statement | Event] = [*reading.statements, *reading.events]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{base}/reports/{report.id}/annotations",
        "type": "AnnotationPage",
        "items": [_annotation(f, source, base, reading.document.text) for f in found],
    }


def _annotation(finding: Statement | Event, source: str, base: str, text: str) -> Json:
    span = finding.evidence
    said = plain_sentence(finding) if isinstance(finding, Event) else words_of(finding)
    return {
        "id": f"{base}/find/{finding.id}",
        "type": "Annotation",
        "motivation": "classifying" if isinstance(finding, Event) else "identifying",
        "body": {"type": "TextualBody", "value": said, "format": "text/plain", "language": "en"},
        "target": {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.text,
                    "prefix": text[max(0, span.start - 32) : span.start],
                    "suffix": text[span.end : span.end + 32],
                },
            ],
        },
    }
