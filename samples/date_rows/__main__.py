"""The command line: ``python -m samples.date_rows draw`` and ``train``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.networks.weights_text import Weights, read_weights, save_weights
from pipeline.printed_dates.network import (
    ALONG,
    CLASSES,
    OTHER,
    WEIGHTS,
    likely_dates,
    load_weights,
    tell_columns,
    to_value,
)
from samples.date_rows.draw import draw_row
from samples.fit import Recipe
from samples.outcomes import find_temperature, told_shares
from samples.spelled import other_classes, train

RECIPE = Recipe(steps=2600, rate=2e-3, decay=1e-2, begun=0.05, steepest=2.0)
FURTHER = replace(RECIPE, steps=2400, rate=1.5e-3)
TEMPERATURES = np.geomspace(0.5, 3, 10)


@dataclass(frozen=True)
class Row:
    """A row's picture (0 = black), and what it says."""

    pixels: NDArray[np.uint8]
    label: str


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes some 35 ms a row, training a quarter of an hour on two cores."""
    parser = argparse.ArgumentParser("python -m samples.date_rows", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="rows with a date, to one file")
    draw.add_argument("--rows", type=int, required=True)
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument("--held-out", action="store_true", help="in faces that are never trained on")
    draw.add_argument("--out", type=Path, required=True, help="an .npz file")
    fit = commands.add_parser("train", help="files of rows to the weights, and what they are worth")
    fit.add_argument("files", type=Path, nargs="+")
    fit.add_argument("--unseen", type=Path, required=True, help="a file of rows that were held out")
    fit.add_argument("--out", type=Path, default=WEIGHTS)
    fit.add_argument("--further", action="store_true", help="go on from the package's weights")
    options = parser.parse_args(arguments)
    if options.command == "draw":
        _draw(options)
    else:
        known = [row for path in options.files for row in _load(path)]
        _train(known, _load(options.unseen), options.out, further=options.further)
    return 0


def _draw(options: argparse.Namespace) -> None:
    with Pool() as pool:
        seeds = [f"{options.seed}/{at}" for at in range(options.rows)]
        drawn = pool.map(partial(draw_row, held_out=options.held_out), seeds, chunksize=100)
    pictures, labels = zip(*drawn, strict=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    widths = np.array([picture.shape[1] for picture in pictures], np.int64)
    np.savez(options.out, pixels=np.concatenate(pictures, axis=1), widths=widths, labels=np.array(labels))


def _load(path: Path) -> list[Row]:
    file = np.load(path)
    pictures = np.split(file["pixels"], np.cumsum(file["widths"])[:-1], axis=1)
    return [
        Row(np.ascontiguousarray(one), label)
        for one, label in zip(pictures, file["labels"].tolist(), strict=True)
    ]


def _train(known: Sequence[Row], unseen: Sequence[Row], out: Path, *, further: bool) -> None:
    start = load_weights() if further else other_classes(load_weights(), ALONG, CLASSES)
    weights = train(known, CLASSES, ALONG, FURTHER if further else RECIPE, start)
    heat = find_temperature(weights, partial(_outcomes, unseen[::4]), TEMPERATURES)
    save_weights({**weights, "temperature": np.array([heat], np.float32)}, out)
    found = _outcomes(unseen, read_weights(out))
    print(f"{len(found)} dates, {found[:, 1].mean():.2%} right", *told_shares(found), sep="\n")


def _outcomes(unseen: Sequence[Row], weights: Weights) -> NDArray[np.float64]:
    """For each row with a date that exists: the probability of the likeliest, and whether it is right."""
    found = []
    for row in unseen:
        truth = to_value(row.label.replace(OTHER, ""))
        if truth is None:
            continue
        told = likely_dates(tell_columns(row.pixels, weights))
        best = max(told, key=told.__getitem__, default="")
        found.append((told.get(best, 0.0), float(to_value(best) == truth)))
    return np.array(found)


if __name__ == "__main__":
    sys.exit(main())
