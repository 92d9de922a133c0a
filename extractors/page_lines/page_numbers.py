"""Numbers that pages bear at their head or foot: - 3 -, 第3页 共5页."""

from __future__ import annotations

import re
from typing import Final

from extractors.normalize.text import fold

_PAGE_NUMBER: Final = re.compile(r"[-—第(]{0,2}\d{1,3}[-—页)]{0,2}(?:[/,共]{1,2}\d{1,3}页?)?")


def is_page_number(text: str) -> bool:
    """Whether a line's text is a page's number alone."""
    return _PAGE_NUMBER.fullmatch(fold(text)) is not None
