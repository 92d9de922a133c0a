"""The command line: ``python -m samples.glyphs draw`` and ``python -m samples.glyphs train``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.network import WEIGHTS
from pipeline.networks.layers import softmax
from pipeline.networks.weights_text import save_weights
from pipeline.ocr.rapidocr import RapidOcr
from samples.glyphs.faces import HELD_OUT, find_faces
from samples.glyphs.report import report
from samples.glyphs.train import find_temperature, tell, train
from samples.glyphs.windows import Labelled, read_windows

RUNS = 6  # domains of a page on which the measure is taken
_NAMES = [field.name for field in fields(Labelled)]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes some 2 s a page, training an hour on two cores."""
    parser = argparse.ArgumentParser("python -m samples.glyphs", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="pages of domains, read and cut, to one file")
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


def _train(known: Labelled, out: Path) -> None:
    """Measure on designs that are kept out, whose temperature is that of any face not seen; what is
    written goes on from there over all."""
    held = np.isin(known.designs, sorted(HELD_OUT))
    unseen, start = known.only(held), train(known.only(~held))
    at, raw = tell(start, unseen, RUNS)
    heat = find_temperature(raw, unseen.labels[at])
    print(report(unseen, at, softmax(raw / np.float32(heat))), flush=True)
    save_weights({**train(known, start), "temperature": np.array([heat], np.float32)}, out)


def _draw(pages: int, seed: int, out: Path) -> None:
    engine, faces = RapidOcr(threads=1), find_faces()
    parts = [read_windows(engine, faces, f"{seed}/{page}") for page in range(pages)]
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out, allow_pickle=False, **{name: _joined(parts, name) for name in _NAMES})


def _joined(parts: Sequence[Labelled], name: str) -> NDArray[Any]:
    return np.concatenate([getattr(part, name) for part in parts])


def _load(files: list[Path]) -> Labelled:
    parts = [Labelled(**np.load(path)) for path in files]
    return Labelled(**{name: _joined(parts, name) for name in _NAMES})


if __name__ == "__main__":
    sys.exit(main())
