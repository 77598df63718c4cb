"""Who asks, and whether they may: sessions, tokens, roles, rates, and the log of what was changed.

A record without accounts is one person's: whoever can reach the desk may do everything. With the first account,
every page and every answer of the API asks who is there.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import cast
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pourparler.errors import NotFoundError
from pourparler.project import Project
from pourparler.records.people import Identity, Role, covers

SESSION = "pourparler_session"
OPEN = ("/static/", "/login")
"""What everybody may see."""
OWN = ("/logout", "/account", "/seen")
"""What a reader may send: it changes nothing but their own things."""
SAFE = ("GET", "HEAD", "OPTIONS")
RATE = 1200
"""Requests a minute that one account or address may make of the API."""
FAILURES, PAUSE = 5, 30.0
"""Failed logins before a pause, and its first length in seconds; each further one doubles it."""
FRESH = 2.0
"""Seconds for which it is remembered whether there are accounts: others may make the first one meanwhile."""
CHANGES = {
    "corrections": "judged a row", "findings": "added a row", "reports": "added reports", "watches": "changed a watch",
}  # fmt: skip


class Access:
    """Middleware that tells who asks and turns away who may not."""

    def __init__(self, app: ASGIApp, project: Project, user: str, login: bool = False, rate: int = RATE) -> None:
        self.app, self.project, self.user, self.login = app, project, user, login
        self.rates = Rates(rate)
        self._asked, self._has_accounts = 0.0, False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not await to_thread.run_sync(self.required):
            request.state.identity = Identity(self.user, "admin", local=True)
            await self.app(scope, receive, send)
            return
        who = await to_thread.run_sync(self.identity, request)
        request.state.identity = who
        refusal = self._refusal(request, who)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, self._logging(request, who, send))

    def required(self) -> bool:
        """Return whether whoever asks has to say who they are."""
        if self.login:
            return True
        if not self._has_accounts and time.monotonic() - self._asked > FRESH:
            self._asked = time.monotonic()
            self._has_accounts = has_accounts(self.project)
        return self._has_accounts

    def identity(self, request: Request) -> Identity | None:
        """Return who asks, by the token or the session that they bring."""
        kind, _, word = request.headers.get("authorization", "").partition(" ")
        if kind:
            return self.project.people.bearer(word.strip()) if kind.lower() == "bearer" and word else None
        word = request.cookies.get(SESSION, "")
        return self.project.people.session(word) if word else None

    def _refusal(self, request: Request, who: Identity | None) -> Response | None:
        path, method = request.url.path, request.method
        if path.startswith(OPEN) and "authorization" not in request.headers:
            return None
        if who is None:
            return _ask_for_login(request)
        wait = self.rates.wait(who.name) if path.startswith("/api/") else 0.0
        if wait:
            return turned_away(request, 429, "too many requests; wait a little", {"Retry-After": str(int(wait) + 1)})
        wanted: Role = "admin" if path.startswith("/people") else "reader"
        if method not in SAFE and not path.startswith(OWN) and wanted == "reader":
            wanted = "editor"
        if not covers(who.role, wanted):
            return turned_away(request, 403, f"this needs the role {wanted}; yours is {who.role}")
        return None

    def _logging(self, request: Request, who: Identity | None, send: Send) -> Send:
        """Write down what was changed once it is."""
        path = request.url.path
        if who is None or request.method in SAFE or path.startswith((*OWN, "/login", "/people")):
            return send

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 400:
                told = (
                    CHANGES.get(path.removeprefix("/api/v1").split("/")[1], f"{request.method} {path}"),
                    "",
                    address_of(request),
                )
                await to_thread.run_sync(self.project.people.log, who.name, *told)
            await send(message)

        return sending


class Rates:
    """A bucket of requests for each name, filled evenly: ``most`` a minute, ``most`` at once at first."""

    def __init__(self, most: int, names: int = 10_000) -> None:
        self.most, self.names = most, names
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, name: str) -> float:
        """Count a request; return the seconds until one is allowed, 0.0 when this one is."""
        now = time.monotonic()
        with self._lock:
            left, then = self._held.pop(name, (float(self.most), now))
            left = min(self.most, left + (now - then) * self.most / 60)
            allowed = left >= 1
            self._held[name] = (left - 1 if allowed else left, now)
            if len(self._held) > self.names:
                self._held.popitem(last=False)
        return 0.0 if allowed else (1 - left) * 60 / self.most


class Failures:
    """Failed logins by name and by address; who fails too often waits, longer each time."""

    def __init__(self, names: int = 10_000) -> None:
        self._held: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock, self._names = threading.Lock(), names

    def wait(self, *keys: str) -> float:
        """Return the seconds until another attempt is taken, 0.0 when one is now."""
        now = time.monotonic()
        with self._lock:
            return max(
                (until - now for k in keys for _, until in [self._held.get(k, (0, 0.0))] if until > now), default=0
            )

    def failed(self, *keys: str) -> None:
        """Count a failed attempt."""
        now = time.monotonic()
        with self._lock:
            for key in keys:
                count, until = self._held.pop(key, (0, 0.0))
                count = 1 if count and now - until > 3600 and until else count + 1
                pause = PAUSE * 2 ** min(count - FAILURES, 7) if count >= FAILURES else 0.0
                self._held[key] = (count, now + pause)
                if len(self._held) > self._names:
                    self._held.popitem(last=False)

    def forget(self, *keys: str) -> None:
        """Forget failures after a login."""
        with self._lock:
            for key in keys:
                self._held.pop(key, None)


def has_accounts(project: Project) -> bool:
    """Return whether the record is there and has accounts."""
    try:
        _ = project.store
    except NotFoundError:
        return False
    return project.people.any()


def identity_of(request: Request) -> Identity:
    """Return who asks; there is always somebody behind the middleware."""
    return cast(Identity, request.state.identity)


def who_of(request: Request, name: str | None) -> str:
    """Return who a correction is by: the account, and on a desk without accounts whoever is named."""
    who = identity_of(request)
    return (name or who.name) if who.local else who.name


def address_of(request: Request) -> str:
    """Return the address a request comes from."""
    return request.client.host if request.client else ""


def _ask_for_login(request: Request) -> Response:
    if request.url.path.startswith("/api/"):
        headers = {"WWW-Authenticate": 'Bearer realm="pourparler"'}
        return JSONResponse({"detail": "give a token: Authorization: Bearer …"}, 401, headers)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?next={quote(here)}" if request.method in SAFE and here != "/" else ""
    return RedirectResponse(f"/login{back}", 303)


def turned_away(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """Return why a request is not answered, in the form that suits who asks."""
    from pourparler.views.desk.showing import show

    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": message}, status, headers)
    answer = show(request, "error.html.j2", status, message=message, code=status, links=[])
    answer.headers.update(headers or {})
    return answer
