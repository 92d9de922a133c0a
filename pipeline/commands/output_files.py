"""Files that commands write where a person said."""

from __future__ import annotations

from pathlib import Path

from schemas.errors import LicetError
from schemas.two_languages import at


def write_text(target: Path, text: str) -> None:
    """The file ``target`` in UTF-8, its folder made where it is missing.

    Raises:
        LicetError: it cannot be written.
    """
    write_bytes(target, text.encode("utf-8"))


def write_bytes(target: Path, content: bytes) -> None:
    """As ``write_text``."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    except OSError as error:
        raise LicetError(
            at(str(target), f"无法写入，请换一处 / cannot be written: {error.strerror or error}.")
        ) from error
