"""The command line: ``python -m samples.handwriting draw`` and ``train``."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from pipeline.handwriting.network import WEIGHTS
from pipeline.networks.weights_text import read_weights, save_weights
from samples.handwriting.digits import Hand, load_hand
from samples.handwriting.report import TEMPERATURES, outcomes, report
from samples.handwriting.rows import draw_row
from samples.handwriting.train import Rows, train
from samples.outcomes import find_temperature


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes some 6 ms a row, training ten minutes on two cores."""
    parser = argparse.ArgumentParser("python -m samples.handwriting", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="rows of dates and years, to one file")
    draw.add_argument("--figures", type=Path, required=True, help="figures that people wrote, .csv.gz")
    draw.add_argument("--rows", type=int, required=True)
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument("--held-out", action="store_true", help="of figures that are never trained on")
    draw.add_argument("--out", type=Path, required=True, help="an .npz file")
    fit = commands.add_parser("train", help="a file of rows to the weights, and what they are worth")
    fit.add_argument("file", type=Path)
    fit.add_argument("--unseen", type=Path, required=True, help="a file of rows that were held out")
    fit.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    if options.command == "draw":
        _draw(options)
    else:
        _train(_load(options.file), _load(options.unseen), options.out)
    return 0


def _load(path: Path) -> Rows:
    return Rows(**np.load(path))


def _train(known: Rows, unseen: Rows, out: Path) -> None:
    weights = train(known)
    heat = find_temperature(weights, partial(outcomes, unseen), TEMPERATURES)
    save_weights({**weights, "temperature": np.array([heat], np.float32)}, out)
    print(report(unseen, read_weights(out)))


def _draw(options: argparse.Namespace) -> None:
    hand = load_hand(options.figures, held_out=options.held_out)
    parts = [(hand, f"{options.seed}/{at}") for at in range(options.rows)]
    with Pool() as pool:
        drawn = pool.starmap(_one, parts, chunksize=200)
    pictures, labels, centers = zip(*drawn, strict=True)
    widths = np.array([picture.shape[1] for picture in pictures], np.int64)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out,
        pixels=np.concatenate(pictures, axis=1),
        widths=widths,
        labels=np.array(labels),
        centers=np.concatenate(centers),
    )


def _one(hand: Hand, seed: str) -> tuple[NDArray[np.uint8], str, NDArray[np.float32]]:
    draw = Random(seed)
    return draw_row(hand, draw, np.random.default_rng(draw.getrandbits(64)))


if __name__ == "__main__":
    sys.exit(main())
