"""The desk on a socket: in this process, or in several that this one keeps alive."""

from __future__ import annotations

import gc
import os
import signal
import socket
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from pipeline.review.app import create_app
from pipeline.review.background import background
from pipeline.review.settings import Settings
from pipeline.store.desk import Desk, open_desk
from schemas.errors import OptionError

_HEALTH_SECONDS = 60


@dataclass(frozen=True)
class _AppMaker:
    """Makes the application in the process that serves it: what is opened is shared with no other."""

    settings: Settings

    def __call__(self) -> FastAPI:
        Thread(target=_end_with_parent, name="parent", daemon=True).start()
        app = create_app(self.settings, open_desk(self.settings.db))
        gc.freeze()  # what is imported by now stays: the collector need not walk through it again and again
        return app


def _end_with_parent() -> None:
    """A process whose parent was killed would hold the port, and nobody would end it."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def bind(host: str, port: int) -> socket.socket:
    """A socket on the address; port 0 takes a free one.

    Raises:
        OptionError: the address is taken, or not this machine's.
    """
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Connections inherit it. asyncio sets it on none that comes from a given socket, and an answer's body
    # then waits 40 ms for the acknowledgement of its head.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise OptionError(
            f"无法监听 {host}:{port} / cannot listen on {host}:{port}: {error.strerror or error}."
            " Choose another --host or --port."
        ) from error
    bound.set_inheritable(True)
    return bound


def serve(settings: Settings, desk: Desk, bound: socket.socket, workers: int) -> None:
    """Serves until the process is told to end (SIGINT, SIGTERM). ``desk`` stays this process's own.

    Sessions, failed logins, claims and jobs are in the database and the same for all ``workers``.
    """
    config = uvicorn.Config(
        _AppMaker(settings), factory=True, workers=workers, timeout_worker_healthcheck=_HEALTH_SECONDS,
        log_level="warning", server_header=False,
        access_log=False,  # query strings hold what people search for: there is a log of our own
    )  # fmt: skip
    with bound, background(desk, settings):
        if workers == 1:
            uvicorn.Server(config).run([bound])
        else:
            _Keeper(config, [bound]).run()


class _Keeper(Multiprocess):
    """uvicorn's keeper of processes. It holds both ends of a process's pipe, so that one that is killed while
    it is asked whether it lives was waited for ``_HEALTH_SECONDS``, and a signal to end with it; without the
    process's own end the pipe tells at once that nobody is there."""

    def keep_subprocess_alive(self) -> None:
        for process in self.processes:
            process.child_conn.close()
        super().keep_subprocess_alive()
