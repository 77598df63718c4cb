"""One role for one office: the text's words with the gazetteer's dates."""

from __future__ import annotations

from dataclasses import replace

from pourparler.lexicon.roles import load_roles
from pourparler.records import Role
from pourparler.resolution.referents import Discourse, Referent


def is_national(title: str) -> bool:
    """Return whether an office is one of a state, so that its holder's country tells whose."""
    found = load_roles().by_text.get(title)
    if found is None:
        return title.endswith(("minister", "secretary"))
    return found.id in (
        "head-of-state",
        "prime-minister",
        "monarch",
        "queen",
        "prince",
        "leader",
        "foreign-minister",
        "defence-minister",
        "minister",
        "vice-president",
    )


def merge_roles(world: Discourse, referent: Referent) -> list[Role]:
    """One role for one office: the text's words, the gazetteer's dates; past offices are marked."""
    roles = list(referent.roles)
    if referent.entry is not None and not world.gazetteer.roles_on(referent.id, world.published):
        roles += _past_offices(world, referent)
    roles = [replace(r, end="..") if _ends_later(world, r) else r for r in roles]
    kept: dict[tuple[str, str | None], Role] = {}
    for role in sorted(roles, key=lambda r: (r.evidence is not None, r.evidence.start if r.evidence else 0)):
        kind = world.gazetteer.title_class(role.title, role.country) or role.title
        if (
            not role.former
            and role.evidence is not None
            and referent.entry is not None
            and _over(world, referent, kind, role)
        ):
            role = replace(role, former=True)
        key = (kind, role.country)
        if (old := kept.get(key)) is None and role.country is None:
            key = next((k for k in kept if k[0] == kind), key)
            old = kept.get(key)
        kept[key] = role if old is None else _joined(old, role)
    return list(kept.values())


def _ends_later(world: Discourse, role: Role) -> bool:
    """Whether an office ended only after the report, which cannot know it."""
    return bool(
        role.end and role.end != ".." and world.published and role.end[: len(world.published)] > world.published
    )


def _joined(old: Role, new: Role) -> Role:
    return Role(
        old.title,
        old.of or new.of,
        old.country or new.country,
        (new.begin if new.begin and not (old.begin or "").startswith(new.begin + "x") else old.begin) or old.begin,
        old.end or new.end,
        old.former or new.former,
        old.evidence or new.evidence,
    )


def _past_offices(world: Discourse, referent: Referent) -> list[Role]:
    """The latest office of somebody who holds none on the day, marked as former."""
    assert referent.entry is not None
    date = world.published or "9999"
    past = [r for r in referent.entry.roles if r.begin and r.begin[: len(date)] <= date]
    past.sort(key=lambda r: r.begin or "")
    return [replace(past[-1], former=True)] if past else []


def _over(world: Discourse, referent: Referent, kind: str, role: Role) -> bool:
    """Whether the gazetteer knows that the office ended before the report."""
    assert referent.entry is not None
    date = world.published or "9999"
    same = [
        r
        for r in referent.entry.roles
        if world.gazetteer.title_class(r.title, r.country) == kind and r.end and r.end != ".." and r.end <= date
    ]
    current = {
        world.gazetteer.title_class(r.title, r.country) for r in world.gazetteer.roles_on(referent.id, world.published)
    }
    return bool(same) and kind not in current
