"""Ctrl-C: the first ends a run after the files at hand, the second at once. A terminal that is closed ends it
as the first does."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from pipeline.commands.terminal import leave_terminal, outliving_terminal

INTERRUPTED = 130


class Interrupt:
    """``asked`` is whether the run is to end."""

    def __init__(self) -> None:
        self._asked = False

    def asked(self) -> bool:
        """Whether a person, or the system, wants the run to end."""
        return self._asked

    def ask(self, number: int, frame: FrameType | None) -> None:
        """A signal came."""
        del frame
        if number == signal.SIGHUP:
            leave_terminal()
        if self._asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        if not self._asked:
            typer.echo(
                "读完手头的文件后结束，再按 Ctrl-C 立即结束 / "
                "ending after the files at hand; Ctrl-C again ends at once",
                err=True,
            )
        self._asked = True


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """SIGINT, SIGTERM and SIGHUP are asked of the ``Interrupt`` while the context lasts; the last not under
    nohup, which has it ignored."""
    interrupt = Interrupt()
    kinds = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        kinds.append(signal.SIGHUP)
    before = {kind: signal.signal(kind, interrupt.ask) for kind in kinds}
    try:
        with outliving_terminal():  # which is gone before the signal comes
            yield interrupt
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
