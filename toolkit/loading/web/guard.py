"""Which addresses are fetched: http and https, and nothing on the machine itself or its local network."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Refused(ValueError):
    """An address is not fetched; the message says why."""


def check_address(url: str) -> None:
    """Raises Refused unless every address that the host of `url` stands for is a public one."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused("only http and https addresses are fetched")
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        if select_proxy(url, get_environ_proxies(url)):
            return  # behind a proxy a name may be known to the proxy only
        raise Refused(f"the host {parts.hostname} cannot be found") from None
    for *_, place in found:
        _check_public(str(place[0]))


def _check_public(address: str) -> None:
    ip: Any = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    if not ip.is_global or ip.is_multicast:
        raise Refused(
            f"{address} is on this machine or its local network; fetch=tk.Fetcher(allow_local=True) allows that"
        )


class _PublicHTTP(HTTPConnection):
    """A connection that looks whom it has reached: a name may stand for another address by then."""

    def connect(self) -> None:
        super().connect()
        _check_public(self.sock.getpeername()[0])


class _PublicHTTPS(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _check_public(self.sock.getpeername()[0])


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS


class GuardedAdapter(HTTPAdapter):
    """Asks `check` about every address before it is requested, also those that an answer redirects to."""

    def __init__(self, check: Callable[[str], None], public_only: bool) -> None:
        self._check = check
        self._public_only = public_only
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        if self._public_only:
            self.poolmanager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        self._check(str(request.url))
        return super().send(request, *args, **kwargs)
