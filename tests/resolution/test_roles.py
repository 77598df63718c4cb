from __future__ import annotations

import pytest
from marked_reports import document

from pourparler.resolution import find_mentions, find_times, link

CASES = [
    # text, published, actor, (title, country, begin, end or None, former)
    ("South Korea's President Lee Jae Myung, who came into office in June, hoped for talks.", "2025-10-28",
     "lee-jae-myung", ("president", "KOR", "2025-06", "..", False)),
    ("The ousting of Yoon Suk Yeol led to a vote.", "2025-10-28",
     "yoon-suk-yeol", ("president", "KOR", "2022-05-10", "2025-04-04", True)),
    ("Trade Minister Lena Kask of Estonia signed the accord.", "2024-01-10",
     "lena-kask", ("trade minister", "EST", None, None, False)),
    ("Marta Ruiz, the Spanish ambassador to Mali, was recalled.", "2024-01-10",
     "marta-ruiz", ("ambassador to Mali", "ESP", None, None, False)),
    ("Former Latvian defence minister Karlis Berzins spoke.", "2024-01-10",
     "karlis-berzins", ("defence minister", "LVA", None, None, True)),
    ("Ana Petrova is the Bulgarian envoy to Libya.", "2024-01-10",
     "ana-petrova", ("envoy to Libya", "BGR", None, None, False)),
    ("Paul Odera, who was elected president of Kenya in 2031, spoke.", "2032-01-10",
     "paul-odera", ("president", "KEN", "2031", None, False)),
    ("NATO Secretary General Mark Rutte arrived.", "2025-01-10",
     "mark-rutte", ("secretary-general", "IGO", "2024-10-01", "..", False)),
    ("Incoming chancellor Friedrich Merz of Germany spoke.", "2025-03-10",
     "friedrich-merz", ("incoming chancellor", "DEU", None, None, False)),
    ("Jonas Weber, spokesman for the UNHCR mission in Juba told AFP that the road was open.", "2024-01-10",
     "jonas-weber", ("spokesman", "UNO", None, None, False)),
    ("Deputy Defence Minister Ivan Brodsky of Bulgaria spoke.", "2024-01-10",
     "ivan-brodsky", ("deputy defence minister", "BGR", None, None, False)),
    ("Keir Starmer, the British prime minister, flew to Kyiv.", "2024-11-10",
     "keir-starmer", ("prime minister", "GBR", "2024-07-05", "..", False)),
]  # fmt: skip


def actor_of(text, published, actor, analyser, gazetteer):
    doc = document(text, published)
    analysis = analyser.analyse(doc)
    mentions, times = find_mentions(analysis, gazetteer, published), find_times(analysis, published)
    reading = link(doc, analysis, gazetteer, mentions, times)
    return {a.id: a for a in reading.actors}[actor]


@pytest.mark.parametrize("case", CASES, ids=[c[2] for c in CASES])
def test_roles(case, analyser, gazetteer):
    text, published, actor, wanted = case
    found = actor_of(text, published, actor, analyser, gazetteer)
    roles = {(r.title, r.country, r.begin, r.end, r.former) for r in found.roles}
    titles = {r[:2] + r[4:] for r in roles}
    assert wanted in roles or (wanted[2] is None and (*wanted[:2], wanted[4]) in titles), roles


def test_unknown_person_takes_country_and_sector_from_the_title(analyser, gazetteer):
    found = actor_of("Danish Defence Minister Jens Lund spoke.", "2024-01-10", "jens-lund", analyser, gazetteer)
    assert (found.country, found.sector, found.known) == ("DNK", "GOV", False)


def test_country_stays_open_when_nothing_tells(analyser, gazetteer):
    found = actor_of("Oil Minister Jens Lund spoke.", "2024-01-10", "jens-lund", analyser, gazetteer)
    assert found.country is None


def test_actors_are_sorted_and_resolved(analyser, gazetteer):
    text = "Xi Jinping met Vladimir Putin in Beijing. Putin thanked Xi."
    doc = document(text, "2024-05-16")
    analysis = analyser.analyse(doc)
    mentions = find_mentions(analysis, gazetteer, "2024-05-16")
    first = link(doc, analysis, gazetteer, mentions, ())
    second = link(doc, analysis, gazetteer, mentions, ())
    assert first == second
    assert [a.id for a in first.actors] == ["xi-jinping", "vladimir-putin"]
    assert all(m.actor == a.id for a in first.actors for m in a.mentions)
