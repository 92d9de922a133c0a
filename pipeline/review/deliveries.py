"""Tells webhooks of events: signed, without following redirects, again later where it fails."""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.error
import urllib.request
from http.client import HTTPException
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


# No proxy of the environment: what is sent goes where the administrator said.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def check_url(url: str) -> str:
    """The address, if it is one of HTTP without a password in it.

    Raises:
        OptionError: it is not.
    """
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        fits = fits and parts.port != 0
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
