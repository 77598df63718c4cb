"""Which addresses may be fetched: public ones, so that no page or feed makes us ask a machine inside.

A name is looked up before the request, and the address that answered is looked at before its answer is read:
a name that changes its address in between gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from pourparler.errors import SettingsError


class Forbidden(SettingsError):
    """An address that must not be fetched: not http(s), or private, loopback, link-local, reserved."""


def check_url(url: str, allow_private: bool = False) -> str:
    """Return the host of ``url`` in lower case with its port; raises ``Forbidden``."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Forbidden(f"not an address: {url}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Forbidden(f"only http and https addresses are fetched: {url}")
    if parts.username or parts.password:
        raise Forbidden(f"an address with a password is not fetched: {host}")
    if not allow_private:
        for address in _addresses(host, port):
            check_address(address, host)
    return f"{host.lower()}:{port}"


def _addresses(host: str, port: int) -> set[str]:
    try:
        return {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        return set()  # the request will fail by itself


def check_address(address: str, host: str) -> None:
    """Raise ``Forbidden`` for an IP address that is not a public one."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError as error:
        raise Forbidden(f"not an IP address: {address}") from error
    mapped = getattr(found, "ipv4_mapped", None) or found
    if not mapped.is_global or mapped.is_multicast:
        raise Forbidden(f"{host} is at {address}, which is not public; --allow-private fetches it all the same")
