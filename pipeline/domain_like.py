"""What Latin print may be a domain or a piece of one."""

from __future__ import annotations

import re

# A license number (B1.B2-20240286) has no two letters together, a credit code no dot, a date no letters.
_DOMAIN_LIKE = re.compile(r"(?=.*[a-z].*[a-z])|(?=.*[A-Za-z]{2})(?=.*\.)")


def is_domain_like(text: str) -> bool:
    """Whether letters, figures, dots and hyphens are more than a number."""
    return _DOMAIN_LIKE.match(text) is not None
