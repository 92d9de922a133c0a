"""JSON that a person can read, and that a hostile name cannot steer a terminal or a log with."""

from __future__ import annotations

import json
import re
from typing import Any, Final

_UNSAFE: Final = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def to_json(value: Any, indent: int | None = None) -> str:
    """Characters that control, that turn the direction of reading or that are not seen are
    escaped, lone surrogates too; other text stays as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
