"""Files over the machines of a Ray cluster: an actor for each engine, wherever Ray has room for it.

An actor reads with a worker process of its own, under the same limits as on one machine: what crashes,
hangs or grows there is dealt with there. Here only actors and machines are lost.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Final

from pipeline.executors.messages import Done, Refused, Setup, message_to_bytes, parse_message
from pipeline.executors.processes import ProcessExecutor
from pipeline.executors.queued import LOOK, QueuedExecutor
from pipeline.run import fail_file
from schemas.errors import EngineMissingError, LicetError, OptionError, WorkerCrashedError

_ATTEMPTS: Final = 3  # a file that was lost with so many actors is not another's bad luck
_CPU: Final = "CPU"


class Reader:
    """The actor: one worker process, one file at a time."""

    def __init__(self, setup: Setup) -> None:
        self._executor = ProcessExecutor(setup, 1)

    def ready(self) -> bool:
        """Answers once the actor is there."""
        return True

    def read(self, path: Path) -> bytes:
        """The message of the worker that the file is done, or that none can be."""
        try:
            self._executor.submit(path)
            while (done := self._executor.take(LOOK)) is None:
                pass
        except LicetError as error:
            return message_to_bytes(Refused(error))
        return message_to_bytes(Done(done.outcome, done.saved, done.sha256))


class RayExecutor(QueuedExecutor):
    """``workers`` actors, each with the cores of ``setup``'s threads; without, as many as the cluster
    has cores for. A file that was being read on a machine that is lost is read again on another.

    Raises:
        OptionError: the database is not one that many machines can write.
        EngineMissingError: Ray is not installed, or no cluster answers at ``address``.
    """

    def __init__(self, setup: Setup, workers: int | None, address: str | None) -> None:
        if not setup.database.startswith("postgres"):
            raise OptionError(
                "多台机器须写入 PostgreSQL，请用 --db postgresql+psycopg://USER@HOST/NAME 指明"
                " / Many machines write to PostgreSQL: name it with --db postgresql+psycopg://USER@HOST/NAME."
            )
        self._ray = _connect(address)
        there = int(self._ray.cluster_resources().get(_CPU, 1)) // setup.options.threads
        super().__init__(setup, workers or max(1, there))
        self._actor_class = self._ray.remote(Reader)
        self._starting: dict[Any, Any] = {}  # the answer to ``ready``, and the actor
        self._idle: list[Any] = []
        self._reading: dict[Any, tuple[Any, Path]] = {}  # the result to come, the actor and its file
        self._lost: Counter[Path] = Counter()

    @property
    def _unfinished(self) -> int:
        return len(self._queue) + len(self._reading)

    def _end(self) -> None:
        while self._reading:
            self._go_on(LOOK)
            self.stop()

    def kill(self) -> None:
        self.stop()
        for actor in (*self._starting.values(), *self._idle, *(actor for actor, _ in self._reading.values())):
            self._ray.kill(actor)
        self._starting, self._idle, self._reading = {}, [], {}

    def _deal(self) -> None:
        while self._queue and self._idle:
            actor, path = self._idle.pop(), self._queue.popleft()
            self._reading[actor.read.remote(path)] = (actor, path)
        there = len(self._starting) + len(self._idle) + len(self._reading)
        for _ in range(min(self._most - there, len(self._queue) - len(self._starting))):
            actor = self._actor_class.options(num_cpus=self._setup.options.threads).remote(self._setup)
            self._starting[actor.ready.remote()] = actor

    def _go_on(self, seconds: float) -> None:
        self._deal()
        coming = [*self._starting, *self._reading]
        if not coming:
            return
        there, _ = self._ray.wait(coming, num_returns=1, timeout=seconds)
        for answer in there:
            if answer in self._starting:
                self._begin(answer)
            else:
                self._finish(answer)

    def _begin(self, answer: Any) -> None:
        """An actor is there, or is lost before it was; then another is started in its place."""
        actor = self._starting.pop(answer)
        try:
            self._ray.get(answer)
        except self._ray.exceptions.RayActorError:
            return
        self._idle.append(actor)

    def _finish(self, answer: Any) -> None:
        actor, path = self._reading.pop(answer)
        try:
            message = parse_message(self._ray.get(answer))
        except self._ray.exceptions.RayActorError as error:
            self._lose(path, error)
            return
        if isinstance(message, Refused):
            self.kill()
            raise message.error
        if isinstance(message, Done):
            self._idle.append(actor)
            self._done.append(message.of(path))

    def _lose(self, path: Path, error: Exception) -> None:
        self._lost[path] += 1
        if self._lost[path] < _ATTEMPTS:
            self._queue.appendleft(path)
            return
        words = str(error).strip().splitlines()
        text = (
            f"读取此文件的进程 {_ATTEMPTS} 次失联，请检查集群后再读取"
            f" / What read the file was lost {_ATTEMPTS} times ({words[0] if words else 'no reason given'})."
        )
        self._done.append(fail_file(path, WorkerCrashedError(text), self._open_store(), self._setup.options))


def _connect(address: str | None) -> Any:
    """Ray, connected to the cluster at ``address``, or to the one that runs on this machine."""
    try:
        import ray
    except ModuleNotFoundError as error:
        raise EngineMissingError(
            "未安装 Ray，请运行 pip install 'licet[cluster]'"
            " / Ray is not installed. Run: pip install 'licet[cluster]'"
        ) from error
    try:
        ray.init(address=address or "auto", log_to_driver=False, ignore_reinit_error=True)
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = address or "this machine"
        raise EngineMissingError(
            "没有 Ray 集群应答，请用 ray start --head 启动"
            f" / No Ray cluster answers at {where}: {error}. Start one with `ray start --head`."
        ) from error
    return ray
