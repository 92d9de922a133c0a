"""The command line: ``python -m samples.glyphs draw`` and ``python -m samples.glyphs train``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.network import WEIGHTS, save_weights
from pipeline.ocr.rapidocr import RapidOcr
from samples.glyphs.faces import HELD_OUT, find_faces
from samples.glyphs.report import report
from samples.glyphs.train import find_temperature, train
from samples.glyphs.windows import Labelled, read_windows


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes some 3 s a page, training some minutes."""
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
    written is trained on all."""
    held = np.isin(known.designs, sorted(HELD_OUT))
    measured = train(known.only(~held))
    heat = np.array([find_temperature(measured, known.only(held))], np.float32)
    print(report(known.only(held), {**measured, "temperature": heat}), flush=True)
    save_weights({**train(known), "temperature": heat}, out)


def _draw(pages: int, seed: int, out: Path) -> None:
    engine, faces = RapidOcr(threads=1), find_faces()
    parts = [read_windows(engine, faces, f"{seed}/{page}") for page in range(pages)]
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        out,
        windows=np.concatenate(
            [np.round(part.windows * 255).clip(0, 255).astype(np.uint8) for part in parts]
        ),
        labels=np.concatenate([part.labels for part in parts]),
        designs=np.concatenate([part.designs for part in parts]),
        damage=np.concatenate([part.damage for part in parts]),
    )


def _load(files: list[Path]) -> Labelled:
    stored = [np.load(path) for path in files]

    def all_of(name: str) -> NDArray[Any]:
        return np.concatenate([part[name] for part in stored])

    windows = np.asarray(all_of("windows") / np.float32(255), np.float32)
    return Labelled(windows, all_of("labels"), all_of("designs"), all_of("damage"))


if __name__ == "__main__":
    sys.exit(main())
