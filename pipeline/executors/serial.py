"""One file after another, in the caller's own process."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from pipeline.executors.executor import Executor
from pipeline.ingested import Ingested
from pipeline.ocr.engine import OcrEngine
from pipeline.options import Options
from pipeline.run import ingest_file
from pipeline.store.store import Store


class SerialExecutor(Executor):
    """Reads a file when it is taken. ``store`` is closed with it."""

    def __init__(self, engine: OcrEngine, store: Store, options: Options) -> None:
        self._engine, self._store, self._options = engine, store, options
        self._paths: deque[Path] = deque()

    @property
    def waiting(self) -> int:
        return len(self._paths)

    @property
    def room(self) -> int:
        return 1 - len(self._paths)

    def submit(self, path: Path) -> None:
        self._paths.append(path)

    def take(self, seconds: float) -> Ingested | None:
        del seconds  # a file is read to its end
        if not self._paths:
            return None
        return ingest_file(self._paths.popleft(), self._engine, self._store, self._options)

    def stop(self) -> None:
        self._paths.clear()

    def kill(self) -> None:
        self.stop()

    def close(self) -> None:
        self.stop()
        self._store.close()
