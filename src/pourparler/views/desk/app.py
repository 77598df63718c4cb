"""The desk put together: pages, API, files of the package, errors that say what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from pourparler import __version__
from pourparler.errors import NotFoundError, PourparlerError
from pourparler.project import Project
from pourparler.views.desk import api, pages
from pourparler.views.desk.access import RATE, Access
from pourparler.views.desk.safety import LOCAL, Safety
from pourparler.views.desk.showing import show

DESCRIPTION = """\
What the record holds, as the pages show it. Every list takes the filters of the command line, comes a page at a
time (`next` is the cursor of the page after it), and answers with an ETag that changes when the record does.
`format=csv` and `format=ndjson` stream the whole list. `as_of` asks for the record as a reader of that day had it.
"""


def create_app(
    project: Project, hosts: Iterable[str] = LOCAL, user: str = "desk", login: bool = False, rate: int = RATE
) -> FastAPI:
    """Return the desk of a project as an ASGI application.

    It answers to the names ``hosts`` alone. As long as the record has no account, ``user`` is who asks for
    everything, unless ``login`` says that nobody gets in then. ``rate`` is how many requests a minute an account
    may make of the API.
    """
    app = FastAPI(
        title="Pourparler",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.project = project
    app.add_middleware(Access, project=project, user=user, login=login, rate=rate)
    app.add_middleware(Safety, hosts=hosts)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    handlers: dict[Any, Any] = {
        NotFoundError: lambda request, error: _answer(request, 404, str(error)),
        PourparlerError: lambda request, error: _answer(request, 400, str(error)),
        HTTPException: lambda request, error: _answer(request, error.status_code, str(error.detail)),
        RequestValidationError: lambda request, error: _answer(request, 422, _told(error)),
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)
    return app


def _answer(request: Request, status: int, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": message}, status)
    return show(request, "error.html.j2", status, message=message, code=status, links=[])


def _told(error: RequestValidationError) -> str:
    """Return what is wrong with a request, in one line."""
    return "; ".join(
        f"{'.'.join(str(part) for part in one['loc'][1:])}: {str(one['msg']).removeprefix('Value error, ')}"
        for one in error.errors()[:5]
    )
