"""The pages, one file a group."""

from pourparler.views.desk.pages import (
    acting,
    adding,
    files,
    judging,
    ledger,
    lists,
    people,
    plots,
    reports,
    situation,
    watching,
)

ROUTERS = (
    files.router,
    situation.router,
    ledger.router,
    acting.router,
    lists.router,
    plots.router,
    reports.router,
    adding.router,
    judging.router,
    watching.router,
    people.router,
)
"""All pages, in the order in which addresses are tried."""

__all__ = ["ROUTERS"]
