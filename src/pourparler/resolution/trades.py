"""Whether a person of the report is what a role noun says."""

from __future__ import annotations

from pourparler.lexicon.roles import Noun, load_roles
from pourparler.resolution.referents import Discourse, Referent


def same_trade(referent: Referent, noun: Noun) -> bool:
    """ "The diplomat" after "a European diplomat"; "the official" also after a spokesman or an envoy."""
    return (
        noun.text in referent.nouns
        or (noun.text == "official" and bool(referent.nouns & OFFICIALS))
        or (noun.text in ("diplomat",) and bool(referent.nouns & {"ambassador", "envoy", "consul", "negotiator"}))
        or (
            noun.text in ("envoy", "negotiator", "ambassador")
            and bool(
                referent.nouns
                & {
                    "special envoy",
                    "chief negotiator",
                    "top negotiator",
                    "envoy",
                    "special representative",
                    "peace envoy",
                }
            )
        )
        or (
            noun.text in ("lawmaker", "politician")
            and bool(referent.nouns & {"senator", "representative", "congressman", "congresswoman", "mp", "deputy"})
        )
        or (
            noun.text in ("minister", "secretary")
            and any(n.split(" of ")[0].endswith(noun.text) for n in _titles(referent))
        )
        or (
            noun.text in SPOKESPEOPLE and any(n.endswith((*SPOKESPEOPLE, "press secretary")) for n in _titles(referent))
        )
    )


def _titles(referent: Referent) -> set[str]:
    """What the text calls a person, and the offices that the gazetteer knows of."""
    return referent.nouns | {role.title for role in referent.roles if not role.former}


SPOKESPEOPLE = ("spokesperson", "spokesman", "spokeswoman")


OFFICIALS = frozenset(
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "envoy",
        "diplomat",
        "adviser",
        "advisor",
        "aide",
        "negotiator",
        "official",
        "deputy minister",
        "deputy foreign minister",
        "vice foreign minister",
    )
)


def any_leader(world: Discourse, referent: Referent, noun: Noun, owner: int | None) -> bool:
    """ "The leader", "the ruler" may be any head of state or government of the report."""
    return noun.text in LEADERS and noun.id == "leader" and owner is None and holds(world, referent, noun.text)


def holds(world: Discourse, referent: Referent, title: str) -> bool:
    """Whether a person holds an office that ``title`` names, by the text or by the gazetteer."""
    if title in referent.nouns:
        return True
    gazetteer = world.gazetteer
    noun = load_roles().by_text.get(title)
    if noun is not None and not noun.single and not noun.office:
        return False
    kind = gazetteer.title_class(title, referent.country) or title
    for role in referent.roles:
        if not role.former and (gazetteer.title_class(role.title, role.country) or role.title) == kind:
            return True
        if title in LEADERS and gazetteer.title_class(role.title, role.country) in LEADERS[title] and not role.former:
            return True
    return any(
        (gazetteer.title_class(noun, referent.country) or noun) == kind
        or (title in LEADERS and gazetteer.title_class(noun, referent.country) in LEADERS[title])
        for noun in referent.nouns
    )


CHIEFS = (
    "president",
    "prime minister",
    "monarch",
    "supreme leader",
    "leader",
    "party general secretary",
    "crown prince",
)
LEADERS = {
    "leader": CHIEFS,
    "ruler": ("monarch", "supreme leader", "leader", "crown prince"),
    "dictator": CHIEFS,
    "strongman": CHIEFS,
    "head of state": ("president", "monarch", "supreme leader", "pope"),
    "head of government": ("prime minister", "president"),
    "minister": (
        "foreign minister",
        "defence minister",
        "finance minister",
        "interior minister",
        "trade minister",
    ),
    "premier": ("prime minister",),
    "king": ("monarch",),
    "emir": ("monarch",),
    "sultan": ("monarch",),
    "queen": ("monarch",),
    "top diplomat": ("foreign minister",),
    "chief diplomat": ("foreign minister",),
}
