"""Pages as read, kept between measurements, so that extractors are measured without image work."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.glyphs.network import WEIGHTS as GLYPHS
from pipeline.handwriting.network import WEIGHTS as HANDWRITING
from pipeline.latin.network import WEIGHTS as LATIN
from pipeline.ocr.measured import MEASURED
from pipeline.printed_dates.network import WEIGHTS as PRINTED_DATES
from pipeline.rare_characters.network import WEIGHTS as RARE
from pipeline.seals.text_network import LINE, RIM
from schemas.geometry import Frozen
from schemas.page import Page

ROOT = Path(__file__).parent.parent.parent
ENTRIES = ("pipeline.read_page", "pipeline.load.file", "pipeline.ocr.registry")
PACKAGES = ("pipeline", "extractors", "schemas")
DATA = (GLYPHS, HANDWRITING, LATIN, PRINTED_DATES, RARE, LINE.weights, RIM.weights, MEASURED)


class FilePages(Frozen):
    """What reading one file gave. ``seconds`` is the time it took, ``stages`` that of each stage, of pages
    side by side each counted; ``failures`` are messages."""

    sha256: str
    pages: tuple[Page, ...]
    failures: tuple[str, ...]
    seconds: float
    stages: Mapping[str, float] = {}


@dataclass(frozen=True)
class PagesCache:
    """A folder of one JSON file for each content, ``reader`` (the engine and its models) and version
    of the reading code. What was written by another version is passed over, never deleted."""

    folder: Path
    reader: str
    version: str

    def find(self, sha256: str) -> FilePages | None:
        """What is kept for this content; a damaged entry counts as none."""
        try:
            return FilePages.model_validate_json(self._path(sha256).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def keep(self, pages: FilePages) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(pages.sha256)
        unfinished = path.with_suffix(".part")
        unfinished.write_text(pages.model_dump_json(), encoding="utf-8")
        unfinished.replace(path)

    def _path(self, sha256: str) -> Path:
        key = hashlib.sha256(f"{sha256} {self.reader} {self.version}".encode()).hexdigest()
        return self.folder / f"{key[:32]}.json"


def reading_version() -> str:
    """A hash of all code that turns a file into pages: ``ENTRIES`` and what they import, as syntax
    trees, so that comments and layout do not count; and of the ``DATA`` that it goes by."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in DATA))
    for path in imported_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        digest.update(f"{path.relative_to(ROOT)} {ast.dump(tree)}\n".encode())
    return digest.hexdigest()[:16]


def imported_files() -> list[Path]:
    """The modules of ours among ``ENTRIES`` and what they import, theirs included, by path."""
    waiting, seen = list(ENTRIES), set[Path]()
    while waiting:
        path = _module_file(waiting.pop())
        if path is None or path in seen:
            continue
        seen.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                waiting += [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
            elif isinstance(node, ast.Import):
                waiting += [name.name for name in node.names]
    return sorted(seen)


def _module_file(module: str) -> Path | None:
    parts = module.split(".")
    if parts[0] not in PACKAGES:
        return None
    base = ROOT.joinpath(*parts)
    for path in (base.with_suffix(".py"), base / "__init__.py"):
        if path.is_file():
            return path
    return None
