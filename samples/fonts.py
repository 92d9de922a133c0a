"""The system's Chinese type faces, found by file name, and what their glyphs measure."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

MEASURE_SIZE = 200
MISSING = "\U000f0000"  # a private code point that no face has: its glyph is the face's "not here"


class MissingFontError(RuntimeError):
    """A face is not installed; the message names the Debian package that brings it."""


@dataclass(frozen=True)
class Face:
    """A type face: the file that holds it, its place in a collection, the package that brings it."""

    file_name: str
    package: str
    index: int = 0


FACES = {
    "song": Face("gbsn00lp.ttf", "fonts-arphic-gbsn00lp"),
    "song_noto": Face("NotoSerifCJK-Regular.ttc", "fonts-noto-cjk", 2),
    "song_bold": Face("NotoSerifCJK-Bold.ttc", "fonts-noto-cjk", 2),
    "kai": Face("gkai00mp.ttf", "fonts-arphic-gkai00mp"),
    "kai_lxgw": Face("LXGWWenKai-Regular.ttf", "fonts-lxgw-wenkai"),
    "hei": Face("wqy-zenhei.ttc", "fonts-wqy-zenhei"),
    "hei_noto": Face("NotoSansCJK-Regular.ttc", "fonts-noto-cjk", 2),
    "hei_bold": Face("NotoSansCJK-Bold.ttc", "fonts-noto-cjk", 2),
    # Debian has no free simplified FangSong: the light WenKai is the nearest in weight and stroke.
    "fangsong_near": Face("LXGWWenKai-Light.ttf", "fonts-lxgw-wenkai"),
}

BODY_FACES = {
    "song": ("song", "song_noto"),
    "kai": ("kai", "kai_lxgw"),
    "hei": ("hei", "hei_noto"),
    "fangsong": ("fangsong_near",),
}


def _font_folders() -> list[Path]:
    home = Path.home()
    named = os.environ.get("XDG_DATA_HOME", str(home / ".local/share"))
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path("/Library/Fonts"),
        Path(named) / "fonts",
        home / ".fonts",
    ]


@cache
def _installed() -> dict[str, Path]:
    """Every font file on this machine by its name."""
    found = {
        path.name: path
        for folder in _font_folders()
        if folder.is_dir()
        for path in sorted(folder.rglob("*.tt[fc]"))
    }
    if shutil.which("fc-list"):
        listed = subprocess.run(
            ["fc-list", "--format", "%{file}\n"], capture_output=True, text=True, check=False, timeout=60
        )
        for line in sorted(listed.stdout.splitlines()):
            found.setdefault(Path(line).name, Path(line))
    return found


def face_path(name: str) -> Path:
    """The file of a face of ``FACES``.

    Raises:
        MissingFontError: it is not installed.
    """
    face = FACES[name]
    path = _installed().get(face.file_name)
    if path is None:
        raise MissingFontError(
            f"The font file {face.file_name} is not installed. "
            f"On Debian or Ubuntu: sudo apt-get install {face.package}"
        )
    return path


@cache
def load_face(name: str, size: float) -> ImageFont.FreeTypeFont:
    """The face at a size in pixels per em."""
    return ImageFont.truetype(
        face_path(name), size, index=FACES[name].index, layout_engine=ImageFont.Layout.BASIC
    )


@cache
def char_width(name: str, char: str) -> float:
    """The advance of a character in ems."""
    return load_face(name, MEASURE_SIZE).getlength(char) / MEASURE_SIZE


def text_width(name: str, text: str) -> float:
    """The width of a line in ems; kerning, which these faces hardly have, is left out."""
    return sum(char_width(name, char) for char in text)


@cache
def has_glyph(name: str, char: str) -> bool:
    """Whether the face draws the character rather than an empty box."""
    font = load_face(name, 40)
    return char.isspace() or bytes(font.getmask(char)) != bytes(font.getmask(MISSING))


def missing_chars(name: str, text: str) -> set[str]:
    """The characters of ``text`` that the face lacks."""
    return {char for char in text if not has_glyph(name, char)}
