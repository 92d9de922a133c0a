"""What pages bear at their head or foot: numbers, - 3 -, 第3页 共5页, and what a browser prints there."""

from __future__ import annotations

import re
from typing import Final

from extractors.normalize.text import fold

_PAGE_NUMBER: Final = re.compile(r"[-—第(]{0,2}\d{1,3}[-—页)]{0,2}(?:[/,共]{1,2}\d{1,3}页?)?")
_OF_BROWSER: Final = re.compile(r"https?:/|\d{4}/\d{1,2}/\d{1,2} ?[上下]?午?\d{1,2}:\d{2}")


def is_page_number(text: str) -> bool:
    """Whether a line's text is a page's number alone."""
    return _PAGE_NUMBER.fullmatch(fold(text)) is not None


def is_of_browser(text: str) -> bool:
    """Whether a line is an address of the web, or the time of printing, which a browser puts about a page."""
    return _OF_BROWSER.match(fold(text)) is not None
