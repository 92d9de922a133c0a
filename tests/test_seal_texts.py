"""The networks that tell a seal's texts under print, on seals drawn anew."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from pipeline.seals.text_network import LINE, OTHER, RIM, Sight, load_weights, scores, to_ink, to_shares
from samples.seal_texts.draw import SeenSeal, draw_seals

PAGES = 60


@pytest.fixture(scope="module")
def seen() -> list[SeenSeal]:
    """Seals that were drawn with a seed of no training set."""
    return [seal for at in range(PAGES) for seal in draw_seals(Random(f"test/{at}"), 2)]


@pytest.mark.parametrize("sight", [LINE, RIM], ids=["line", "rim"])
def test_what_is_sure_is_right(sight: Sight, seen: list[SeenSeal]) -> None:
    """Half of the seals are covered or all but gone; of the others most are told, hardly one wrongly."""
    pictures = [seal.line if sight is LINE else seal.rim for seal in seen]
    truth = [seal.line_text if sight is LINE else seal.rim_text for seal in seen]
    weights = load_weights(sight.weights)
    shares = to_shares(scores(weights, np.stack([to_ink(picture) for picture in pictures])))
    told = [(sight.classes[row.argmax()], float(row.max())) for row in shares]
    sure = [(text, true) for (text, share), true in zip(told, truth, strict=True) if share >= 0.9]
    assert len(sure) >= 0.35 * len(seen)
    assert sum(text != true for text, true in sure) <= 0.03 * len(sure)
    known = [true for text, true in sure if text == true and true not in ("", OTHER)]
    assert len(set(known)) >= 5


@pytest.mark.parametrize("sight", [LINE, RIM], ids=["line", "rim"])
def test_a_blank_picture_has_no_text(sight: Sight) -> None:
    blank = np.full(sight.size, 250, np.uint8)
    shares = to_shares(scores(load_weights(sight.weights), to_ink(blank)[None]))[0]
    assert sight.classes[int(shares.argmax())] in ("", OTHER)
