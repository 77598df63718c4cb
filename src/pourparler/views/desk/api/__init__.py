"""The HTTP API under ``/api/v1``: the same questions as the pages, answered for programs."""

from pourparler.views.desk.api import dealings, ledger, lists, single, watching, writing

ROUTERS = (lists.router, ledger.router, dealings.router, single.router, watching.router, writing.router)
"""All of the API."""

__all__ = ["ROUTERS"]
