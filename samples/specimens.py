"""One sample of each type that licet declares, kept in the repository beside what reading it gives."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Final

from samples.compose import compose
from samples.containers import write_pages
from samples.damage.page import DamagedPage
from samples.drawing import Drawing
from samples.forms.catalogue import FORMS, UNKNOWN, compose_form
from samples.raster import sheet_to_pixels

TELECOM: Final = "telecom_license"
TYPES: Final = (TELECOM, *(name for name in FORMS if name not in UNKNOWN))
DPI, QUALITY = 140, 24  # low, since they are kept in the repository
DRAWN: Final = {
    "business_license": 3,
    "food_business_license": 2,
    "management_system_certificate": 2,
    "power_facility_license": 2,
    "work_safety_license": 2,
}
"""Which random certificate, where the first is none that shows how its type reads: a seal hides a digit, or
a label is set so wide that it is found in part."""


def write_specimen(folder: Path, name: str) -> int:
    """The sample of type ``name`` in a folder of that name under ``folder``, with ``expected.json``;
    how many pages it has. The same name gives the same bytes."""
    draft = compose_specimen(name)
    pages = [DamagedPage(sheet_to_pixels(sheet, DPI), dpi=DPI, quality=QUALITY) for sheet in draft.sheets]
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    write_pages(pages, "jpeg" if len(pages) == 1 else "pdf", target / "certificate", Random(name))
    record = json.dumps(draft.record((0,) * len(pages)), ensure_ascii=False, indent=2)
    (target / "expected.json").write_text(record + "\n", encoding="utf-8")
    return len(pages)


def compose_specimen(name: str) -> Drawing:
    """The certificate itself: of the form that the catalogue names first.

    Raises:
        KeyError: licet declares no such type, or no form of it is drawn.
    """
    if name == TELECOM:
        return compose("current-list", Random("specimen/telecom_license-3"), ())
    return compose_form(
        f"{name}/{next(iter(FORMS[name]))}", Random(f"specimen/{name}/{DRAWN.get(name, 1)}"), ()
    )
