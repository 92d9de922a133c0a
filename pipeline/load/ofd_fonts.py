"""Faces to draw an OFD's type with: its own, or one of the machine's with Chinese characters."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Final

from ofdkit.errors import OFDError
from ofdkit.package import Package
from PIL import ImageFont

FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_NAMES: Final = (
    "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "SourceHanSerifSC-Regular.otf",
    "SourceHanSansSC-Regular.otf", "simsun.ttc", "simsun.ttf", "wqy-zenhei.ttc", "wqy-microhei.ttc",
    "uming.ttc", "ukai.ttc", "gbsn00lp.ttf", "DroidSansFallbackFull.ttf", "PingFang.ttc", "Songti.ttc",
)  # fmt: skip
"""Files that hold Chinese faces, the likeliest look for licenses first."""
_PROBE: Final = 32.0  # pixels
_NOT_THERE: Final = "\U000f0000"  # no face has this code point: its glyph is the face's "not here"


class Face:
    """A face at any size in pixels per em."""

    def __init__(self, source: bytes | Path) -> None:
        """Open it.

        Raises:
            OSError: it is no face that FreeType reads.
        """
        self._source = source
        self._has: dict[str, bool] = {}
        self._sizes: dict[float, ImageFont.FreeTypeFont] = {}
        self._missing = bytes(self.at(_PROBE).getmask(_NOT_THERE))

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        """The face at ``size`` pixels per em."""
        if size not in self._sizes:
            source = io.BytesIO(self._source) if isinstance(self._source, bytes) else self._source
            self._sizes[size] = ImageFont.truetype(source, size, layout_engine=ImageFont.Layout.BASIC)
        return self._sizes[size]

    def has(self, char: str) -> bool:
        """Whether it draws the character rather than a box, or cannot: a damaged face lacks characters."""
        if char not in self._has:
            try:
                self._has[char] = bytes(self.at(_PROBE).getmask(char)) != self._missing
            except OSError:
                self._has[char] = False
        return self._has[char]


class Faces:
    """The faces of one file, opened when asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._own: dict[str, Face | None] = {}

    def find(self, part: str | None, char: str) -> Face | None:
        """A face that has ``char``: that of ``part``, or the machine's."""
        if part is not None and part not in self._own:
            self._own[part] = self._open(part)
        for face in (self._own.get(part or ""), machine_face()):
            if face is not None and face.has(char):
                return face
        return None

    def _open(self, part: str) -> Face | None:
        try:
            return Face(self._package.read(part))
        except (OSError, OFDError):
            return None


@cache
def machine_face() -> Face | None:
    """A face with Chinese characters that is installed here."""
    found = {
        path.name.lower(): path
        for folder in (*map(Path, FOLDERS), Path.home() / ".fonts", Path.home() / ".local/share/fonts")
        if folder.is_dir()
        for path in folder.rglob("*.[to]t[fc]")
    }
    for name in _NAMES:
        if name.lower() in found:
            return Face(found[name.lower()])
    return None
