"""A set of random certificates with its truth file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from samples.born_digital import write_pdf
from samples.compose import LAYOUTS, compose
from samples.containers import possible_containers, write_pages
from samples.damage.strata import ASKED_FOR, STRATA, damage_page, is_clean
from samples.drawing import Drawing
from samples.raster import sheet_to_pixels

BORN_DIGITAL_SHARE = 0.25


@dataclass(frozen=True)
class Plan:
    """What to draw: ``damage`` are strata, several joined by ``+``; each certificate gets one.

    ``compose`` draws a certificate of one of ``layouts``.
    """

    count: int
    seed: int
    damage: tuple[str, ...] = STRATA
    layouts: tuple[str, ...] = tuple(LAYOUTS)
    compose: Callable[[str, Random, tuple[str, ...]], Drawing] = compose

    def pair(self, number: int) -> tuple[str, str]:
        """Damage and layout of a certificate, counted from 0: every pair comes once before any twice."""
        turn, place = divmod(number, len(self.damage))
        return self.damage[place], self.layouts[(place + turn) % len(self.layouts)]


def parse_damage(text: str, every: Sequence[str] = (*STRATA, *ASKED_FOR)) -> tuple[str, ...]:
    """``scan+rot90`` to its parts, each one of ``every``.

    Raises:
        ValueError: a part is no stratum.
    """
    names = tuple(text.split("+"))
    if unknown := [name for name in names if name not in every]:
        raise ValueError(f"There is no damage called {unknown[0]!r}. Choose from: {', '.join(every)}.")
    return names


def write_set(plan: Plan, folder: Path) -> Iterator[dict[str, Any]]:
    """Write certificate after certificate and yield each one's line of ``truth.jsonl``.

    Certificate ``i`` depends on the seed and ``i`` alone: a longer set begins with the shorter one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for number in range(plan.count):
            line = _write_certificate(plan, number, folder)
            truth.write(json.dumps(line, ensure_ascii=False) + "\n")
            yield line


def _write_certificate(plan: Plan, number: int, folder: Path) -> dict[str, Any]:
    name = f"{number + 1:05d}"
    seed = f"{plan.seed}/{number}"
    draw = Random(seed)
    damage_name, layout = plan.pair(number)
    damage = parse_damage(damage_name)
    draft = plan.compose(layout, draw, damage)
    if is_clean(damage) and draw.random() < BORN_DIGITAL_SHARE:
        path = folder / f"{name}.pdf"
        write_pdf(draft.sheets, path, draft.title)
        files, turns, container = [path], (0,) * len(draft.sheets), "pdf-born-digital"
    else:
        files, turns, container = _write_pixels(draft, damage, seed, folder / name)
    return {
        "id": name,
        "files": [path.relative_to(folder).as_posix() for path in files],
        "layout": layout,
        "font": draft.look.value_face,
        "damage": list(damage),
        "container": container,
        "certificate": draft.record(turns),
    }


def _write_pixels(
    draft: Drawing, damage: tuple[str, ...], seed: str, stem: Path
) -> tuple[list[Path], tuple[int, ...], str]:
    pages = [
        damage_page(sheet_to_pixels(sheet), damage, f"{seed}/{page_no}")
        for page_no, sheet in enumerate(draft.sheets, 1)
    ]
    container = draft.draw.choice(possible_containers(pages[0]))
    return write_pages(pages, container, stem, draft.draw), tuple(page.turn for page in pages), container
