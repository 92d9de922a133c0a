"""``/healthz`` and ``/metrics`` over HTTP, for the machines that look after the daemon."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from pipeline.watch.metrics import CONTENT_TYPE, Metrics
from schemas.errors import OptionError

STALLED_SECONDS: Final = 60.0
"""Without a turn of the loop for so long the daemon is not healthy."""


class Health:
    """What ``/healthz`` answers: 200 while the loop turns and nothing holds it up, else 503."""

    def __init__(self) -> None:
        self._beat = time.monotonic()
        self.paused: str | None = None

    def beat(self) -> None:
        """The loop has turned."""
        self._beat = time.monotonic()

    def state(self) -> tuple[int, dict[str, Any]]:
        """The HTTP status and the body."""
        silent = time.monotonic() - self._beat
        if silent > STALLED_SECONDS:
            return 503, {"status": "stalled", "seconds": round(silent)}
        if self.paused is not None:
            return 503, {"status": "paused", "why": self.paused}
        return 200, {"status": "ok"}


def serve(address: str, health: Health, metrics: Metrics) -> ThreadingHTTPServer:
    """Answer at ``HOST:PORT`` on threads of its own, until ``shutdown``.

    Raises:
        OptionError: no such address, or it is taken.
    """
    host, _, port = address.rpartition(":")
    try:
        server = ThreadingHTTPServer((host.strip("[]") or "127.0.0.1", int(port)), _handler(health, metrics))
    except (OSError, ValueError, OverflowError) as error:
        raise OptionError(
            "无法监听此地址，请指明 HOST:PORT，且端口未被占用"
            f" / Cannot listen at {address!r} ({error}). Name HOST:PORT, with a free port."
        ) from error
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server


def _handler(health: Health, metrics: Metrics) -> type[BaseHTTPRequestHandler]:
    def state() -> tuple[int, str, bytes]:
        status, body = health.state()
        return status, "application/json", json.dumps(body).encode("ascii")

    pages: dict[str, Callable[[], tuple[int, str, bytes]]] = {
        "/healthz": state,
        "/metrics": lambda: (200, CONTENT_TYPE, metrics.text()),
    }

    class Handler(BaseHTTPRequestHandler):
        timeout = 5
        server_version = "licet"
        sys_version = ""

        def do_GET(self) -> None:
            found = pages.get(self.path.partition("?")[0])
            status, kind, body = (404, "text/plain", b"not found\n") if found is None else found()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
