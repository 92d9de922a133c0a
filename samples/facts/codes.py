"""Codes of businesses: the unified social credit code and the older registration number."""

from __future__ import annotations

from random import Random
from typing import Final

from samples.vocabulary import Region

# First two digits of GB/T 2260, by the letter of a province.
PROVINCE_CODES: Final = {
    "京": 11, "津": 12, "冀": 13, "晋": 14, "蒙": 15, "辽": 21, "吉": 22, "黑": 23, "沪": 31, "苏": 32,
    "浙": 33, "皖": 34, "闽": 35, "赣": 36, "鲁": 37, "豫": 41, "鄂": 42, "湘": 43, "粤": 44, "桂": 45,
    "琼": 46, "渝": 50, "川": 51, "贵": 52, "云": 53, "藏": 54, "陕": 61, "甘": 62, "青": 63, "宁": 64,
    "新": 65,
}  # fmt: skip
CREDIT_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANIZATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)


def area_code(draw: Random, region: Region) -> str:
    """Six digits of GB/T 2260 as they look; the county is made up."""
    city = 1 if region.is_municipality else draw.randint(1, 13)
    return f"{PROVINCE_CODES[region.letter]}{city:02d}{draw.choice((0, 2, 3, 4, 5, 6, 7, 8, 11, 22)):02d}"


def credit_code(draw: Random, region: Region, *, kind: str = "91", since_2015: bool = True) -> str:
    """18 characters with both check characters right (GB 32100-2015, GB 11714).

    ``kind`` is 91 for enterprises, 92 for sole traders, 93 for cooperatives.
    """
    if since_2015:
        body = "MA" + "".join(draw.choice(CREDIT_ALPHABET) for _ in range(6))
    else:
        body = f"{draw.randrange(10**8):08d}"
    head = kind + area_code(draw, region) + body + organization_check(body)
    return head + credit_check(head)


def credit_check(head: str) -> str:
    """The last character for the first 17 (GB 32100-2015)."""
    total = sum(CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(head))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


def organization_check(body: str) -> str:
    """The ninth character of an organization code (GB 11714) for its first eight."""
    values = (int(char, 36) for char in body)
    check = 11 - sum(value * weight for value, weight in zip(values, ORGANIZATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(check, str(check))


def registration_number(draw: Random, region: Region) -> str:
    """注册号 of before October 2015: 15 digits, the last a check (ISO/IEC 7064), or 13 of before 2007."""
    if draw.random() < 0.2:
        return f"{area_code(draw, region)}{draw.choice((1, 2)):d}{draw.randrange(10**6):06d}"
    body = f"{area_code(draw, region)}{draw.randrange(10**8):08d}"
    rest = 10
    for digit in body:
        rest = ((int(digit) + rest) % 10 or 10) * 2 % 11
    return f"{body}{(11 - rest) % 10}"
