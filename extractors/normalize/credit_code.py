"""The unified social credit code (统一社会信用代码): form and both check characters.

GB 32100-2015: 18 of 0-9 and A-Z without I, O, S, V, Z; the first 17 are weighted 3^(i-1) mod 31.
GB 11714: characters 9-17 are an organisation code with a check character of its own.
"""

from __future__ import annotations

import re

from extractors.normalize.normal import Check, Normal, Repair
from extractors.normalize.text import fold, fold_with_offsets

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, exponent, 31) for exponent in range(17))
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_NOT_IN_ALPHABET = str.maketrans("IOSZ", "1052")
# Characters 3-8 are the administrative division: digits, whatever the engine saw.
_REGION_LOOKALIKES = str.maketrans("DQBGL", "00861")
_DIRT = re.compile(r"(?<=[0-9A-Z])[.·'](?=[0-9A-Z])")  # no code has a mark in it
_REGISTRATION = re.compile("(?<![0-9A-Z])(?:[0-9]{13}|[0-9]{15})(?![0-9A-Z])")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")


def normalize_credit_code(text: str) -> Normal:
    """The one code in the text. A failed check character is flagged and keeps the value, and so is a
    registration number (注册号) that older papers have in its place."""
    plain = _DIRT.sub("", fold(text).replace("|", "1").upper())
    codes = set(_CODE.findall(plain))
    if len(codes) != 1:
        old = set(_REGISTRATION.findall(plain))
        return Normal(old.pop() if len(old) == 1 else None, failed=(Check.CREDIT_CODE_FORM,))
    read = codes.pop()
    code = read.translate(_NOT_IN_ALPHABET)
    code = code[:2] + code[2:8].translate(_REGION_LOOKALIKES) + code[8:]
    repairs = (Repair.CONFUSION,) if code != read else ()
    if not code[2:8].isdigit() or any(character not in _ALPHABET for character in code):
        return Normal(code, repairs=repairs, failed=(Check.CREDIT_CODE_FORM,))
    good = code[17] == code_to_check_character(code[:17]) and code[16] == _organisation_check(code[8:16])
    return Normal(code, repairs=repairs, failed=() if good else (Check.CREDIT_CODE_CHECK,))


def find_credit_codes(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end in ``text`` of everything that has a credit code's form and is no other number:
    one of its two check characters fits."""
    folded, offsets = fold_with_offsets(text)
    found = []
    for match in _CODE.finditer(folded.replace("|", "1").upper()):
        normal = normalize_credit_code(match[0])
        letters = any(character.isalpha() for character in match[0])
        if normal.value is not None and (not normal.failed or (letters and match[0][0] in "19Y")):
            found.append((offsets[match.start()], offsets[match.end() - 1] + 1))
    return tuple(found)


def code_to_check_character(body: str) -> str:
    """The 18th character of a code from its first 17 (GB 32100-2015)."""
    total = sum(weight * _ALPHABET.index(character) for weight, character in zip(_WEIGHTS, body, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def _organisation_check(body: str) -> str:
    """The check character of an organisation code from its first 8 (GB 11714); letters count from 10."""
    total = sum(weight * int(character, 36) for weight, character in zip(_INNER_WEIGHTS, body, strict=True))
    check = 11 - total % 11
    return {10: "X", 11: "0"}.get(check, str(check))
