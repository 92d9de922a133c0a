"""Telecom license numbers: 京B2-20240286, A2.B1.B2-20090003, 合字B2-20190046, 京ICP证080575号.

A slot of the number admits few characters, so a misread one is repaired where its slot leaves a
single reading. What looks alike but is another number (ICP备, 公网安备, 网文, D3) never matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.normalize.lookalikes import DIGIT_LOOKALIKES
from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.text import fold_with_offsets
from extractors.telecom_lists.issuers import PROVINCES

# Only look-alikes of exactly one province's mark: 责 (贵, 青) or 凉 (京, 琼) would be a guess.
_PROVINCE_LOOKALIKES = {
    "亰": "京", "奥": "粤", "渐": "浙", "淅": "浙", "泸": "沪", "护": "沪", "律": "津", "翼": "冀",
    "墨": "黑", "院": "皖", "浣": "皖", "晥": "皖", "魯": "鲁", "薪": "新", "鹗": "鄂", "颚": "鄂",
    "卾": "鄂", "挂": "桂", "柱": "桂", "普": "晋", "濛": "蒙", "峡": "陕", "狭": "陕", "古": "吉",
    "闵": "闽", "闻": "闽", "臧": "藏", "卅": "川", "戆": "赣", "喻": "渝", "瑜": "渝", "预": "豫",
}  # fmt: skip
_JOINT = {"合字": "合字", "合宇": "合字", "台字": "合字", "含字": "合字", "合学": "合字"}
_LETTERS = {**dict.fromkeys("Aa", "A"), **dict.fromkeys("Bb8日曰ßβВ", "B")}
_CLASS_DIGITS = {"1": "1", "2": "2", "l": "1", "I": "1", "i": "1", "|": "1", "丨": "1", "Z": "2", "z": "2"}

_DIGIT = f"[0-9{re.escape(''.join(DIGIT_LOOKALIKES))}]"
_CLASS = f"[{''.join(_LETTERS)}][{re.escape(''.join(_CLASS_DIGITS))}]"
_DASH = "[-一—–―‐‑−ー~_]"
_PREFIX = f"(?P<prefix>[{PROVINCES}{''.join(_PROVINCE_LOOKALIKES)}]|{'|'.join(_JOINT)})"
_CURRENT = re.compile(
    rf"{_PREFIX}?(?P<classes>{_CLASS}(?:[.·,、/。•・]?{_CLASS}){{0,3}})(?P<dash>{_DASH}*)"
    rf"(?P<serial>{_DIGIT}{{8}})(?:{_DASH}(?P<suffix>{_DIGIT}{{1,2}}))?(?!{_DASH}?[0-9])"
)
_OLD = re.compile(
    rf"{_PREFIX}(?P<icp>[Il1|i]C[PF])(?P<proof>[证正讧])(?P<serial>{_DIGIT}{{6}})"
    rf"(?!{_DIGIT})(?P<mark>[号亏]?)(?:{_DASH}(?P<suffix>{_DIGIT}{{1,2}})(?!{_DIGIT}))?"
)
_OLD_KIND = re.compile(r"[A-Z1Il|]{2,4}证$")  # before a number: 鄂ICP证B2-2008…, whose province it parts off
_CUT_CLASS = re.compile(r"[AaBb][^\W\d_]?[.·,、/。•・]$")  # before a number: 吉B.B2-2021…, 晋BY.B2-2016…
# What may stand before a number without a province: the end of a label, or punctuation.
_EXPLAINED = frozenset("号证码为是:;,.。、()[]【】《》<>\"“”'")


@dataclass(frozen=True)
class CharRepair:
    """``read`` stood at ``offset`` of the text given; ``meant`` is what its slot admits."""

    offset: int
    read: str
    meant: str


@dataclass(frozen=True)
class LicenseNumber:
    """A number in its normal form, taken apart; ``start`` and ``end`` are its place in the text.

    ``province`` is the mark (京), 合字, or ``None`` for the ministry's numbers. ``classes`` is
    empty for the old form. ``year`` is that of the first grant, not of the paper.
    """

    value: str
    province: str | None
    classes: tuple[str, ...]
    year: int
    serial: str
    suffix: str | None
    start: int
    end: int
    char_repairs: tuple[CharRepair, ...] = ()
    repairs: tuple[Repair, ...] = ()
    failed: tuple[Check, ...] = ()


class _Slots:
    """Collects the repairs while the parts of one match are put right."""

    def __init__(self, offsets: tuple[int, ...]) -> None:
        self.offsets = offsets
        self.char_repairs: list[CharRepair] = []
        self.repairs: list[Repair] = []

    def put_right(self, read: str, at: int, table: dict[str, str], kind: Repair = Repair.CONFUSION) -> str:
        """Each character through ``table``; those that are not in it stay."""
        meant = "".join(table.get(character, character) for character in read)
        for index, (was, now) in enumerate(zip(read, meant, strict=True)):
            if was != now:
                self.char_repairs.append(CharRepair(self.offsets[at + index], was, now))
                self.repairs.append(kind)
        return meant

    def prefix(self, match: re.Match[str]) -> str | None:
        read = match["prefix"]
        if read is None:
            return None
        if read in _JOINT:
            return self.put_right(read, match.start("prefix"), dict(zip(read, "合字", strict=True)))
        return self.put_right(read, match.start("prefix"), _PROVINCE_LOOKALIKES, Repair.PROVINCE)

    def number(self, match: re.Match[str], group: str) -> str | None:
        read = match[group]
        return None if read is None else self.put_right(read, match.start(group), DIGIT_LOOKALIKES)


def find_license_numbers(text: str) -> tuple[LicenseNumber, ...]:
    """Every license number in a longer text, in order."""
    folded, offsets = fold_with_offsets(text)
    found = [*_find_current(folded, offsets), *_find_old(folded, offsets)]
    return tuple(sorted(found, key=lambda number: number.start))


def find_license_number(text: str) -> LicenseNumber | None:
    """The number that needed the fewest repairs, the first of equals."""
    return min(
        find_license_numbers(text),
        key=lambda number: (len(number.failed), len(number.char_repairs) + len(number.repairs)),
        default=None,
    )


def parse_license_number(text: str) -> LicenseNumber:
    """The number that ``text`` is, and nothing else but punctuation around it.

    Raises:
        ValueError: the text is not one license number.
    """
    numbers = find_license_numbers(text)
    if len(numbers) == 1:
        around = text[: numbers[0].start] + text[numbers[0].end :]
        if not any(character.isalnum() for character in around):
            return numbers[0]
    raise ValueError(f"not one license number: {text!r}")


def normalize_license_number(text: str) -> Normal:
    """The best number in the text as a ``Normal``."""
    number = find_license_number(text)
    if number is None:
        return Normal(None, failed=(Check.NUMBER_FORM,))
    return Normal(number.value, repairs=number.repairs, failed=number.failed)


def _find_current(folded: str, offsets: tuple[int, ...]) -> Iterator[LicenseNumber]:
    position = 0
    while match := _CURRENT.search(folded, position):
        number = _current(match, folded, offsets)
        # A rejected match may hide a number that starts inside it.
        position = match.end() if number else match.start() + 1
        if number:
            yield number


def _current(match: re.Match[str], folded: str, offsets: tuple[int, ...]) -> LicenseNumber | None:
    slots = _Slots(offsets)
    province = slots.prefix(match)
    before = folded[match.start() - 1] if match.start() else ""
    is_other_kind = _OLD_KIND.search(folded, max(0, match.start() - 5), match.start()) is not None
    is_part = is_other_kind or _CUT_CLASS.search(folded, max(0, match.start() - 3), match.start()) is not None
    unexplained = province is None and before != "" and (is_part or before not in _EXPLAINED)
    classes: list[str] = []
    start = match.start("classes")
    separators = ""
    for pair in re.finditer(_CLASS, match["classes"]):
        letter = slots.put_right(pair[0][0], start + pair.start(), _LETTERS)
        classes.append(letter + slots.put_right(pair[0][1], start + pair.start() + 1, _CLASS_DIGITS))
        separators += folded[start + pair.end() : start + pair.end() + 1]
    letters_sure = any(letter in match["classes"] for letter in "AB")
    if _goes_on(match.end(), folded, offsets):
        return None
    if (not letters_sure or unexplained) and not match["dash"]:
        return None  # digits alone, or the inside of some longer code
    if unexplained and before.isascii() and before.isalnum():
        return None
    dotted = match["classes"].count(".") == len(classes) - 1
    if match["dash"] != "-" or not dotted:
        slots.repairs.append(Repair.SEPARATOR)
    serial = slots.number(match, "serial") or ""
    if serial[:2] not in ("19", "20") or len(set(classes)) != len(classes):
        return None
    suffix = slots.number(match, "suffix")
    value = f"{province or ''}{'.'.join(classes)}-{serial}" + (f"-{suffix}" if suffix else "")
    return LicenseNumber(
        value=value,
        province=province,
        classes=tuple(classes),
        year=int(serial[:4]),
        serial=serial[4:],
        suffix=suffix,
        start=offsets[match.start()],
        end=offsets[match.end() - 1] + 1,
        char_repairs=tuple(slots.char_repairs),
        repairs=unique_repairs(slots.repairs),
        failed=(Check.NUMBER_PREFIX,) if unexplained else (),
    )


def _goes_on(end: int, folded: str, offsets: tuple[int, ...]) -> bool:
    """Whether a letter that may be a misread digit follows without a space."""
    return end < len(folded) and folded[end] in DIGIT_LOOKALIKES and offsets[end] == offsets[end - 1] + 1


def _find_old(folded: str, offsets: tuple[int, ...]) -> Iterator[LicenseNumber]:
    for match in _OLD.finditer(folded):
        slots = _Slots(offsets)
        province = slots.prefix(match)
        slots.put_right(match["icp"], match.start("icp"), dict(zip(match["icp"], "ICP", strict=True)))
        slots.put_right(match["proof"], match.start("proof"), dict.fromkeys("正讧", "证"))
        serial = slots.number(match, "serial") or ""
        if match["mark"]:
            slots.put_right(match["mark"], match.start("mark"), {"亏": "号"})
        else:
            slots.repairs.append(Repair.MARK_MISSING)
        suffix = slots.number(match, "suffix")
        two_digits = int(serial[:2])
        yield LicenseNumber(
            value=f"{province}ICP证{serial}号" + (f"-{suffix}" if suffix else ""),
            province=province,
            classes=(),
            year=two_digits + (1900 if two_digits >= 90 else 2000),
            serial=serial[2:],
            suffix=suffix,
            start=offsets[match.start()],
            end=offsets[match.end() - 1] + 1,
            char_repairs=tuple(slots.char_repairs),
            repairs=unique_repairs(slots.repairs),
        )
