"""What was used last, kept in memory up to a bound."""

from __future__ import annotations

from collections import OrderedDict


class Recent(OrderedDict[str, bytes]):
    """Bytes by name, the latest used kept, up to a number of bytes in all. Not for several threads."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__()
        self._most, self._held = most_bytes, 0

    def keep(self, name: str, content: bytes) -> None:
        """Holds ``content``, and lets go of what was not used for longest."""
        self.drop(name)
        self[name] = content
        self._held += len(content)
        while self._held > self._most and len(self) > 1:
            self.drop(next(iter(self)))

    def find(self, name: str) -> bytes | None:
        """What is held under ``name``, which counts as used now."""
        if name not in self:
            return None
        self.move_to_end(name)
        return self[name]

    def drop(self, name: str) -> None:
        """Lets go of ``name``."""
        if name in self:
            self._held -= len(self.pop(name))
