"""What keeps hostile reports and hostile web pages out: headers, hosts, forms, sizes.

Nothing of a report is ever trusted: templates escape, and the content security policy lets no script
run that is not a file of the package. A page of another site can neither send a form here (its token
and origin are checked) nor read an answer by giving its own name to this machine (hosts are checked).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparler.errors import SettingsError

LARGEST = 8 * 2**20
"""Bytes that a request may bring: many times a newspaper page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
LOCAL = ("localhost", "127.0.0.1", "::1")
TOKEN = "pourparler_form"


class Safety:
    """Middleware around everything: refuses foreign hosts and large bodies, adds the headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOCAL, largest: int = LARGEST) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(headers, scope["method"])
        guarded = _with_headers(send)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, _bounded(receive, self.largest), guarded)

    def _refusal(self, headers: Headers, method: str) -> PlainTextResponse | None:
        if host_of(headers.get("host")) not in self.hosts:
            return PlainTextResponse("This desk does not answer to that name.\n", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.largest:
            return PlainTextResponse(f"At most {self.largest} bytes are taken.\n", 413)
        if method not in ("GET", "HEAD", "OPTIONS") and not _is_own(headers):
            return PlainTextResponse("Refused: the request comes from another site.\n", 403)
        return None


def host_of(value: str | None) -> str:
    """Return the host name of a Host header without its port: ``::1`` for ``[::1]:8000``."""
    try:
        return urlsplit(f"//{value or ''}").hostname or ""
    except ValueError:
        return ""


def _is_own(headers: Headers) -> bool:
    """Return whether no browser says that a request comes from elsewhere."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return sending


def _bounded(receive: Receive, largest: int) -> Receive:
    """Return a stream that ends in an error when a body goes on beyond the limit without having said so."""
    got = 0

    async def receiving() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > largest:
            raise HTTPException(413, "the request is too large")
        return message

    return receiving


# -- forms -----------------------------------------------------------------------------------------
def token_of(request: Request) -> str:
    """Return the word that this browser's forms carry: its cookie's, or a new one."""
    held = request.cookies.get(TOKEN, "")
    if len(held) == 32 and held.isalnum():
        return held
    if not hasattr(request.state, "token"):
        request.state.token = secrets.token_hex(16)
    return str(request.state.token)


def check_token(request: Request, given: str) -> None:
    """Raise ``SettingsError`` unless a form brings the word of this browser's cookie."""
    held = request.cookies.get(TOKEN, "")
    if not held or not hmac.compare_digest(held.encode(), given.encode()):
        raise SettingsError("this form is out of date; go back, load the page again and send it once more")
