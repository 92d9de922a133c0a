"""The command line: ``python -m samples.rare_characters draw`` and ``train``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.networks.weights_text import Weights, save_weights
from pipeline.ocr.rapidocr import RapidOcr
from pipeline.rare_characters.network import WEIGHTS, classify
from samples.glyphs.faces import find_faces
from samples.outcomes import find_temperature, told_shares
from samples.rare_characters.train import train
from samples.rare_characters.windows import Labelled, is_chinese, read_windows

HELD_OUT = frozenset({"Arphic Kai", "Noto Serif CJK", "DejaVu Sans"})  # designs that are measured on
TEMPERATURES = np.geomspace(0.5, 3, 10)
_NAMES = [field.name for field in fields(Labelled)]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes some 3 s a page, training ten minutes on two cores."""
    parser = argparse.ArgumentParser("python -m samples.rare_characters", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="pages of names, read and cut, to one file")
    draw.add_argument("--pages", type=int, required=True)
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument("--out", type=Path, required=True, help="an .npz file")
    fit = commands.add_parser("train", help="files of windows to the weights, and what they are worth")
    fit.add_argument("files", type=Path, nargs="+")
    fit.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    if options.command == "draw":
        _draw(options.pages, options.seed, options.out)
    else:
        _train(_load(options.files), options.out)
    return 0


def _draw(pages: int, seed: int, out: Path) -> None:
    engine, faces = RapidOcr(), [face for face in find_faces() if is_chinese(face)]
    read = [read_windows(engine, faces, f"{seed}/{page}") for page in range(pages)]
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out, **{name: np.concatenate([getattr(one, name) for one in read]) for name in _NAMES}
    )


def _load(paths: Sequence[Path]) -> Labelled:
    files = [np.load(path) for path in paths]
    return Labelled(**{name: np.concatenate([file[name] for file in files]) for name in _NAMES})


def _train(known: Labelled, out: Path) -> None:
    """Measure on designs that are kept out; what is written is trained over all."""
    unseen = np.isin(known.designs, list(HELD_OUT))
    seen = train(known.windows[~unseen], known.labels[~unseen])
    measure = partial(_outcomes, known.windows[unseen], known.labels[unseen])
    heat = find_temperature(seen, measure, TEMPERATURES)
    found = measure({**seen, "temperature": np.array([heat], np.float32)})
    print(f"{len(found)} windows, {found[:, 1].mean():.2%} right", *told_shares(found), sep="\n")
    weights = train(known.windows, known.labels)
    save_weights({**weights, "temperature": np.array([heat], np.float32)}, out)


def _outcomes(windows: NDArray[np.uint8], labels: NDArray[np.int64], weights: Weights) -> NDArray[np.float64]:
    """For each window the probability of the likeliest class, and whether it is right."""
    told = classify((windows / np.float32(255)).astype(np.float32), weights)
    best = told.argmax(axis=1)
    return np.stack([told.max(axis=1), best == labels], axis=1).astype(np.float64)


if __name__ == "__main__":
    sys.exit(main())
