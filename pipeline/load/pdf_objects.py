"""Objects of a PDF by their numbers, read from its bytes: pdfium draws what it finds, and does not tell what
it looked for in vain."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from pipeline.load.pdf_paths import STRING
from pipeline.load.pdf_streams import PdfStream, find_streams, inflate
from pipeline.options import Limits

Value: TypeAlias = "bytes | Reference | list[Value] | dict[bytes, Value] | None"
"""Names with their slash, whatever else is one word and lists of numbers as they are written; ``None`` is
``null``."""

_OBJECT: Final = re.compile(rb"obj(?<=\sobj)\b")  # its number ahead would take four times as long
_NUMBER: Final = re.compile(rb"(?<!\d)(\d{1,10})\s++\d{1,5}\s++\Z")
_NUMBER_BYTES: Final = 32
_ROOT: Final = re.compile(rb"/Root\s+(\d{1,10})\s+\d{1,5}\s+R\b")
_TOKEN: Final = re.compile(
    rb"<<|>>|\[[-+.\d\s]++\]|[][]|(?P<number>\d{1,10})\s+\d{1,5}\s+R\b|(?P<name>/[^][()<>{}/%\s]*+)"
    rb"|(?P<comment>%[^\r\n]*+)|" + STRING + rb"|\(.*+|[^][()<>{}/%\s]++",
    re.DOTALL,
)
_NULL: Final = re.compile(rb"\s*+(?:null\b|endobj\b|$)")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")  # /J#61vaScript is /JavaScript (ISO 32000-1, 7.3.5)
_MOST_DIGITS: Final = 10
_MOST_STEPS: Final = 8  # from reference to reference
_MOST_WORDS: Final = 16 * 1024 * 1024  # bytes of objects that are parsed: some five seconds


@dataclass(frozen=True)
class Reference:
    number: int


class _Place(NamedTuple):
    """Where an object's own words stand, and the stream behind them."""

    text: bytes
    start: int
    end: int
    stream: PdfStream | None


class PdfObjects:
    """The objects of a file that is not encrypted; of several with one number the last, as in files that
    were added to.

    ``parts`` are the texts that hold objects: what stands outside of streams, and in streams of objects, up
    to ``limits.max_stream_bytes`` of these. ``is_complete`` tells that these are all, and that no more was
    asked for than is looked at.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._most = data, limits.max_stream_bytes
        self._room, self._words = limits.max_stream_bytes, _MOST_WORDS
        self._places: dict[int, _Place] = {}
        self._values: dict[int, Value] = {}
        self._root: Value = None
        self.parts: list[bytes] = []
        self.is_complete = True
        position = 0
        for one in find_streams(data):
            if one.start >= position:
                self._add_objects(data[position : one.start], one)
                position = one.end
                if b"ObjStm" in unescape(one.header):
                    self._add_packed(one)
        self._add_objects(data[position:], None)

    @property
    def root(self) -> Value:
        return self.follow(self._root)

    def follow(self, value: Value) -> Value:
        """What a reference leads to, ``None`` where that is not there; any other value itself."""
        for _ in range(_MOST_STEPS):
            if not isinstance(value, Reference):
                return value
            if value.number not in self._values:
                self._values[value.number] = self._parse(self._places.get(value.number))
            value = self._values[value.number]
        return None

    def table(self, value: Value) -> dict[bytes, Value]:
        """The dictionary that it is or leads to; an empty one where it is none."""
        found = self.follow(value)
        return found if isinstance(found, dict) else {}

    def words(self, value: Value) -> bytes:
        """What is written where a reference leads to, up to its stream; nothing where that is not there."""
        place = self._places.get(value.number) if isinstance(value, Reference) else None
        if place is None or _NULL.match(place.text, place.start, place.end) is not None:
            return b""
        return place.text[place.start : place.end]

    def table_of(self, packed: bytes) -> dict[bytes, Value]:
        """The dictionary of the stream that holds these bytes as they stand in the file; an empty one where
        none does."""
        for number, place in self._places.items():
            if place.stream is not None and packed and self._data.startswith(packed, place.stream.start):
                return self.table(Reference(number))
        return {}

    def is_stream(self, value: Value) -> bool:
        if not isinstance(value, Reference):
            return False
        place = self._places.get(value.number)
        return place is not None and place.stream is not None

    def unfold(self, value: Value) -> bytes | None:
        """What the stream that it leads to holds; ``None`` where there is none, or its filters are not known
        here."""
        place = self._places.get(value.number) if isinstance(value, Reference) else None
        if place is None or place.stream is None:
            return None
        return self._unpack(self.table(value), place.stream, self._most)

    def _unpack(self, held: dict[bytes, Value], stream: PdfStream, most: int) -> bytes | None:
        named = self.follow(held.get(b"/Filter"))
        filters = named if isinstance(named, list) else [named] if named else []
        if self.follow(held.get(b"/DecodeParms")):
            return None
        content: bytes | None = self._data[stream.start : stream.end]
        for one in filters:
            content = None if content is None else _decode(content, self.follow(one), most)
        return content

    def _parse(self, place: _Place | None) -> Value:
        if place is None:
            return None
        self._words -= place.end - place.start
        if self._words < 0:
            self.is_complete = False
            return None
        return parse_object(place.text, place.start, place.end)

    def _add_objects(self, text: bytes, stream: PdfStream | None) -> None:
        """Those that stand before a stream, which is the last one's."""
        self.parts.append(text)
        found = list(_OBJECT.finditer(text))
        ends = [*(one.start() for one in found[1:]), len(text)]
        for one, end in zip(found, ends, strict=False):
            told = _NUMBER.search(text, max(0, one.start() - _NUMBER_BYTES), one.start())
            if told is not None:
                self._add(int(told[1]), _Place(text, one.end(), end, stream if end == len(text) else None))
        if b"/Root" in text:
            for number in _ROOT.findall(text):
                self._root = Reference(int(number))

    def _add(self, number: int, place: _Place) -> None:
        self._places[number] = place
        self._values.pop(number, None)

    def _add_packed(self, stream: PdfStream) -> None:
        """Objects in a stream of them (ISO 32000-1, 7.5.7): numbers and places first."""
        held = parse_object(stream.header, stream.header.find(b"<<"), len(stream.header))
        table = held if isinstance(held, dict) else {}
        content = self._unpack(table, stream, self._room) if self._room > 0 else None
        count, first = (_to_number(table.get(key)) for key in (b"/N", b"/First"))
        content = content or b""
        self.parts.append(content)
        self._room -= len(content)
        numbers = [_to_number(word) for word in content[:first].split()]
        self.is_complete = self.is_complete and len(numbers) >= 2 * count > 0 and self._room > 0
        starts = [first + start for start in numbers[1::2]]
        for number, start, end in zip(numbers[::2], starts, [*starts[1:], len(content)], strict=False):
            self._add(number, _Place(content, start, end, None))


def parse_object(text: bytes, start: int, end: int) -> Value:
    """The first value that stands in ``text`` from ``start`` on; of one that does not end, ``None``."""
    open_ones: list[list[Value]] = [[]]
    for token in _TOKEN.finditer(text, start, end):
        word = token[0]
        if token["comment"]:
            continue
        if token["number"]:
            open_ones[-1].append(Reference(int(token["number"])))
        elif word in (b"<<", b"["):
            open_ones.append([])
        elif word in (b">>", b"]"):
            held = open_ones.pop()
            if not open_ones:
                return None
            open_ones[-1].append(_to_table(held) if word == b">>" else held)
        else:
            open_ones[-1].append(None if word == b"null" else unescape(word) if token["name"] else word)
        if len(open_ones) == 1:
            return open_ones[0][0]
    return None


def unescape(names: bytes) -> bytes:
    """Names of a PDF with what stands for #xx in them."""
    return _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), names) if b"#" in names else names


def _to_table(held: list[Value]) -> dict[bytes, Value]:
    """Keys and values in turn; ``null`` is as good as no value."""
    pairs = zip(held[::2], held[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, bytes) and value is not None}


def _to_number(word: Value) -> int:
    return int(word) if isinstance(word, bytes) and word.isdigit() and len(word) <= _MOST_DIGITS else 0


def _decode(content: bytes, coding: Value, most: int) -> bytes | None:
    try:
        if coding in (b"/FlateDecode", b"/Fl"):
            return inflate(memoryview(content), most)
        if coding in (b"/ASCII85Decode", b"/A85"):
            return base64.a85decode(content.partition(b"~")[0])
        if coding in (b"/ASCIIHexDecode", b"/AHx"):
            return binascii.unhexlify(b"".join(content.partition(b">")[0].split()))
    except ValueError:
        return None
    return None
