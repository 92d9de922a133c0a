"""What people verified at the desk, as a labelled set: truth to measure and to fit the confidence by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.evaluate.truth import TRUTH
from pipeline.store.load_versions import StoredCertificate
from pipeline.store.merge import SCALARS
from schemas.certificate import Certificate
from schemas.errors import OptionError

# People look at these value by value. Seals and clauses they see beside them, and answer for neither.
_LISTS = ("business_items", "annexes", "use_restrictions")


@dataclass(frozen=True)
class Written:
    """How many certificates were written, and which were not, since a file of theirs is gone."""

    count: int
    without_files: tuple[int, ...]


def write_truth(verified: Iterable[StoredCertificate], folder: Path) -> Written:
    """Writes ``truth.jsonl`` in ``folder``; the files themselves stay where they are.

    Raises:
        OptionError: the folder cannot be written.
    """
    lines: list[str] = []
    gone: list[int] = []
    for stored in verified:
        paths = [Path(source.path) for source in stored.certificate.sources]
        if paths and all(path.is_file() for path in paths):
            lines.append(json.dumps(_to_truth(stored, paths)))
        else:
            gone.append(stored.id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TRUTH).write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    except OSError as error:
        raise OptionError(
            "文件夹无法写入，请换一个文件夹"
            f" / {folder} cannot be written: {error.strerror}. Name another folder."
        ) from error
    return Written(len(lines), tuple(gone))


def _to_truth(stored: StoredCertificate, paths: list[Path]) -> dict[str, Any]:
    certificate = stored.certificate
    return {
        "id": f"certificate-{stored.id}",
        "files": [str(path.absolute()) for path in paths],
        "layout": certificate.document_type,
        "damage": ["unknown"],
        "font": "unknown",
        "container": paths[0].suffix.lstrip(".").lower() or "none",
        "certificate": _told(certificate),
    }


def _told(certificate: Certificate) -> dict[str, Any]:
    record = certificate.record()
    keys = ("document_type", *SCALARS, *certificate.further, *_LISTS)
    return {key: record[key] for key in keys}
