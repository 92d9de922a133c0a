"""What the engine read as one with a value and is none of it: a remark written beside it, told by the space
before it, 壹佰万元整 已核, and sentences of the paper about itself, told by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.normalize.names import is_surname
from extractors.page_lines.layout import Line
from schemas.document_type import FieldKind
from schemas.page import HANDWRITING

# Between words of print that runs on there is none: only before Latin words and figures that are no year's,
# and before the second half of a scope.
_SPACE = re.compile(
    "(?<=[\u3400-\u9fff)）]) +(?=[\u3400-\u9fff]|(?:19|20)[0-9]{2}[年./-])(?!(?:一般|许可)(?:经营)?项目[:：])"
)
# Parts of an address may be set apart: 浙江省 杭州市 滨江区江南大道88号.
_PLACES = re.compile("(?<=[省市区县州盟旗镇乡]) +(?=[\u3400-\u9fff]{2,}[省市区县州盟旗镇乡路街道巷村号楼])")
_CURRENCY = re.compile("[(（]?(?:人民币|美元|港[元币]|欧元|日元|英镑)[)）]?[:：]?")
_OF_ITSELF = re.compile("[本该此](?:认证)?证书|获证(?:组织|企业|单位|客户|方)|监督审核|证书有效期内")
_OF_COPY = re.compile("原件|已核(?![准定])|无误|相符|属实")  # a stamp's or a hand's, across a value
_FOREIGN = re.compile("(?<=[\u3400-\u9fff)）；。])[^\u3400-\u9fff]*[A-Za-z]{2}[^\u3400-\u9fff]*$")
_LETTERS = 10  # that a Chinese value ends in: it is said again in English
_LISTED = (FieldKind.LIST, FieldKind.TEXT)  # what is set apart may be as long as one another
# A word in services that none has is told by their catalogue.
_RUNS_ON = (*_LISTED, FieldKind.NAME, FieldKind.ADDRESS, FieldKind.MONEY, FieldKind.PERSON)


def holds_remark(lines: Sequence[Line], kind: FieldKind) -> bool:
    """Whether more than the value of this kind stands in its lines; what is written by hand is set as the
    hand has it."""
    text = "".join(line.text for line in lines)
    if (kind in _LISTED and _OF_ITSELF.search(text)) or (kind in _RUNS_ON and _OF_COPY.search(text)):
        return True
    foreign = _FOREIGN.search(text) if kind in _RUNS_ON else None
    if foreign is not None and sum(map(str.isalpha, foreign[0])) >= _LETTERS:
        return True
    printed = [line.text.strip() for line in lines if line.engine != HANDWRITING]
    return kind in _RUNS_ON and any(holds_further_print(text, kind) for text in printed)


def holds_further_print(text: str, kind: FieldKind) -> bool:
    """Whether the engine set a space where a line runs on. Single characters are set wide, those of a remark
    as well; of a list each part may be as long as the others."""
    whole = _PLACES.sub("", text) if kind == FieldKind.ADDRESS else text
    parts = [part for part in _SPACE.split(whole) if not _CURRENCY.fullmatch(part)]
    if parts and len(parts[0]) == 1 and kind != FieldKind.PERSON:
        return False
    words = _words(parts)
    if len(words) < 2 or min(map(len, words)) == 1 or (kind == FieldKind.PERSON and is_surname(words[0])):
        return False
    return kind not in _LISTED or len(set(map(len, words))) > 1


def _words(parts: Sequence[str]) -> list[str]:
    """The parts, characters set wide put together."""
    words: list[str] = []
    for before, part in zip(["", *parts], parts, strict=False):
        if words and len(part) == len(before) == 1:
            words[-1] += part
        else:
            words.append(part)
    return words
