"""Tells others of every outcome: a web address, a program. Never waits for them in the daemon's loop."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any, Final

from pipeline.watch.journal import Journal
from pipeline.watch.options import WatchOptions

_BACKLOG: Final = 10_000
_SECONDS: Final = 10.0
_TRIES: Final = 3


class _Straight(urllib.request.HTTPRedirectHandler):
    """An outcome goes to the address that the operator named and to no other."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Notifier:
    """One thread that delivers outcomes in their order. What cannot be delivered is logged."""

    def __init__(self, options: WatchOptions, journal: Journal) -> None:
        self.options = options
        self._journal = journal
        self._queue: queue.Queue[dict[str, Any] | None] = queue.Queue(_BACKLOG)
        self._thread = threading.Thread(target=self._run, name="notify", daemon=True)
        self._thread.start()

    def tell(self, report: dict[str, Any]) -> None:
        """Deliver ``report`` some time."""
        if self.options.webhook is None and not self.options.command:
            return
        try:
            self._queue.put_nowait(report)
        except queue.Full:
            self._journal.tell("notification_lost", "error", file=report["file"], why="too many wait")

    def close(self, seconds: float) -> None:
        """Deliver what waits, within ``seconds``."""
        try:
            self._queue.put(None, timeout=seconds)
        except queue.Full:
            return
        self._thread.join(seconds)

    def _run(self) -> None:
        while (report := self._queue.get()) is not None:
            body = json.dumps(report).encode("ascii")
            if self.options.webhook is not None:
                self._deliver("webhook", report, self._post, body)
            if self.options.command:
                self._deliver("command", report, self._call, body)

    def _deliver(self, kind: str, report: dict[str, Any], send: Callable[[bytes], None], body: bytes) -> None:
        for attempt in range(1, _TRIES + 1):
            try:
                send(body)
            except (OSError, ValueError, urllib.error.URLError, subprocess.SubprocessError) as error:
                if attempt == _TRIES:
                    self._journal.tell(
                        "notification_lost", "error", kind=kind, file=report["file"], why=str(error)
                    )
                else:
                    time.sleep(0.2 * 4**attempt)
            else:
                return

    def _post(self, body: bytes) -> None:
        request = urllib.request.Request(
            str(self.options.webhook), body, {"Content-Type": "application/json"}, method="POST"
        )
        with urllib.request.build_opener(_Straight).open(request, timeout=_SECONDS):
            pass

    def _call(self, body: bytes) -> None:
        """No shell, and nothing of the file among the arguments."""
        subprocess.run(
            self.options.command,
            input=body,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
