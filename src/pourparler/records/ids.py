"""Ids that are the same for the same words, whatever the order of a batch or the machine."""

from __future__ import annotations

from hashlib import blake2b


def make_id(prefix: str, *parts: object) -> str:
    """Return ``prefix`` and ten hexadecimal digits of a hash (BLAKE2b, 40 bits) of ``parts``."""
    digest = blake2b("\x1f".join(map(str, parts)).encode(), digest_size=5)
    return prefix + digest.hexdigest()
