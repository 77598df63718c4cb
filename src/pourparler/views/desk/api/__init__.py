"""The HTTP API under ``/api/v1``: the same questions as the pages, answered for programs."""

from pourparler.views.desk.api import counting, dealings, ledger, lists, single, watching, writing

ROUTERS = tuple(part.router for part in (lists, ledger, counting, dealings, single, watching, writing))
"""All of the API."""

__all__ = ["ROUTERS"]
