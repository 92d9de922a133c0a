"""One run over many files: the part that ``licet ingest`` and ``licet retry`` share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

import typer

from pipeline.commands.choices import tell_own_types
from pipeline.commands.interrupt import INTERRUPTED, interruptible
from pipeline.commands.outage import Outage
from pipeline.commands.progress import Tally, tell, told
from pipeline.executors.executor import ingest_files
from pipeline.executors.limits import default_workers
from pipeline.executors.messages import Setup
from pipeline.executors.registry import open_executor
from pipeline.ingested import Ingested, unchanged_files
from pipeline.ocr.registry import build_engine, check_engine
from pipeline.options import CORES, Limits, Options, WorkerLimits
from schemas.declarations import document_types
from schemas.errors import StoreAwayError
from schemas.outcome import OutcomeStatus

PARTIAL, FAILED = 3, 4
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class RunPlan:
    """How files are shared out, and how much is told of it."""

    setup: Setup
    executor: str
    workers: int | None
    quiet: bool
    json_log: bool
    address: str | None = None


def make_plan(
    *,
    db: str,
    engine: str,
    model_dir: Path | None,
    accept: float,
    again: bool,
    limits: Limits,
    executor: str,
    address: str | None,
    workers: int | None,
    threads: int | None,
    worker_limits: WorkerLimits,
    quiet: bool,
    json_log: bool,
    types: Path | None = None,
    remote: bool = False,
) -> RunPlan:
    """From the options of a command. Without ``workers`` as many as cores and memory allow; without
    ``threads`` the cores shared out among them. ``address`` is of a cluster; files that are ``remote`` are
    to be fetched.

    Raises:
        OptionError, EngineMissingError: an option is wrong; nothing has been made.
    """
    if not quiet:
        tell_own_types(types)
    document_types(types)  # first: a wrong declaration must not leave an empty database
    check_engine(engine, model_dir)  # first: a mistyped engine must not leave an empty database
    each = _cores_each(executor, workers) if threads is None else threads
    cores = CORES if threads is None and executor != "ray" else each
    build = partial(build_engine, engine, model_dir, cores)
    setup = Setup(build, db, Options(accept, again, limits, each, types), worker_limits, cores, remote)
    return RunPlan(setup, executor, workers, quiet, json_log, address)


def _cores_each(executor: str, workers: int | None) -> int:
    """The cores of this machine shared out; one for each worker where there are many machines."""
    if executor == "ray":
        return 1
    at_once = 1 if executor == "serial" else default_workers() if workers is None else max(1, workers)
    return max(1, CORES // at_once)


def run_files(find: Callable[[], Sequence[Path]], plan: RunPlan) -> None:
    """Read the files that ``find`` names and tell of them; ends the command with its exit status."""
    with _Readers(plan) as readers, interruptible() as interrupt:
        files = find()
        tally = Tally(len(files))
        results = _read(files, readers, plan, interrupt.asked)
        for _ in told(results, tally, quiet=plan.quiet, json_log=plan.json_log):
            pass
    if not plan.quiet and not plan.json_log:
        _tell_not_read_again(tally, plan.setup.options.types)
    if interrupt.asked():
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(_exit_status(tally))


class _Readers:
    """What a run reads with, and the store that tells it which files are known."""

    def __init__(self, plan: RunPlan) -> None:
        self._plan = plan
        self._opened: ExitStack | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *error: Any) -> None:
        if self._opened is not None:
            self._opened.__exit__(*error)

    def open(self) -> None:
        """Open what is not open.

        Raises:
            LicetError: there is no engine or no database; nothing is open.
        """
        if self._opened is not None:
            return
        plan = self._plan
        with ExitStack() as opened:
            executor = open_executor(plan.executor, plan.setup, plan.workers, plan.address)
            self.executor = opened.enter_context(executor)
            self.executor.expect()
            # Imported here, since a first worker starts meanwhile.
            from pipeline.store.store import open_store

            self._store = opened.enter_context(open_store(plan.setup.database))
            self._opened = opened.pop_all()

    def drop(self) -> None:
        """End at once; files that are not done are as if never begun."""
        opened, self._opened = self._opened, None
        self.executor.kill()
        if opened is not None:
            opened.close()

    def known(self, paths: Sequence[Path]) -> dict[Path, Ingested]:
        """What is known of those of ``paths`` that need no reading."""
        return {} if self._plan.setup.options.again else unchanged_files(paths, self._store)


def _read(
    files: Sequence[Path], readers: _Readers, plan: RunPlan, stopped: Callable[[], bool]
) -> Iterator[Ingested]:
    """What became of the files. A database that goes away is waited for, and what is not done read then."""
    rest = dict.fromkeys(files)
    outage = Outage(plan.setup.database, stopped, partial(tell, json_log=plan.json_log))
    while True:
        try:
            readers.open()
            for done in ingest_files(readers.executor, list(rest), readers.known, stopped):
                outage.end()
                del rest[done.path]
                yield done
            return
        except StoreAwayError as error:
            readers.drop()
            outage.wait(error)
            if stopped():
                return


def _tell_not_read_again(tally: Tally, types: Path | None) -> None:
    """Say that known files keep the values of declarations that they were read with, whichever these were."""
    known = sum(count for (_, _, is_known), count in tally.files.items() if is_known)
    if types is not None and known:
        typer.echo(
            f"已入库的 {known} 个文件未重新读取；声明有新增或修改时请加 --again / "
            f"{known} known files were not read again: if declarations are new or changed since, add --again",
            err=True,
        )


def _exit_status(tally: Tally) -> int:
    if tally.count(OutcomeStatus.FAILED):
        return FAILED
    return PARTIAL if tally.count(OutcomeStatus.PARTIAL) else 0
