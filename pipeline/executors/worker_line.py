"""A worker's end of the connection to its parent."""

from __future__ import annotations

import pickle
from multiprocessing.connection import Connection
from threading import Lock

from pipeline.executors.messages import Alive, FileToRead, FromWorker, message_to_bytes


class WorkerLine:
    """Pages are read on several threads, and each tells of itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = Lock()

    def tell(self, message: FromWorker) -> None:
        with self._lock:
            self._connection.send_bytes(message_to_bytes(message))

    def alive(self) -> None:
        self.tell(Alive())

    def next_file(self) -> FileToRead | None:
        """``None`` when there are no more."""
        try:
            file = pickle.loads(self._connection.recv_bytes())
        except EOFError:
            return None
        return file if isinstance(file, FileToRead) else None
