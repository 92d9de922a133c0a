"""The executors by name, and how each is opened. The module of one is imported when it is chosen."""

from __future__ import annotations

from typing import Final

from pipeline.executors.executor import Executor
from pipeline.executors.limits import default_workers
from pipeline.executors.messages import Setup
from schemas.errors import OptionError

EXECUTORS: Final = ("processes", "serial", "ray")


def open_executor(
    name: str, setup: Setup, workers: int | None = None, address: str | None = None
) -> Executor:
    """The executor ``name``; to be closed by the caller. Without ``workers`` as many as this machine, or
    the cluster at ``address``, has cores and memory for.

    Raises:
        OptionError: there is no such executor, or no worker, or the address is of none.
        EngineMissingError, StoreError: as what it is made of says.
    """
    if workers is not None and workers < 1:
        raise OptionError("至少须有一个工作进程 / At least one worker must read.")
    if address is not None and name != "ray":
        raise OptionError("--address 须与 --executor ray 同用 / --address goes with --executor ray.")
    match name:
        case "processes":
            from pipeline.executors.processes import ProcessExecutor

            return ProcessExecutor(setup, default_workers() if workers is None else workers)
        case "serial":
            from pipeline.executors.serial import SerialExecutor
            from pipeline.store.store import open_store

            return SerialExecutor(setup.build(), open_store(setup.database), setup.options)
        case "ray":
            from pipeline.executors.ray import RayExecutor

            return RayExecutor(setup, workers, address)
    raise OptionError(
        f"没有此执行方式，请从以下选择：{'、'.join(EXECUTORS)}"
        f" / There is no executor {name!r}. Choose one of: {', '.join(EXECUTORS)}."
    )
