"""A titled page whose labels were hardly found: their ends are not known, or the printed form has faded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractors.printed_labels.label_beginnings import count_begun
from extractors.sentences.granted import says_grant
from schemas.document_type import DocumentType

_LABELS: Final = 5  # labels that begin rows, whatever follows them
_ROWS: Final = 8  # rows of a form without its labels, and more than a cover or a divider has
_HOLDER: Final = re.compile("[^,。;:]{4,}(?:公司|合作社|[厂店])")


def is_bare_main(rows: Sequence[str], document_type: DocumentType) -> bool:
    """Whether the ``rows`` (folded) of a page with the type's title are a certificate's: its values are
    missed then, and told, where no record would lose the paper."""
    if count_begun(rows, document_type.fields) >= _LABELS or says_grant(rows, document_type):
        return True
    return len(rows) >= _ROWS and any(_HOLDER.fullmatch(row) for row in rows)
