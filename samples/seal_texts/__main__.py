"""The command line: ``python -m samples.seal_texts draw`` and ``train``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from multiprocessing import Pool
from pathlib import Path
from random import Random

import cv2
import numpy as np

from pipeline.networks.weights_text import read_weights, save_weights
from pipeline.seals.text_network import SIGHTS
from samples.seal_texts.draw import SeenSeal, draw_seals
from samples.seal_texts.report import find_temperature, report
from samples.seal_texts.train import Texts, train

COPIES = 3  # of one page


def main(arguments: list[str] | None = None) -> int:
    """Run the command; drawing takes some 30 ms a seal, training ten minutes on two cores."""
    parser = argparse.ArgumentParser("python -m samples.seal_texts", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw", help="seals under print, to one file")
    draw.add_argument("--pages", type=int, required=True, help=f"each gives {COPIES} seals")
    draw.add_argument("--seed", type=int, required=True)
    draw.add_argument("--held-out", action="store_true", help="in faces of type that are never trained on")
    draw.add_argument("--blank", action="store_true", help="print without a seal")
    draw.add_argument("--out", type=Path, required=True, help="an .npz file")
    fit = commands.add_parser("train", help="files of seals to the weights, and what they are worth")
    fit.add_argument("sight", choices=SIGHTS)
    fit.add_argument("files", type=Path, nargs="+")
    fit.add_argument("--unseen", type=Path, required=True, help="a file of seals that were held out")
    options = parser.parse_args(arguments)
    if options.command == "draw":
        _draw(options)
    else:
        _train(_load(options.files, options.sight), _load([options.unseen], options.sight))
    return 0


def _load(paths: Sequence[Path], name: str) -> Texts:
    files = [np.load(path) for path in paths]
    return Texts(
        SIGHTS[name],
        np.concatenate([file[name] for file in files]),
        np.concatenate([file[f"{name}_text"] for file in files]),
    )


def _train(known: Texts, unseen: Texts) -> None:
    weights = train(known)
    heat = find_temperature(unseen, weights)
    out = known.sight.weights
    save_weights({**weights, "temperature": np.array([heat], np.float32)}, out)
    print(report(unseen, read_weights(out)))


def _draw(options: argparse.Namespace) -> None:
    parts = [(f"{options.seed}/{at}", options.held_out, options.blank) for at in range(options.pages)]
    with Pool(initializer=cv2.setNumThreads, initargs=(1,), maxtasksperchild=6) as pool:
        seals = [seal for page in pool.starmap(_page, parts, chunksize=50) for seal in page]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        options.out,
        line=np.array([seal.line for seal in seals]),
        line_text=np.array([seal.line_text for seal in seals]),
        rim=np.array([seal.rim for seal in seals]),
        rim_text=np.array([seal.rim_text for seal in seals]),
    )


def _page(seed: str, held_out: bool, blank: bool) -> list[SeenSeal]:
    return draw_seals(Random(seed), COPIES, held_out=held_out, blank=blank)


if __name__ == "__main__":
    sys.exit(main())
