"""The command line: ``python -m samples.latin draw`` and ``python -m samples.latin train``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.latin.network import CLASSES, WEIGHTS, load_weights
from pipeline.networks.weights_text import Weights, save_weights
from pipeline.ocr.engine import OcrEngine
from pipeline.ocr.rapidocr import RapidOcr
from samples.fit import Recipe
from samples.glyphs.faces import HELD_OUT, LatinFace, find_faces
from samples.latin.placed import place_rows
from samples.latin.report import TEMPERATURES, outcomes, report
from samples.latin.rows import FORMS, Row, read_rows
from samples.latin.train import train
from samples.outcomes import find_temperature

RECIPE = Recipe(steps=4500, rate=2.5e-3, decay=1e-2, begun=0.1, steepest=2.0)
FURTHER = replace(RECIPE, steps=4600, rate=6e-4, begun=0.04)  # where it goes on from weights
KEPT_OUT = HELD_OUT - FORMS
"""Designs that are never trained on; those that our forms are printed in are."""
_NAMES = ("label", "read", "design", "damage", "page")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes 1 to 3 s a page, training 40 minutes on two cores."""
    parser = argparse.ArgumentParser("python -m samples.latin", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="pages of domains, read and cut, to one file")
    draw.add_argument("--pages", type=int, required=True)
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument("--placed", action="store_true", help="found by where they were drawn, and not read")
    draw.add_argument("--out", type=Path, required=True, help="an .npz file")
    fit = commands.add_parser("train", help="files of rows to the weights, and what they are worth")
    fit.add_argument("files", type=Path, nargs="+")
    fit.add_argument("--out", type=Path, default=WEIGHTS)
    fit.add_argument("--further", action="store_true", help="go on from the package's weights")
    options = parser.parse_args(arguments)
    if options.command == "draw":
        _draw(options.pages, options.seed, options.out, place_rows if options.placed else read_rows)
        return 0
    recipe, start = (FURTHER, load_weights()) if options.further else (RECIPE, None)
    _train([row for path in options.files for row in _load(path)], options.out, recipe, start)
    return 0


def _train(rows: Sequence[Row], out: Path, recipe: Recipe, start: Weights | None) -> None:
    """Some designs are kept out, and their temperature is that of any face not seen; going on keeps it, and
    gives the mean of the weights before and after, which is better than both."""
    unseen = [row for row in rows if row.design in KEPT_OUT]
    if start is not None:
        print(report(unseen, start), flush=True)
    weights = train([row for row in rows if row.design not in KEPT_OUT], recipe, start)
    if start is None:
        found = find_temperature(weights, partial(outcomes, unseen), TEMPERATURES)
        weights = {**weights, "temperature": np.array([found], np.float32)}
    else:
        weights = {name: ((start[name] + own) / 2).astype(np.float32) for name, own in weights.items()}
        weights["temperature"] = start["temperature"]
    print(report(unseen, weights), flush=True)
    save_weights(weights, out)


def _draw(
    pages: int, seed: int, out: Path, find_rows: Callable[[OcrEngine, Sequence[LatinFace], str], list[Row]]
) -> None:
    engine, faces = RapidOcr(threads=1), find_faces()
    rows = [row for page in range(pages) for row in find_rows(engine, faces, f"{seed}/{page}")]
    out.parent.mkdir(parents=True, exist_ok=True)
    pixels: dict[str, NDArray[np.uint8] | NDArray[np.int64]] = {
        "pixels": np.concatenate([row.pixels for row in rows], axis=1),
        "widths": np.array([row.pixels.shape[1] for row in rows], np.int64),
    }
    names = {name: np.array([getattr(row, name) for row in rows], np.str_) for name in _NAMES}
    np.savez(out, allow_pickle=False, **pixels, **names)


def _load(path: Path) -> Iterator[Row]:
    """The rows of a file whose label the network can tell."""
    file = np.load(path)
    pictures: Iterable[NDArray[np.uint8]] = np.split(file["pixels"], np.cumsum(file["widths"])[:-1], axis=1)
    names = [file[name].tolist() for name in _NAMES]
    for picture, label, *rest in zip(pictures, *names, strict=True):
        if label and {*label} <= {*CLASSES}:
            yield Row(np.ascontiguousarray(picture), label, *rest)


if __name__ == "__main__":
    sys.exit(main())
