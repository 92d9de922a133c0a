"""Two certificates on one scanner's glass, as the default engine reads them, are two rows with one page."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from extractors.normalize.text import fold
from pipeline.load.file import load_file
from pipeline.options import Limits
from pipeline.page_image import Image, PageImage
from tests.command import licet

TYPES = Path(__file__).parent.parent / "samples" / "types"
GROUND = 250


def _scan(name: str, degrees: float) -> tuple[Image, str]:
    """A type's sample, askew, and the name that it is known by."""
    expected = json.loads((TYPES / name / "expected.json").read_text(encoding="utf-8"))
    file = next(path for path in (TYPES / name).iterdir() if path.suffix != ".json")
    page = next(load_file(file, Limits()).pages)
    assert isinstance(page, PageImage)
    height, width = page.image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    tilted = cv2.warpAffine(page.image, turn, (width, height), borderValue=(GROUND,) * 3)
    return np.asarray(tilted, dtype=np.uint8), expected["company"]


@pytest.mark.parametrize(
    ("one", "other", "beside"),
    [
        ("food_business_license", "telecom_license", True),
        ("power_facility_license", "internet_culture_license", False),
        ("software_copyright", "credit_rating_certificate", True),  # without a label in common
    ],
)
def test_both_are_read(one: str, other: str, beside: bool, tmp_path: Path) -> None:
    (first, company), (second, second_company) = _scan(one, 0.8), _scan(other, -0.7)
    height = max(first.shape[0], second.shape[0]) if beside else first.shape[0] + second.shape[0] + 30
    width = first.shape[1] + second.shape[1] + 30 if beside else max(first.shape[1], second.shape[1])
    glass = np.full((height, width, 3), GROUND, dtype=np.uint8)
    glass[: first.shape[0], : first.shape[1]] = first
    top, left = (0, first.shape[1] + 30) if beside else (first.shape[0] + 30, 0)
    glass[top : top + second.shape[0], left : left + second.shape[1]] = second
    cv2.imwrite(str(tmp_path / "two.png"), glass)
    database = tmp_path / "licet.db"
    run = licet("ingest", tmp_path / "two.png", "--db", database, "--executor", "serial")
    assert run.status == 0, run.out
    records = [json.loads(row) for row in licet("export", "--db", database).out.splitlines()]
    found = {(record["document_type"], fold(record["company"])) for record in records}
    assert found == {(one, fold(company)), (other, fold(second_company))}
    assert len(records) == 2
