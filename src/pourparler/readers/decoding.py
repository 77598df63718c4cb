"""From bytes to text: byte-order marks, declared character sets, UTF-8, Windows-1252, guesses.

Nothing here raises: bytes that are no text give None and an error, doubtful ones text and a warning.
"""

from __future__ import annotations

import codecs
import re

from pourparler.records import Diagnostic

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"RIFF", "a sound, image or video file"),
    (b"OggS", "a sound or video file"),
    (b"ID3", "a sound file"),
)
SURE = frozenset((b"%PDF", b"{\\rtf", b"SQLite format 3", *(s for s, _ in SIGNATURES if max(s) > 126 or min(s) < 32)))
"""Signatures that no text begins with; the others need control characters after them as well."""

HEAD = 8_192
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,40})""", re.IGNORECASE)
CONTROLS = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27}
WINDOWS_PUNCTUATION = re.compile(rb"[\x85\x91-\x97\xa0\xa3\xa9]|[a-z][\xe0-\xff][a-z]")
FOREIGN = 0.2
"""Share of bytes above 127 that no text in Latin letters has."""

BAD_BYTES = 2_000
"""Bytes that may be wrong in UTF-8 text before it is taken for another encoding."""

# The first byte of two or three as Windows-1252 shows it, then those that follow it.
TWICE = re.compile(
    "[\u00c2\u00c3\u00c5\u00e2\u00d0\u00d1]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}"
)


def decode(data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of ``data`` and what there is to say about it; None for what is no text."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), []
    if wide := _wide(data):
        return data.decode(wide, "replace"), []
    if what := _binary(data):
        return None, [Diagnostic("error", f"not text: this looks like {what}")]
    try:
        return _undouble(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_other(data)


def _wide(data: bytes) -> str | None:
    """Return the name of UTF-16 without a byte-order mark, known by a null in every other byte."""
    head = data[: HEAD // 2 * 2]
    if len(head) < 8 or 0 not in head:
        return None
    even, odd = head[::2], head[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _binary(data: bytes) -> str | None:
    """Return what binary format ``data`` looks like, None when it may be text."""
    for signature, what in SIGNATURES:
        if data.startswith(signature) and (signature in SURE or _control_share(data) > 0.01):
            return what
    return "binary data" if _control_share(data) > 0.02 or b"\0\0" in data[:HEAD] else None


def _control_share(data: bytes) -> float:
    head = data[:HEAD]
    return sum(byte in CONTROLS for byte in head) / max(1, len(head))


def _high_share(data: bytes) -> float:
    head = data[:HEAD]
    return sum(byte > 127 for byte in head) / max(1, len(head))


def _decode_other(data: bytes) -> tuple[str, list[Diagnostic]]:
    """Decode what is not UTF-8: as declared, as UTF-8 with a few bad bytes, as Windows-1252, by guess."""
    if name := _declared(data):
        try:
            return data.decode(name), []
        except (UnicodeDecodeError, LookupError):
            pass
    if mended := _mend(data):
        text, count = mended
        return text, [Diagnostic("warning", f"{count} bytes are not UTF-8; they are read as Windows-1252")]
    western = _high_share(data) < FOREIGN and WINDOWS_PUNCTUATION.search(data)
    name = "windows-1252" if western else _guess(data)
    return data.decode(name, "replace"), [Diagnostic("info", f"the text is not UTF-8; it is read as {name}")]


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # Pages that declare Latin-1 mean Windows-1252 (WHATWG Encoding Standard).
    return {"iso8859-1": "windows-1252", "ascii": "windows-1252", "utf-8": None}.get(name, name)


def _mend(data: bytes) -> tuple[str, int] | None:
    """Decode UTF-8 that has some bytes of Windows-1252 in it; None when it has no real UTF-8 at all."""
    parts: list[str] = []
    at = bad = 0
    while at < len(data):
        try:
            parts.append(data[at:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            wrong = at + error.start
            parts.append(data[at:wrong].decode("utf-8"))
            parts.append(data[wrong : wrong + 1].decode("windows-1252", "replace"))
            at, bad = wrong + 1, bad + 1
            if bad > BAD_BYTES:
                return None
    text = "".join(parts)
    good = sum(not c.isascii() for c in text) - bad
    return (text, bad) if good > bad else None


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65_536]).best()
    return best.encoding if best is not None else "windows-1252"


def _undouble(text: str) -> tuple[str, list[Diagnostic]]:
    """Undo UTF-8 that was once read as Windows-1252 and written as UTF-8 again (â€™ for ’)."""
    if len(TWICE.findall(text)) < 2:
        return text, []
    count = 0

    def once(found: re.Match[str]) -> str:
        nonlocal count
        raw = b"".join(bytes((ord(c),)) if ord(c) < 256 else c.encode("windows-1252") for c in found[0])
        for size in (len(raw), 2):
            try:
                result = raw[:size].decode("utf-8") + raw[size:].decode("ascii")
            except UnicodeDecodeError:
                continue
            count += 1
            return result
        return found[0]

    mended = TWICE.sub(once, text)
    if count < 2:
        return text, []
    return mended, [
        Diagnostic("warning", f"{count} characters were encoded twice (as in â€™ for ’); they are put right")
    ]
