"""The pages, one file a group."""

from pourparler.views.desk.pages import acting, judging, ledger, lists, reports

ROUTERS = (ledger.router, acting.router, lists.router, reports.router, judging.router)
"""All pages, in the order in which addresses are tried."""

__all__ = ["ROUTERS"]
