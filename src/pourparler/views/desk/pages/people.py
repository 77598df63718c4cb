"""Logging in and out, one's own account, and the people of the desk."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pourparler.errors import PourparlerError
from pourparler.records.people import ROLES
from pourparler.views.desk.access import SESSION, Failures, address_of, identity_of
from pourparler.views.desk.asking import plain
from pourparler.views.desk.pages.common import pages, project_of
from pourparler.views.desk.safety import check_token
from pourparler.views.desk.showing import show

router = pages()
failures = Failures()
Name = Annotated[str, Form(max_length=64)]
Password = Annotated[str, Form(max_length=400)]
Word = Annotated[str, Form(max_length=64)]
LINES = 200
"""Lines of the log on the page."""


@router.get("/login")
def login(request: Request, next: str = "/") -> HTMLResponse:
    """Ask who is there."""
    return _login(request, next)


@router.post("/login")
def log_in(request: Request, name: Name = "", password: Password = "", form: Word = "", next: str = "/") -> Response:
    """Open a session where name and password fit; who fails often waits."""
    check_token(request, form)
    name, address = plain(name).strip(), address_of(request)
    keys = (f"name {name.casefold()}", f"address {address}")
    wait = failures.wait(*keys)
    if wait:
        page = _login(request, next, f"Too many failed attempts. Try again in {int(wait) + 1} seconds.", 429)
        page.headers["Retry-After"] = str(int(wait) + 1)
        return page
    word = project_of(request).people.log_in(name, password, address)
    if word is None:
        failures.failed(*keys)
        return _login(request, next, "Name and password do not fit.", 401)
    failures.forget(*keys)
    answer = RedirectResponse(_own(next), 303)
    answer.set_cookie(
        SESSION, word, max_age=14 * 86_400, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )
    return answer


@router.post("/logout")
def log_out(request: Request, form: Word = "") -> Response:
    """End the session."""
    check_token(request, form)
    project_of(request).people.log_out(identity_of(request), address_of(request))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(SESSION)
    return answer


def _login(request: Request, back: str, problem: str = "", status: int = 200) -> HTMLResponse:
    anybody = project_of(request).people.any()
    return show(request, "login.html.j2", status, next=_own(back), problem=problem, anybody=anybody, bare=True)


def _own(address: str) -> str:
    """Return an address of this desk; anything else becomes the first page."""
    parts = urlsplit(address)
    odd = parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\"))
    return "/" if odd or any(ord(c) < 32 or c == "\\" for c in address) else address


# -- one's own account --------------------------------------------------------------------------------
@router.get("/account")
def account(request: Request) -> HTMLResponse:
    """Password and tokens of whoever asks."""
    return _account(request)


@router.post("/account/password")
def password(request: Request, old: Password = "", new: Password = "", form: Word = "") -> Response:
    """Change one's own password; all other sessions end."""
    check_token(request, form)
    me, people = identity_of(request), project_of(request).people
    key = f"name {me.name.casefold()}"
    if failures.wait(key) or not people.check_password(me.name, old):
        failures.failed(key)
        return _account(request, "The old password does not fit.", 400)
    try:
        people.set_password(me.name, new, me.name, me.session)
    except PourparlerError as error:
        return _account(request, str(error), 400)
    return _account(request, "The password is changed; all other sessions have ended.")


@router.post("/account/tokens")
def new_token(
    request: Request,
    label: Annotated[str, Form(max_length=100)] = "",
    scope: Word = "reader",
    days: Annotated[int, Form(ge=1, le=3650)] = 90,
    form: Word = "",
) -> Response:
    """Make a token of one's own; its word is shown once."""
    check_token(request, form)
    me = identity_of(request)
    try:
        word, _ = project_of(request).people.new_token(me.name, plain(label).strip() or "token", scope, days, me.name)
    except PourparlerError as error:
        return _account(request, str(error), 400)
    return _account(request, "The token is shown this once: copy it now.", word=word)


@router.post("/account/tokens/revoke")
def revoke(request: Request, token: Word = "", form: Word = "") -> Response:
    """Revoke a token of one's own."""
    check_token(request, form)
    me = identity_of(request)
    project_of(request).people.revoke(token, me.name, me.name)
    return RedirectResponse("/account", 303)


def _account(request: Request, said: str = "", status: int = 200, word: str = "") -> HTMLResponse:
    me = identity_of(request)
    tokens = [] if me.local else project_of(request).people.tokens(me.name)
    roles = ROLES[: ROLES.index(me.role) + 1]
    return show(request, "account.html.j2", status, tokens=tokens, said=said, word=word, roles=roles)


# -- everybody ----------------------------------------------------------------------------------------
@router.get("/people")
def everybody(request: Request) -> HTMLResponse:
    """Accounts, tokens and the log, for those who manage them."""
    return _people(request)


@router.post("/people")
def manage(
    request: Request,
    action: Word,
    name: Name = "",
    role: Word = "reader",
    password: Password = "",
    token: Word = "",
    form: Word = "",
) -> Response:
    """Add an account, change its role, shut it out, let it in, remove it, give it another password."""
    check_token(request, form)
    people, me = project_of(request).people, identity_of(request).name
    name = plain(name).strip()
    actions = {
        "add": lambda: people.add(name, role, password, me),
        "role": lambda: people.set_role(name, role, me),
        "disable": lambda: people.set_disabled(name, True, me),
        "enable": lambda: people.set_disabled(name, False, me),
        "password": lambda: people.set_password(name, password, me),
        "remove": lambda: people.remove(name, me),
        "revoke": lambda: people.revoke(token, me),
    }
    if action not in actions:
        return _people(request, "There is no such action.", 400)
    try:
        actions[action]()
    except PourparlerError as error:
        return _people(request, str(error), 400)
    return RedirectResponse("/people", 303)


def _people(request: Request, said: str = "", status: int = 200) -> HTMLResponse:
    people = project_of(request).people
    values = {"accounts": people.accounts(), "tokens": people.tokens(), "deeds": people.deeds(limit=LINES)}
    return show(request, "people.html.j2", status, said=said, roles=ROLES, **values)
