"""``pourparler desk``: the record as pages in a browser, and over HTTP."""

from __future__ import annotations

import getpass
import ipaddress
import socket
import threading
import webbrowser
from typing import Any

import click

from pourparler.errors import SettingsError
from pourparler.views.cli.common import note, project_of, record_option


@click.command(short_help="Open the record as pages in a browser.")
@record_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer on.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name that the desk answers to.")
@click.option("--who", help="Who makes the corrections. Default: the user's login name.")
@click.option("--login", is_flag=True, help="Ask for a login even while there are no accounts: nobody gets in.")
@click.option("--no-login", is_flag=True, help="Answer on an address that others reach without any accounts.")
@click.option("--rate", type=click.IntRange(1), default=1200, show_default=True, help="API requests a minute, each.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def desk(
    record: str | None,
    port: int,
    host: str,
    names: tuple[str, ...],
    who: str | None,
    login: bool,
    no_login: bool,
    rate: int,
    opens: bool,
) -> None:
    """Serve the record as pages in a browser, and the same answers under /api/v1.

    Everything runs on this machine and nothing is fetched. One person needs no login. For a team, make accounts
    (`pourparler people add`): from then on everybody logs in. Without accounts the desk does not open on an
    address that others can reach, unless --no-login says that they may read and correct the record.

    \b
    Examples:
      pourparler desk --open
      pourparler desk --record talks.sqlite --port 9000
      pourparler desk --record postgresql://desk@db/talks --host 0.0.0.0 --name desk.example.org
      curl -s localhost:8765/api/v1/overtures?outcome=unanswered | jq .items[].about
    """
    import uvicorn

    from pourparler.views.desk import create_app
    from pourparler.views.desk.access import has_accounts
    from pourparler.views.desk.safety import LOCAL
    from pourparler.views.desk.warming import warm

    with project_of(record) as project:
        team = login or has_accounts(project)
        if not _is_local(host) and not team and not no_login:
            raise SettingsError(
                f"others can reach {host}, and this record has no accounts: make one with "
                "`pourparler people add NAME --role admin`, or open it to everybody with --no-login"
            )
        user = who or getpass.getuser()
        app = create_app(project, hosts=(*LOCAL, host, *names), user=user, login=login, rate=rate)
        config = uvicorn.Config(app, host, port, log_level="warning", server_header=False, timeout_keep_alive=75)
        server = uvicorn.Server(config)
        sockets = [server.config.bind_socket()]
        sockets[0].setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms
        address = _address(host, sockets[0].getsockname()[1])
        if not _is_local(host) and not team:
            note("others on the network can reach this desk; it has no login")
        click.echo(f"The desk is at {address} (Ctrl+C closes it)")
        project.follows_behind = True
        threading.Thread(target=warm, args=(project,), daemon=True).start()
        if opens:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        server.run(sockets=sockets)


def _address(host: str, port: Any) -> str:
    shown = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
