"""A worker as its parent sees it: started, spoken to, watched, and ended."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from socket import socketpair
from typing import Final

from pipeline.executors.limits import resident_bytes
from pipeline.executors.messages import (
    Alive,
    Done,
    FileToRead,
    OutOfMemory,
    Ready,
    Refused,
    Setup,
    parse_message,
)
from schemas.errors import WorkerCrashedError, WorkerError, WorkerHungError, WorkerMemoryError
from schemas.two_languages import Advice

START_SECONDS: Final = 120.0
"""Time to build the engine, on a machine that is busy."""
FEWEST_FILES: Final = 50  # that a worker reads before it may be replaced
_MORE_TIME: Final = Advice("请调高上限，或拆分文件", "Raise the limit, or split it.")
_LAST_WORDS: Final = 300  # characters of what a worker printed last
_KEPT: Final = (
    "HOME",
    "LANG",
    "LC_",
    "LD_LIBRARY_PATH",
    "LICET_",
    "PATH",
    "PG",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONPYCACHEPREFIX",
    "TESSDATA_PREFIX",
    "TMPDIR",
    "TZ",
)
"""Beginnings of the names of variables that a worker is given."""
_PROXIES: Final = ("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy")
_KEPT_REMOTE: Final = (*_KEPT, *_PROXIES, "AWS_", "FSSPEC_", "SSL_CERT_")
"""Of those that one is given which fetches files from elsewhere."""
_ADDED: Final = {
    "PYTHONUNBUFFERED": "1",
    "MALLOC_ARENA_MAX": "2",  # each thread's own would hold what pages leave behind
    "MALLOC_MMAP_THRESHOLD_": str(4 << 20),  # bytes: a picture leaves no hole that smaller things fill
    "MALLOC_TRIM_THRESHOLD_": str(32 << 20),  # or each smaller one is given back, and asked for again
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # and the next costs no more, in pages of 2 MB
    "OPENBLAS_NUM_THREADS": "1",  # its products are small here, and its other threads wait by spinning
}


class WorkerProcess:
    """One worker. ``path`` is the file that it reads, ``None`` while it has none; ``ready`` tells
    whether its engine is built; ``files`` counts those that it was given."""

    def __init__(self, setup: Setup, memory_bytes: int) -> None:
        self._limits, self._memory_bytes = setup.limits, memory_bytes
        self._printed = _nameless_file()
        ours, theirs = socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "pipeline.executors.worker", str(theirs.fileno()), str(os.getpid())],
            env=_environment(remote=setup.remote),
            stdin=subprocess.DEVNULL,
            stdout=self._printed,
            stderr=self._printed,
            pass_fds=[theirs.fileno()],
            process_group=0,  # a terminal's Ctrl-C is for the parent, and the group ends as one
        )
        theirs.close()
        self.connection = Connection(ours.detach())
        self.path: Path | None = None
        self.ready = False
        self.files = 0
        self._begun = self._seen = time.monotonic()
        self._out_of_memory = False
        self._send(setup)

    def give(self, path: Path, threads: int, failure: WorkerError | None = None) -> None:
        """Have the worker read a file, on ``threads`` threads, or store its ``failure``."""
        self.path = path
        self.files += 1
        self._begun = self._seen = time.monotonic()
        self._send(FileToRead(path, threads, failure))

    def take(self) -> Done | Refused | None:
        """What the worker says, if it is more than a sign of life. To be called when its connection
        has something.

        Raises:
            WorkerError: the worker is gone.
        """
        try:
            message = parse_message(self.connection.recv_bytes())
        except (EOFError, ConnectionError, ValueError):
            raise self._end() from None
        self._seen = time.monotonic()
        match message:
            case Ready():
                self.ready = True
            case OutOfMemory():
                self._out_of_memory = True
            case Done():
                self.path = None
                return message
            case Refused():
                return message
            case Alive():
                pass
        return None

    def has_started(self) -> bool:
        """Whether the worker is ready, or has just said so."""
        return self.ready or self.connection.poll()

    def check(self) -> None:
        """Kill the worker where it has passed a limit.

        Raises:
            WorkerError: it was killed.
        """
        now = time.monotonic()
        limits = self._limits
        if resident_bytes(self._process.pid) > self._memory_bytes:
            self.kill()
            megabytes = self._memory_bytes // 1_000_000
            raise WorkerMemoryError(
                f"读取所用内存超过 {megabytes:,} MB，请拆分文件，或调高上限"
                f" / Reading took more than {megabytes:,} MB of memory. Split the file, or raise the limit."
            )
        if not self.ready and now - self._seen > START_SECONDS:
            self.kill()
            raise WorkerHungError(
                f"引擎 {START_SECONDS:.0f} 秒后仍未就绪，请减少工作进程后再试"
                f" / The engine was not ready after {START_SECONDS:.0f} seconds."
            )
        if self.path is None or not self.ready:
            return
        for since, most, chinese, english in (
            (self._seen, limits.page_seconds, "一页", "A page"),
            (self._begun, limits.file_seconds, "文件", "The file"),
        ):
            if now - since > most:
                self.kill()
                raise WorkerHungError(
                    _MORE_TIME.after(
                        f"{chinese}读取超过 {most:g} 秒", f"{english} took more than {most:g} seconds."
                    )
                )

    @property
    def is_worn(self) -> bool:
        """Whether another is to take its place. To be asked between two files."""
        if self.files < min(self._limits.files, FEWEST_FILES):
            return False  # a start takes as long as five pages
        resting = resident_bytes(self._process.pid)
        return self.files >= self._limits.files or resting > self._limits.resting_bytes

    def finish(self) -> None:
        """Tell the worker that it was enough; it ends by itself, at once where it has no file."""
        with contextlib.suppress(OSError):
            self._send(None)

    def wait(self, seconds: float) -> bool:
        """Whether the worker has ended within ``seconds``."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._close()
        return True

    def kill(self) -> None:
        """End the worker now, and every program that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._close()

    def _send(self, message: Setup | FileToRead | None) -> None:
        # A worker that is gone is noticed when it is listened to.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.connection.send_bytes(pickle.dumps(message))

    def _end(self) -> WorkerError:
        """What the end of the worker was."""
        try:
            status = self._process.wait(5)
        except subprocess.TimeoutExpired:
            status = 0
        words = self._last_words()
        self.kill()
        if self._out_of_memory:
            return WorkerMemoryError(
                f"读取时内存不足，请拆分文件，或增加内存 / Reading ran out of memory{words}."
            )
        if status == -signal.SIGXCPU:
            return WorkerHungError(
                _MORE_TIME.after("文件所用处理器时间超限", "The file took more processor time than it may.")
            )
        how = f"signal {-status}, {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        told = f"信号 {-status}" if status < 0 else f"退出码 {status}"
        return WorkerCrashedError(
            f"读取此文件的进程异常终止（{told}），请转换文件或重新扫描"
            f" / What read the file ended with {how}{words}. Convert or scan the file again."
        )

    def _last_words(self) -> str:
        size = os.fstat(self._printed).st_size
        tail = os.pread(self._printed, 4 * _LAST_WORDS, max(0, size - 4 * _LAST_WORDS))
        lines = tail.decode("utf-8", "replace").strip().splitlines()
        return f" ({lines[-1].strip()[-_LAST_WORDS:]})" if lines else ""

    def _close(self) -> None:
        if not self.connection.closed:
            self.connection.close()
            os.close(self._printed)


def _nameless_file() -> int:
    """Descriptor of a file that nothing else can open, and that is only added to."""
    descriptor, path = tempfile.mkstemp()
    Path(path).unlink()
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | os.O_APPEND)
    return descriptor


def _environment(*, remote: bool) -> dict[str, str]:
    """What a worker needs of its parent's: no secrets of other programs, the same modules."""
    beginnings = _KEPT_REMOTE if remote else _KEPT
    kept = {name: value for name, value in os.environ.items() if name.startswith(beginnings)}
    modules = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {**kept, "PYTHONPATH": modules, **_ADDED}
