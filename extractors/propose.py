"""A declaration proposed from a scan of a certificate: title, labels, values and guessed kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.authority import name_to_ending
from extractors.issuers import PROVINCES
from extractors.normalize.numbers import normalize_pattern
from extractors.normalize.text import fold, is_cjk
from extractors.page_text import PageText
from extractors.pairs import FoundPair, find_free_numbers, find_pairs, guess_kind
from extractors.unknown_page import certificate_likeness, page_title
from schemas.document_type import DocumentType, FieldKind
from schemas.page import SealKind

HEAD = """\
# 由 `licet types new` 依据扫描件生成的草稿，请人工核对后使用：改 name，删去多余字段，补齐标签的其他写法。
# Proposed from a scan of {width} x {height} pixels. A person finishes it: give it a name, delete what is no
# field, add other wordings of the labels, then run `licet types check` on this file.
name = "my_type"  # 小写字母、数字、_ / small letters, digits, _
titles = [{titles}]
identity = "{identity}"  # 用以识别证照的字段 / the field that the certificate is known by
"""
HINT = r"会变的汉字写作 / write changing ideographs as [\u4e00-\u9fff]"
_BY_KIND = {
    FieldKind.NUMBER: "license_number",
    FieldKind.NAME: "company",
    FieldKind.PERSON: "legal_representative",
    FieldKind.MONEY: "registered_capital",
    FieldKind.ADDRESS: "address",
    FieldKind.CODE: "unified_social_credit_code",
    FieldKind.AUTHORITY: "issuer",
    FieldKind.PERIOD: "validity",
    FieldKind.DOMAIN: "domain",
    FieldKind.LIST: "scope",
}
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
    named = list(_named(pairs, document_types))
    title = _title(page) or "证照标题"
    keys = [name for name, _ in named]
    told = keys if page is None or not find_free_numbers(page) else ["license_number", *keys]
    numbers = [name for name, pair in named if pair.kind == FieldKind.NUMBER]
    usual = ("license_number", "unified_social_credit_code", *numbers, *keys)
    identity = next((key for key in usual if key in told), "license_number")
    size = (page.source.page.width, page.source.page.height) if page is not None else (0, 0)
    seals = _seals(page)
    head = HEAD.format(width=size[0], height=size[1], titles=_quoted(title), identity=identity)
    parts = [head, *(_field(name, pair, seals) for name, pair in named)]
    if page is not None:
        parts += _from_seal(page, keys, seals)
    if not named:
        parts.append('[[fields]]\nname = "license_number"\nlabels = ["编号"]\nkind = "number"\n')
    return "\n".join([*parts, _rules(keys), _sample(sample, named)])


def _title(page: PageText | None) -> str | None:
    """What the page calls itself; else its largest line of ideographs."""
    if page is None:
        return None
    large = [(size, row) for row, size in page.titles if size > 1 and sum(map(is_cjk, row)) >= 4]
    return page_title(page) or (max(large)[1] if large else None)


def _named(
    pairs: Sequence[FoundPair], document_types: Sequence[DocumentType]
) -> Iterator[tuple[str, FoundPair]]:
    """Each pair with a key of its own: what other types call a field with this label, or by its kind."""
    known: dict[str, Counter[str]] = {}
    for kind in document_types:
        for spec in kind.fields:
            for label in spec.labels:
                known.setdefault(fold(label.replace("|", "")), Counter())[spec.name] += 1
    taken: set[str] = set()
    for index, pair in enumerate(pairs, start=1):
        called = known.get(pair.text)
        name = called.most_common(1)[0][0] if called else _BY_KIND.get(pair.kind, f"field_{index}")
        if pair.kind == FieldKind.DATE and not called:
            name = (
                "valid_until"
                if "至" in pair.text
                else "issue_date"
                if "issue_date" not in taken
                else f"date_{index}"
            )
        if name in taken:
            name = f"{name}_{index}"
        taken.add(name)
        yield name, pair


def _field(name: str, pair: FoundPair, seals: Sequence[str]) -> str:
    kind = FieldKind.LIST if pair.kind == FieldKind.LIST else guess_kind(pair.text)
    lines = ["[[fields]]", f"name = {_quoted(name)}", f"labels = [{_quoted(pair.text)}]  # {_place(pair)}"]
    lines.append(f"kind = {_quoted(kind.value)}  # 读到 / read: {_read(pair)}")
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
    """A regular expression for numbers like ``value``: digits may differ, and the province among the
    first ideographs; letters and signs stay."""
    pieces = re.findall(r"[0-9]+|[\u4e00-\u9fff]|.", fold(value).upper())
    digits = next((at for at, piece in enumerate(pieces) if piece.isdigit()), len(pieces))
    marks = [at for at, piece in enumerate(pieces[:digits]) if piece in PROVINCES]
    parts = [f"[0-9]{{{len(piece)}}}" if piece.isdigit() else _sign(piece) for piece in pieces]
    if marks:  # of two the first is a word's: 新出发京零字
        parts[marks[-1]] = r"[\u4e00-\u9fff]"
    return "".join(parts)


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


def _sample(sample: str, named: Sequence[tuple[str, FoundPair]]) -> str:
    lines = [
        "[sample]",
        f"file = {_quoted(sample)}",
        "# [sample.values]  # 核对后的值 / values, once compared with the page",
    ]
    lines += [
        f"# {name} = {_quoted(pair.candidate.value)}"
        for name, pair in named
        if pair.candidate is not None and pair.candidate.value and pair.kind != FieldKind.PERIOD
    ]
    return "\n".join(lines) + "\n"


def _place(pair: FoundPair) -> str:
    box = pair.label.parts[0].quad.bbox
    place = f"{box.left:.0f},{box.top:.0f}–{box.right:.0f},{box.bottom:.0f}"
    if pair.candidate is None:
        return f"标签 / label {place}"
    own = pair.candidate.quad.bbox
    return f"标签 / label {place}; 值 / value {own.left:.0f},{own.top:.0f}–{own.right:.0f},{own.bottom:.0f}"


def _read(pair: FoundPair) -> str:
    text = "" if pair.candidate is None else pair.candidate.raw
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text) or "（无 / none）"


def _quoted(text: str) -> str:
    """A TOML string."""
    plain = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
