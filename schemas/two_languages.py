"""Messages that say the same in Chinese and in English: “中文，怎么办 / what is wrong, what to do”."""

from __future__ import annotations

from typing import Final, NamedTuple

MARK: Final = " / "
"""What parts the two, where it stands first."""


def both(chinese: str, english: str) -> str:
    """One message of the two. A name or path within the Chinese that holds the mark does not part it."""
    return f"{chinese.replace(MARK, '/')}{MARK}{english}"


def parts(message: str) -> tuple[str, str]:
    """The Chinese and the English of a message. One that is of one language alone stands for both."""
    chinese, mark, english = message.partition(MARK)
    return (chinese, english) if mark else (message, message)


def at(place: str, message: str) -> str:
    """The message with the place that it is about before it, once."""
    if MARK not in message:
        return f"{place}: {message}"
    chinese, english = parts(message)
    return both(f"{place}: {chinese}", english)


class Advice(NamedTuple):
    """What to do, where several messages end in the same words."""

    chinese: str
    english: str

    def after(self, chinese: str, english: str) -> str:
        """A message: what is wrong, in both languages, and then what to do."""
        return both(f"{chinese}，{self.chinese}", f"{english} {self.english}")
