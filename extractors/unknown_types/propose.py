"""A declaration proposed from a scan of a certificate: title, labels, values and guessed kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.assemble import pages_to_certificates
from extractors.authorities.authority_names import name_to_ending
from extractors.normalize.numbers import normalize_pattern
from extractors.normalize.text import fold, is_cjk
from extractors.pages.page_text import PageText
from extractors.pages.pairs import FoundPair, find_free_numbers, find_pairs, guess_kind
from extractors.pages.unknown_page import certificate_likeness, page_title
from extractors.telecom_lists.issuers import PROVINCES
from extractors.unknown_types.proposed_names import is_neutral, name_pairs
from schemas.declarations import parse_declaration
from schemas.document_type import DocumentType, FieldKind
from schemas.errors import TypeDeclarationError
from schemas.page import SealKind

UNNAMED = "my_type"
"""What a proposal is called until a person gives it a name."""
HEAD = """\
# 由 `licet types new` 依据扫描件（{width} x {height} 像素）生成的草稿，请人工核对后使用。
# Proposed from a scan of {width} x {height} pixels, for a person to finish.
# 需要决定 / to decide:
{decisions}
# 然后 / then: licet types check FILE
name = "{unnamed}"  # 小写字母、数字、_ / small letters, digits, _
titles = [{titles}]
identity = "{identity}"  # 用以识别证照的字段 / the field that the certificate is known by
"""
HINT = r"会变的汉字写作 / write changing ideographs as [\u4e00-\u9fff]"
_WRAPS = (FieldKind.ADDRESS, FieldKind.NAME, FieldKind.LIST, FieldKind.TEXT, FieldKind.PERIOD)
_REQUIRED = ("license_number", "company")


def pages_to_declaration(
    pages: Sequence[PageText], document_types: Sequence[DocumentType], sample: str
) -> str:
    """A commented declaration (TOML) of the page that is most like a certificate's main page.

    ``sample`` is the scan as the declaration will name it. Without any page, an empty frame.
    """
    read = [(page, find_pairs(page, document_types)) for page in pages]
    page, pairs = max(read, key=lambda one: certificate_likeness(*one), default=(None, []))
    named = list(name_pairs(pairs, document_types))
    keys = [name for name, _ in named]
    seals = _seals(page)
    fields = [_field(name, pair, seals) for name, pair in named]
    if page is not None:
        fields += _from_seal(page, keys, seals)
    if not named:
        fields.append('[[fields]]\nname = "license_number"\nlabels = ["编号"]\nkind = "number"\n')
    body = "\n".join([*fields, _rules(keys), f"[sample]\nfile = {_quoted(sample)}\n"])
    proposed = _head(page, named, body) + "\n" + body
    return proposed + _sample_values(_read_values(proposed, pages))


def _head(page: PageText | None, named: Sequence[tuple[str, FoundPair]], body: str) -> str:
    keys = [name for name, _ in named]
    told = keys if page is None or not find_free_numbers(page) else ["license_number", *keys]
    numbers = [name for name, pair in named if pair.kind == FieldKind.NUMBER]
    usual = ("license_number", "unified_social_credit_code", *numbers, *keys)
    identity = next((key for key in usual if key in told), "license_number")
    size = (page.source.page.width, page.source.page.height) if page is not None else (0, 0)
    return HEAD.format(
        width=size[0],
        height=size[1],
        decisions="\n".join(f"#   {entry}" for entry in _decisions(keys, body)),
        unnamed=UNNAMED,
        titles=_quoted(_title(page) or "证照标题"),
        identity=identity,
    )


def _decisions(keys: Sequence[str], body: str) -> Iterator[str]:
    """What only a person knows, of this proposal."""
    yield f"name: 类型名称，替换 {UNNAMED} / the type's name, in place of {UNNAMED}"
    numbered = [key for key in keys if is_neutral(key)]
    if numbered:
        yield f"{', '.join(numbered)}: 字段名称，不要的删去 / names of fields; delete what is none"
    if "pattern = " in body:
        yield "pattern: 其他证照的编号也须符合 / other certificates' numbers must fit it too"
    if "words = " in body:
        yield "words: 补齐其他发证机关名称的结尾 / endings of other issuers' names as well"
    yield "labels: 标签的其他写法 / other wordings of the labels"
    yield "[sample.values]: 与页面核对后去掉 # / compare with the page, then take off the #"


def _read_values(proposed: str, pages: Sequence[PageText]) -> Mapping[str, str]:
    """What the scan gives when it is read by its proposal, by export key."""
    try:
        kind = parse_declaration("", proposed)
    except TypeDeclarationError:  # a person has to mend it first
        return {}
    found = pages_to_certificates([page.source for page in pages], [kind], accept=1.0)
    record = next((one.record() for one in found if one.document_type == kind.name), {})
    return {key: value for key in kind.keys if isinstance(value := record.get(key), str)}


def _title(page: PageText | None) -> str | None:
    """What the page calls itself; else its largest line of ideographs."""
    if page is None:
        return None
    large = [(size, row) for row, size in page.titles if size > 1 and sum(map(is_cjk, row)) >= 4]
    return page_title(page) or (max(large)[1] if large else None)


def _field(name: str, pair: FoundPair, seals: Sequence[str]) -> str:
    kind = FieldKind.LIST if pair.kind == FieldKind.LIST else guess_kind(pair.text)
    lines = ["[[fields]]", f"name = {_quoted(name)}", f"labels = [{_quoted(pair.text)}]  # {_place(pair)}"]
    sealed = f"{seals[0]}（印章 / seal）" if seals and kind == FieldKind.AUTHORITY else ""
    lines.append(f"kind = {_quoted(kind.value)}  # 读到 / read: {_read(pair) or sealed or '（无 / none）'}")
    if kind == FieldKind.NUMBER and pair.candidate is not None and pair.candidate.value:
        pattern = number_to_pattern(pair.candidate.value)
        if normalize_pattern(pair.candidate.value, pattern).failed == ():
            lines.append(f"pattern = '{pattern}'  # {HINT}")
    if kind == FieldKind.AUTHORITY:
        lines.append(_words(seals))
    if kind in _WRAPS:
        lines.append("wraps = true")
    if name in _REQUIRED:
        lines.append("required = true")
    return "\n".join(lines) + "\n"


def number_to_pattern(value: str) -> str:
    """A regular expression for numbers like ``value``: digits and letters may differ, and the province
    among the first ideographs; other ideographs and signs stay."""
    pieces = re.findall(r"[0-9]+|[A-Z]+|[\u4e00-\u9fff]|.", fold(value).upper())
    digits = next((at for at, piece in enumerate(pieces) if piece.isdigit()), len(pieces))
    marks = [at for at, piece in enumerate(pieces[:digits]) if piece in PROVINCES]
    parts = [_piece(piece) for piece in pieces]
    if marks:  # of two the first is a word's: 新出发京零字
        parts[marks[-1]] = r"[\u4e00-\u9fff]"
    return "".join(parts)


def _piece(piece: str) -> str:
    if piece.isdigit():
        return f"[0-9]{{{len(piece)}}}"
    if piece.isascii() and piece.isalpha():
        return "[A-Z]" if len(piece) == 1 else f"[A-Z]{{{len(piece)}}}"
    return _sign(piece)


def _sign(piece: str) -> str:
    if piece in "[](){}":
        return r"[\[(]" if piece in "[(" else r"[\])]" if piece in "])" else re.escape(piece)
    return re.escape(piece) if piece.isascii() and not piece.isalnum() else piece


def _seals(page: PageText | None) -> list[str]:
    return [] if page is None else [seal.text for seal in page.seals(SealKind.OFFICIAL) if seal.text]


def _words(seals: Sequence[str]) -> str:
    """What names of the issuers end in, as the seal tells; for a person to fill in where none does."""
    endings = [ending for ending in map(name_to_ending, seals) if ending is not None]
    told = f"words = [{_quoted(endings[0])}]" if endings else '# words = ["…局"]'
    seal = f"; 印章 / seal: {seals[0]}" if seals else ""
    return f"{told}  # 发证机关名称的结尾 / what names of the issuers end in{seal}"


def _from_seal(page: PageText, keys: Sequence[str], seals: Sequence[str]) -> Iterator[str]:
    """A number without label; issuer and issue date as a seal and the date by it tell them."""
    for number in find_free_numbers(page)[:1] if "license_number" not in keys else ():
        pattern = number_to_pattern(number.value or "")
        yield (
            f'[[fields]]\nname = "license_number"\nkind = "number"  # 读到 / read: {number.raw}\n'
            f"pattern = '{pattern}'  # {HINT}\nplace = \"anywhere\"\nrequired = true\n"
        )
    if seals and "issuer" not in keys:
        yield f'[[fields]]\nname = "issuer"\nkind = "authority"\n{_words(seals)}\n'
    if seals and "issue_date" not in keys:
        yield '[[fields]]\nname = "issue_date"\nkind = "date"\nplace = "by_seal"\n'


def _rules(keys: Sequence[str]) -> str:
    start = "valid_from" if "validity" in keys else "issue_date"
    return f'# [[rules]]\n# rule = "usual_period"\n# fields = ["{start}", "valid_until"]\n# years = [5]\n'


def _sample_values(values: Mapping[str, str]) -> str:
    lines = ["# [sample.values]  # 核对后的值 / values, once compared with the page"]
    return "\n".join([*lines, *(f"# {key} = {_quoted(value)}" for key, value in values.items())]) + "\n"


def _place(pair: FoundPair) -> str:
    box = pair.label.parts[0].quad.bbox
    place = f"{box.left:.0f},{box.top:.0f}–{box.right:.0f},{box.bottom:.0f}"
    if pair.candidate is None:
        return f"标签 / label {place}"
    own = pair.candidate.quad.bbox
    return f"标签 / label {place}; 值 / value {own.left:.0f},{own.top:.0f}–{own.right:.0f},{own.bottom:.0f}"


def _read(pair: FoundPair) -> str:
    text = "" if pair.candidate is None else pair.candidate.raw
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def _quoted(text: str) -> str:
    """A TOML string."""
    plain = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
