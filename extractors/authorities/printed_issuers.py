"""Names of issuers in print: those that end in a declaration's words, and several in one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.authorities.authority_names import NATION, to_ideographs, word_endings
from extractors.normalize.text import clean_printed

ISSUER_LABEL = re.compile(r"^(?:登记|发证|颁发|许可|发照|批准|认证)(?:机关|单位|部门|机构)(?:盖?章)?|^盖?章")
OFFICES = ("局", "厅", "部", "署", "委", "委员会", "办公室", "政府")  # what names of authorities end in
LONGEST = 24  # ideographs of a name
# What two names have of which the former's end was misread: the place again, or an office's end within.
_TWO = re.compile(r"([\u3400-\u9fff]{2,3}[省市区州县]).*\1|(?:[厅署]|(?<!总)局|委员会).")
_LABEL_END = re.compile(r"^[关位门构]\s+(?=\S{4})")


def without_label_end(line: str) -> str:
    """The line without the last character of a label set so wide that it was read with the issuer: 构 of 认
    证 机 构. A name is set without such a gap."""
    return _LABEL_END.sub("", line)


def part_names(text: str, words: Sequence[str]) -> list[str]:
    """The names that a text gives one behind the other, with or without marks between; the text alone where
    it is no row of names that end in ``words``, or one of them is two, since an end between was misread."""
    endings = "|".join(sorted(map(re.escape, word_endings(words)), key=len, reverse=True))
    name = re.compile(f"[\u3400-\u9fff]{{2,}}?(?:{endings})")
    ideographs = to_ideographs(text)
    names = name.findall(ideographs) if words else []
    is_row = len(names) > 1 and "".join(names) == ideographs
    return names if is_row and not any(map(_TWO.search, names)) else [text]


def find_printed_names(words: Sequence[str], lines: Sequence[str]) -> dict[str, str]:
    """Lines of print that end as an issuer's name does: the name's ideographs, and as it is printed,
    with the brackets that no seal shows."""
    found, endings = {}, word_endings(words)
    for line in lines:
        text = to_ideographs(line)
        if text.endswith(endings) and 5 <= len(text) <= LONGEST:
            name = ISSUER_LABEL.sub("", text)
            in_part = any(ending.endswith(name) for ending in endings)  # an ending alone
            if not in_part or name.startswith(NATION):
                found[name] = _as_printed(line, name)
    return found


def _as_printed(line: str, name: str) -> str:
    """The end of ``line`` (folded) whose ideographs are ``name``, without what stands behind them, as a mark
    or its English, but the bracket that closes."""
    start = next(at for at in range(len(line), -1, -1) if to_ideographs(line[at:]) == name)
    stop = next(at for at in range(start, len(line) + 1) if to_ideographs(line[start:at]) == name)
    closed = stop + line.startswith(")", stop)
    return clean_printed(line[start:closed]).strip()
