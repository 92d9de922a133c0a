"""The daemon's loop: look, claim, have read, put away, tell.

One thread does all of it but deliver notifications and answer HTTP. It never opens a file of the
inbox to read: that is done by the executor's workers. What it holds between two steps is in the
claims on disk, so that it can be killed at any moment.
"""

from __future__ import annotations

import stat
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.ingested import Ingested
from pipeline.watch.claim import Claim, Claims
from pipeline.watch.finish import Finisher
from pipeline.watch.folders import Folders
from pipeline.watch.health import Health
from pipeline.watch.inbox import path_to_stamp
from pipeline.watch.intake import Intake
from pipeline.watch.journal import Journal
from pipeline.watch.metrics import Metrics
from pipeline.watch.notify import Notifier
from pipeline.watch.options import WatchOptions
from pipeline.watch.resources import BuildExecutor, Resources
from pipeline.watch.systemd import tell_systemd
from pipeline.watch.verdict import find_verdict
from schemas.errors import LicetError, NotAFileError, StoreError
from schemas.outcome import FileReading, Outcome, OutcomeStatus

_TICK: Final = 0.5  # seconds that the loop waits at most
_MOST_UNMOVED: Final = 100
_STORE_TRIES: Final = 3  # of a file, read alone, that the database refuses while it is there
_NO_FILE: Final = (
    "这是链接、设备、管道或套接字，不是文件，请放入普通文件"
    " / This is a link, device, pipe or socket, and no file."
)
_REFUSED: Final = "数据库拒收读取结果，请报告此文件 / The database refuses what was read. Report this file."


@dataclass
class _Held:
    """A claim in hand: since when, when it may be read, and how often the database failed on it."""

    claim: Claim
    since: float
    ready_at: float = 0.0
    failed: int = 0


def _reading_options(options: WatchOptions) -> tuple[object, ...]:
    """Those that workers are started with."""
    return options.accept, options.types, options.limits, options.worker, options.workers


class Daemon:
    """Watches one inbox. ``stop`` and ``reload`` may be called from signal handlers."""

    def __init__(
        self,
        folders: Folders,
        database: str,
        build: BuildExecutor,
        load: Callable[[], WatchOptions],
        journal: Journal,
    ) -> None:
        self._folders, self._load, self._journal = folders, load, journal
        self._options = load()
        self.metrics, self.health = Metrics(), Health()
        self._stopping = self._reloading = False
        self._claims = Claims(folders.inbox)
        self._notifier = Notifier(self._options, journal)
        self.intake = Intake(folders, self._claims, self.metrics, journal)
        self._finisher = Finisher(folders, self._claims, self._notifier, self.metrics, journal)
        self._resources = Resources(folders, database, build, self.metrics, journal)
        self._queue: deque[_Held] = deque()
        self._reading: dict[Path, _Held] = {}

    def stop(self) -> None:
        """Take no more files, and end when those being read are done, or their time is over."""
        self._stopping = True
        self.intake.wake.set()

    def reload(self) -> None:
        """Load the options anew at the next turn."""
        self._reloading = True
        self.intake.wake.set()

    def run(self) -> None:
        """Until ``stop``.

        Raises:
            LicetError: at the start, the database or the engine cannot be used; later, the engine.
        """
        try:
            self._resources.open(self._options)
            self._journal.tell("started", inbox=str(self._folders.inbox))
            tell_systemd("READY=1")
            while not self._stopping:
                self._turn()
        finally:
            self._end()

    def _turn(self) -> None:
        self._sign_of_life()
        if self._reloading:
            self._reload()
        busy = False
        try:
            if self._resources.are_there(self._options, idle=not self._reading):
                busy = self._look()
                self._submit()
            self._take(_TICK)
            self._finish()
        except StoreError as error:
            for held in self._reading.values():
                held.failed += 1
            self._lose("database", str(error))
        except OSError as error:  # of processes or memory there are no more
            self._lose("workers", str(error))
        self.metrics.queue.set(len(self._queue))
        self.metrics.in_flight.set(len(self._reading))
        self.metrics.unmoved.set(self._finisher.waiting)
        if not self._reading and not busy:
            self.intake.wait(_TICK)

    def _sign_of_life(self) -> None:
        self._claims.beat()
        self.health.beat()
        self.health.paused = self._resources.paused
        tell_systemd("WATCHDOG=1")

    def _lose(self, kind: str, why: str) -> None:
        """Everything that was to be read or put away waits until what it takes is there again."""
        self._queue.extendleft(self._reading.values())
        self._reading.clear()
        self._resources.lose(kind, why)

    def _reload(self) -> None:
        self._reloading = False
        tell_systemd(f"RELOADING=1\nMONOTONIC_USEC={time.monotonic_ns() // 1000}")
        try:
            loaded = self._load()
        except LicetError as error:
            self._journal.tell("options_refused", "error", message=str(error))
        else:
            old = self._options
            self._resources.stale |= _reading_options(loaded) != _reading_options(old)
            self._options = self._notifier.options = loaded
            self._journal.tell("options_loaded")
        tell_systemd("READY=1")

    def _look(self) -> bool:
        """Claim what there is room for; whether there was any."""
        now = time.monotonic()
        for claim in self.intake.take_over(self._options):
            verdict = find_verdict(claim)
            if verdict is not None:
                self._finisher.add(claim, verdict)
            elif claim.stamp is None:
                self._claims.release(claim)
            else:
                self._queue.append(_Held(claim, now))
        in_hand = {held.claim.origin for held in (*self._queue, *self._reading.values())}
        executor = self._resources.executor
        room = 0 if executor is None else max(1, executor.room) - len(self._queue)
        if self._finisher.waiting > _MOST_UNMOVED:  # done or failed cannot be written to
            room = 0
        claims = self.intake.look(self._options, room, in_hand)
        self._queue += [_Held(claim, now) for claim in claims]
        if not self._queue and not self._reading and not self._finisher.waiting:
            self._claims.tidy()
        return bool(claims)

    def _submit(self) -> None:
        """Give claimed files to the executor; what is no file is an outcome without it."""
        executor = self._resources.executor
        for _ in range(len(self._queue)):
            if self._resources.stale or any(held.failed for held in self._reading.values()):
                return
            held = self._queue[0]
            if time.monotonic() < held.ready_at:
                self._queue.rotate(-1)
                continue
            if executor is None or not executor.room or (held.failed and self._reading):
                return
            self._queue.popleft()
            try:
                regular = stat.S_ISREG(held.claim.file.lstat().st_mode)
            except OSError:
                self._lose_claim(held)
                continue
            if not regular:
                self._fail(held, NotAFileError(_NO_FILE))
            elif held.failed > _STORE_TRIES:
                self._fail(held, StoreError(_REFUSED))
            else:
                self.metrics.seconds.labels("queue").observe(time.monotonic() - held.since)
                held.since = time.monotonic()
                self._reading[held.claim.file] = held
                executor.submit(held.claim.file)

    def _fail(self, held: _Held, error: LicetError) -> None:
        """An outcome that takes no reading."""
        outcome = Outcome(status=OutcomeStatus.FAILED, code=error.code, message=str(error))
        path = str(self._folders.inbox / held.claim.origin)
        reading = FileReading(path=path, sha256=None, size=None, media_type=None, outcome=outcome)
        self._queue.appendleft(held)
        if self._resources.store is not None:
            self._resources.store.save(reading)
            self._queue.popleft()
            self._finisher.decide(held.claim, Ingested(held.claim.file, outcome, None))

    def _lose_claim(self, held: _Held) -> None:
        """Another daemon, which took this one for dead, reads the file."""
        self._journal.tell("claim_lost", "warning", file=held.claim.origin)

    def _take(self, seconds: float) -> None:
        """What the executor has done; waits ``seconds`` at most for the first."""
        while self._reading and self._resources.executor is not None:
            done = self._resources.executor.take(seconds)
            if done is None:
                return
            seconds = 0.0
            held = self._reading.pop(done.path, None)
            if held is not None:
                self._take_in(held, done)

    def _take_in(self, held: _Held, done: Ingested) -> None:
        now = time.monotonic()
        self.metrics.seconds.labels("read").observe(now - held.since)
        try:
            stamp = path_to_stamp(held.claim.file)
        except OSError:
            self._lose_claim(held)
            return
        if held.claim.is_unchanged(stamp):
            self._resources.work()
            self._finisher.decide(held.claim, done)
            return
        claim = Claim(held.claim.folder, held.claim.origin, stamp)
        self._queue.append(_Held(claim, now, now + self._options.settle_seconds))
        self._journal.tell("changed_while_read", "warning", file=claim.origin)

    def _finish(self) -> None:
        if self._resources.store is not None:
            self._finisher.run(self._resources.store, time.monotonic())

    def _end(self) -> None:
        """Drain: what is being read has its time, what was not begun goes back to the inbox."""
        tell_systemd("STOPPING=1")
        self._journal.tell("ending", in_flight=len(self._reading))
        last = time.monotonic() + self._options.drain_seconds
        for held in self._queue:
            self._claims.put_back(held.claim)
        try:
            executor = self._resources.executor
            if executor is not None:
                executor.stop()
            while executor is not None and executor.waiting and time.monotonic() < last:
                self._sign_of_life()
                self._take(_TICK)
                self._finish()
            self._finish()
        except StoreError as error:
            self._journal.tell("paused", "error", why="database", message=str(error))
        finally:
            self._close(last)

    def _close(self, last: float) -> None:
        if self._resources.executor is not None:
            self._resources.executor.kill()
            self._resources.executor.close()
        for held in self._reading.values():
            self._claims.put_back(held.claim)
        if self._resources.store is not None:
            self._resources.store.close()
        self._notifier.close(max(1.0, last - time.monotonic()))
        self._claims.tidy()
        self._journal.tell("ended")
