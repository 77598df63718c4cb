"""Who deals with whom as a graph for Gephi and others: GEXF and GraphML, written by networkx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

import networkx

from pourparler.records.kept import ActorSummary
from pourparler.store.dealings import Pair

WRITERS = {"gexf": networkx.write_gexf, "graphml": networkx.write_graphml}


def graph(pairs: Iterable[Pair], actors: Mapping[str, ActorSummary], form: str) -> bytes:
    """Return an undirected graph as ``gexf`` or ``graphml``.

    Nodes are actors; an edge weighs as many events as the two share, ``cooperative`` and ``conflictual`` count
    them by quad, and ``sign`` (-1 to 1) is the difference over their sum.
    """
    found = networkx.Graph()
    for pair in pairs:
        for name in (pair.one, pair.other):
            actor = actors.get(name)
            facts = (
                {"label": actor.name, "kind": actor.kind, "country": actor.country or ""} if actor else {"label": name}
            )
            found.add_node(name, **facts)
        told = pair.cooperative + pair.conflictual
        sign = round((pair.cooperative - pair.conflictual) / told, 3) if told else 0.0
        found.add_edge(
            pair.one,
            pair.other,
            weight=pair.events,
            cooperative=pair.cooperative,
            conflictual=pair.conflictual,
            sign=sign,
        )
    out = BytesIO()
    WRITERS[form](found, out)
    return out.getvalue()
