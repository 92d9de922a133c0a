"""Rounds in turns, each contender in a process of its own, and the medians as a table.

``--check`` ends with status 1 where licet misses what its issues ask for on two cores.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
from multiprocessing.connection import Connection

from rich.console import Console
from rich.table import Table

from tests.bench.contenders import CONTENDERS
from tests.bench.serve import Round, serve

ROUNDS = 3
LEAST, TIMES_RAPIDOCR = 2.0, 4.0  # pages a second, and against RapidOCR as shipped (issue 2)


def main() -> int:
    """Run the bench; some three minutes."""
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("--check", action="store_true", help="end with status 1 where a target is missed")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("names", nargs="*", default=list(CONTENDERS), help="contenders, all without")
    options = parser.parse_args()
    if unknown := set(options.names) - set(CONTENDERS):
        parser.error(f"no contender {', '.join(sorted(unknown))}; there are: {', '.join(CONTENDERS)}")
    rounds: dict[str, list[Round]] = {name: [] for name in options.names}
    starting = multiprocessing.get_context("spawn")
    lines: dict[str, Connection] = {}
    for name in rounds:
        lines[name], theirs = starting.Pipe()
        starting.Process(target=serve, args=(name, theirs), daemon=name != "licet").start()
        lines[name].recv()
    for number in range(options.rounds):
        for name, line in lines.items():
            line.send("read")
            rounds[name].append(line.recv())
            print(f"round {number + 1}: {name} {rounds[name][-1].speed:.2f} pages/s", flush=True)
    for line in lines.values():
        line.send(None)
    speeds = {name: statistics.median(one.speed for one in own) for name, own in rounds.items()}
    Console().print(_table(rounds, speeds))
    ratio = speeds["licet"] / speeds["RapidOCR as shipped"] if options.check else 0.0
    return int(options.check and (speeds["licet"] < LEAST or ratio < TIMES_RAPIDOCR))


def _table(rounds: dict[str, list[Round]], speeds: dict[str, float]) -> Table:
    title = f"A4 at 200 dpi, {os.cpu_count()} cores, medians of rounds in turns"
    table = Table("", "pages/s", "licet is", "CPU s/page", "peak MB", title=title, title_justify="left")
    for name, own in rounds.items():
        table.add_row(
            name,
            f"{speeds[name]:.2f}",
            f"{speeds.get('licet', 0) / speeds[name]:.2f} ×",
            f"{statistics.median(one.cpu for one in own):.2f}",
            f"{max(one.peak for one in own) / 1e6:.0f}",
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
