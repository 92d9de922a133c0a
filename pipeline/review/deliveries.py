"""Tells webhooks of events: signed, without following redirects, again later where it fails."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import socket
import urllib.error
import urllib.request
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event as Signal
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from pipeline.store.desk import Desk
from pipeline.store.webhooks import Delivery, due_deliveries, note_delivery
from schemas.errors import OptionError, StoreError

_PAUSE, _TIMEOUT = 2.0, 10.0  # seconds


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        check_peer(self.sock)


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        check_peer(self.sock)


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> Any:
        return self.do_open(_SecureConnection, req)


# No proxy of the environment: what is sent goes where the administrator said.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect, _Http, _Https)


def check_peer(connected: socket.socket) -> None:
    """Refuses to tell a machine's own services for machines (169.254.169.254 of clouds) anything. Looked
    at when connected: a name may lead elsewhere each time. Private addresses are where an office's
    systems are.

    Raises:
        OSError: the connection leads to a link-local or multicast address.
    """
    if _is_forbidden(str(connected.getpeername()[0])):
        connected.close()
        raise OSError("the address is link-local or multicast")


def _is_forbidden(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False  # a name
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_link_local or mapped.is_multicast or mapped.is_unspecified)


def check_url(url: str) -> str:
    """The address, if it is one of HTTP without a password in it, and of no link-local machine.

    Raises:
        OptionError: it is not.
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        fits = fits and parts.port != 0 and not _is_forbidden(parts.hostname or "")
    except ValueError:
        fits = False
    if not fits or not url.isascii() or not url.isprintable() or " " in url:
        raise OptionError("须为 http 或 https 地址 / it must be an address of http or https")
    return url


def sign(secret: str, body: bytes) -> str:
    """What stands in the header X-Licet-Signature."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def deliver(delivery: Delivery) -> str | None:
    """Sends it; why it failed, ``None`` when it was taken."""
    body = json.dumps({"event": delivery.event, "delivery": delivery.id, **delivery.payload}).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Licet-Event": delivery.event,
        "X-Licet-Signature": sign(delivery.secret, body),
    }
    request = urllib.request.Request(delivery.url, data=body, headers=headers, method="POST")
    try:
        with _OPENER.open(request, timeout=_TIMEOUT):
            return None
    except urllib.error.HTTPError as error:
        return f"HTTP {error.code}"
    except (OSError, HTTPException, ValueError) as error:
        return f"{type(error).__name__}: {error}"[:300]


class Deliverer:
    """A thread that sends what is due."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ended = Signal()
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join(5)

    def _run(self) -> None:
        while not self._ended.wait(_PAUSE):
            try:
                with self._desk.reading() as connection:
                    due = due_deliveries(connection)
                for delivery in due:
                    problem = deliver(delivery)
                    with self._desk.writing() as connection:
                        note_delivery(connection, delivery, problem)
            except StoreError:
                continue  # the database is away: what is due stays due
