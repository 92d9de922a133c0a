"""Paths are taken out of a page's content, and nothing else of it changes."""

from __future__ import annotations

import random

import pytest
from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF, PSException
from pdfminer.psparser import PSKeyword

from pipeline.load import pdf_miner
from pipeline.load.pdf_paths import without_paths

_PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
_PATHS |= {"W", "W*", "w", "J", "j", "M", "i"}
_SOUND = (
    "1 2 m", "3 -4.5 l", ".5 6. 7 8 9 10 c", "1 2 3 4 re", "1 2 3 4 v", "h", "S", "f*", "B", "W n", "0.3 w",
    "1 J", "BT", "ET", "q", "Q", "/F1 12 Tf", "1 0 0 1 5 6 cm", "10 20 Td", "0 g", "1 0 0 rg", "[2 1] 0 d",
    "/P <</MCID 0>> BDC", "(a (1 2 m ) b) Tj", "(\\) 1 2 l ) Tj", "[(1 2 m ) -20 (x)] TJ",
    "<31 32 20 6c> Tj", "% 1 2 m \n", "/m 1 2 l",
)  # fmt: skip
_BROKEN = (
    "5", "(c)", "--3", "1.2.3", "1 2m", "1 2 m(x) Tj", "3 l", "1 2 3 4 5 6 7 l", "/A", "]", ")", ">>", "}",
    "[", "(", "<<", "{ 1 2 m }", "[ 1 2 m ] 0 d", "BI /W 1 /H 1 /BPC 8 /CS /G ID 1 2 m  EI", "/BIG Do",
    "0000000000000000000000012 1 m", "((((1 2 m ))))  Tj", "\0 1 2 m", "<</A <</B 1 2 m >> >>",
)  # fmt: skip


def _operators(contents: list[bytes]) -> list[tuple[str, list[object]]]:
    """Each operator but those of paths, and the operands that pdfminer would give it."""
    parser = PDFContentParser([PDFStream({}, content) for content in contents])
    found, stack = [], []
    while True:
        try:
            _, item = parser.nextobject()
        except PSEOF:
            return [*found, ("end", stack)]
        except (PSException, AttributeError) as error:  # a dictionary or picture without its end
            return [*found, (type(error).__name__, stack)]
        if not isinstance(item, PSKeyword):
            stack.append(item)
            continue
        name = item.name.decode("latin-1")
        function = getattr(PDFPageInterpreter, "do_" + name.replace("*", "_a"), None)
        if function is None:
            continue
        count = function.__code__.co_argcount - 1
        operands = stack[len(stack) - min(count, len(stack)) :]
        del stack[len(stack) - len(operands) :]
        if name not in _PATHS:
            found.append((name, [repr(operand) for operand in operands]))


@pytest.mark.parametrize("seed", range(300))
def test_all_other_operators_keep_their_operands(seed: int) -> None:
    chance = random.Random(seed)
    pieces = _SOUND if chance.random() < 0.5 else _SOUND + _BROKEN
    contents = []
    for _ in range(chance.randrange(1, 4)):
        space = chance.choice((" ", "\n", "\r\n"))
        content = space.join(chance.choices(pieces, k=chance.randrange(1, 25)))
        contents.append((content + chance.choice(("", "\n"))).encode("latin-1"))
    streams = [PDFStream({}, content) for content in contents]
    for number, one in enumerate(streams):
        one.set_objid(number + 1, 0)
    lighter = [one.get_data() for one in pdf_miner._without_paths(streams)]
    assert _operators(lighter) == _operators(contents)


def test_ornament_goes() -> None:
    ornament = b"".join(b"%d %d.25 l\n" % (x, x) for x in range(1000))
    content = b"q\n1 2 m\n" + ornament + b"h\n S\n0.5 w\nBT (1 2 m ) Tj ET\n1 2 3 4 re f* Q"
    assert without_paths(content) == (b"q\nBT (1 2 m ) Tj ET\nQ", True)


@pytest.mark.parametrize("opened", [b"(", b"[", b"<<", b"{", b"BI /W 1 ID ", b"<41", b")"])
def test_what_follows_the_unsure_is_left(opened: bytes) -> None:
    content = b" 1 2 m S " + opened + b" 1 2 m S "
    assert without_paths(content) == (b" " + opened + b" 1 2 m S ", False)
