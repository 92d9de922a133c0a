"""An inbox with daemons on it: real processes, a real database, and what became of each file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.executors.troubled import picture

ROOT = Path(__file__).parents[2]
QUICK = ("--settle", "0.3", "--rescan", "0.5", "--workers", "1", "--drain", "10")


class Daemon:
    """A running ``licet watch``; ``events`` is its log so far."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process, self._log = process, log

    @property
    def events(self) -> list[dict[str, Any]]:
        lines = self._log.read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def said(self, event: str) -> list[dict[str, Any]]:
        return [one for one in self.events if one["event"] == event]

    def end(self) -> int:
        """Told to end as systemd does it; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


class Station:
    """Folders below one of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox, self.done, self.failed = folder / "inbox", folder / "done", folder / "failed"
        self.database, self.marks = folder / "db" / "licet.db", folder / "marks"
        for made in (self.inbox, self.marks):
            made.mkdir()
        self.daemons: list[Daemon] = []

    def start(self, *options: str, environment: dict[str, str] | None = None) -> Daemon:
        """A daemon with an engine double, when it says that it has begun."""
        log = self.folder / f"log{len(self.daemons)}"
        command = [sys.executable, "-m", "tests.watch.run_daemon", str(self.marks), *self.arguments]
        with log.open("wb") as stream:
            process = subprocess.Popen(
                [*command, *QUICK, *options],
                env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
            )
        daemon = Daemon(process, log)
        self.daemons.append(daemon)
        wait_for(lambda: bool(daemon.said("started")) or process.poll() is not None)
        assert process.poll() is None, log.read_text(encoding="utf-8")
        return daemon

    @property
    def arguments(self) -> list[str]:
        folders = [str(self.inbox), "--done", str(self.done), "--failed", str(self.failed)]
        return [*folders, "--db", str(self.database)]

    def drop(self, name: str, content: bytes | None = None, level: int = 201) -> Path:
        """A file in the inbox, whole from the first moment."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.folder / "dropping"
        partial.write_bytes(picture(level) if content is None else content)
        partial.rename(path)
        return path

    def finished(self) -> list[dict[str, Any]]:
        """What all daemons together said of files."""
        return [event for daemon in self.daemons for event in daemon.said("finished")]

    def wait_finished(self, count: int, seconds: float = 90) -> dict[str, dict[str, Any]]:
        """By the path below the inbox; no file is told of twice."""
        wait_for(lambda: len(self.finished()) >= count, seconds, lambda: str(self.finished()))
        finished = self.finished()
        found = {event["file"]: event for event in finished}
        assert len(found) == len(finished)
        return found

    def left(self) -> list[Path]:
        """Whatever is in the inbox and is no folder."""
        walked = os.walk(self.inbox)  # a folder that goes meanwhile is no error to it
        return [
            path
            for folder, folders, files in walked
            for path in (Path(folder) / name for name in (*folders, *files))
            if path.is_symlink() or path.name in files
        ]

    def kept(self, folder: Path) -> dict[str, Path]:
        """Files put away, by their path below their hash."""
        paths = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
        return {str(Path(*path.relative_to(folder).parts[4:])): path for path in paths}


def wait_for(
    holds: Callable[[], bool], seconds: float = 90, say: Callable[[], str] = lambda: "never happened"
) -> None:
    last = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < last, say()
        time.sleep(0.05)
