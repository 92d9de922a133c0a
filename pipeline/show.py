"""A certificate for people at a terminal: what it says, where that was read, and how sure.

Text of documents is shown as it is, never taken for markup; characters that could steer the
terminal or turn the reading direction are shown as �.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from rich import box
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipeline.printable import to_printable
from pipeline.store.near_pages import Near
from schemas.certificate import Annex, BusinessItem, Certificate, Pair, UseRestriction
from schemas.field import FieldStatus, FieldValue, Issue, Severity

_LABELS = {
    "license_number": "经营许可证编号 License number",
    "company": "公司名称 Company",
    "legal_representative": "法定代表人 Legal representative",
    "registered_capital": "注册资本 Registered capital",
    "address": "住所 Address",
    "scope": "业务种类 Scope",
    "coverage": "覆盖范围 Coverage",
    "issuer": "发证机关 Issuer",
    "issue_date": "发证日期 Issue date",
    "valid_from": "有效期自 Valid from",
    "valid_until": "有效期至 Valid until",
    "unified_social_credit_code": "统一社会信用代码 Unified social credit code",
}
# The last named step of a dotted path: annexes.0.websites.0.domains.0 is one of 网站域名.
_NESTED_LABELS = {
    "server_location": "服务器放置地",
    "access_provider": "网站接入服务提供单位",
    "domains": "网站域名",
    "name": "名称",
    "services": "服务项目",
    "code": "目录代码",
    "only": "仅限",
    "excluded": "不含",
    "areas": "覆盖",
    "text": "文字",
    "purpose": "用途",
    "valid_until": "有效期至",
    "copy_rule": "复印规定",
}
_NO_LABELS: Mapping[str, str] = MappingProxyType({})
_NOT_TRACED = Text("· not traced 无出处", style="yellow")
_MARKS = {
    FieldStatus.ACCEPTED: Text("✓ accepted 可信", style="green"),
    FieldStatus.REVIEW: Text("? review 待核", style="yellow"),
    FieldStatus.ABSENT: Text("– absent 无", style="dim"),
    FieldStatus.ILLEGIBLE: Text("✗ illegible 不清", style="red"),
}
_SEVERITY_STYLE = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_PROVISION_CHARS = 60


def show(
    console: Console,
    certificate: Certificate,
    certificate_id: int,
    version: int,
    near: Sequence[Near] = (),
    labels: Mapping[str, str] = _NO_LABELS,
) -> None:
    """Prints the certificate. ``certificate_id``, ``version`` and what is ``near`` its pages are the
    store's; ``labels`` are what its type declares, by key."""
    style = "yellow" if certificate.needs_review else "green"
    state = "待核 a person should look" if certificate.needs_review else "可信 nothing in doubt"
    title = Text.assemble(
        (f"#{certificate_id} v{version}  ", "bold"),
        (_printable(certificate.license_number or "编号不明 number not known"), "bold"),
        "  ",
        _printable(certificate.document_type),
        "  ",
        (state, style),
    )
    parts: list[Table | Group] = [_values(certificate, labels), *_sections(certificate)]
    if near:
        lines = [_text(f"  {_near(entry)}") for entry in near]
        parts.append(_section("近似页 Near-duplicate pages (by look and marks)", lines))
    console.print(Panel(Group(*parts), title=title, title_align="left", border_style=style))


def _values(certificate: Certificate, labels: Mapping[str, str]) -> Table:
    """One row a value, those of every type first, then nested ones in their order."""
    table = _table("项目 Field", "值 Value", "状态 Status", "置信 Sure", "位置 Read at")
    names = [name for name in _LABELS if name in certificate.fields or _plain_value(certificate, name)]
    names += [name for name in certificate.further if name not in names]
    names += [name for name in certificate.fields if name not in names]
    for name in names:
        field = certificate.fields.get(name)
        value = _plain_value(certificate, name) if field is None else field.value
        row = [_text(_label(name, labels)), _value(value, field)]
        if field is None:
            table.add_row(*row, *([] if value is None else [_NOT_TRACED]))
        else:
            table.add_row(*row, _MARKS[field.status], f"{field.confidence:.1%}", _text(_place(field)))
    return table


def _label(key: str, labels: Mapping[str, str]) -> str:
    if key in _LABELS:
        return _LABELS[key]
    if key in labels:
        return f"{labels[key]} {key}"
    *_, last = [step for step in key.split(".") if not step.isdecimal()] or [key]
    return f"{_NESTED_LABELS[last]} {key}" if "." in key and last in _NESTED_LABELS else key


def _plain_value(certificate: Certificate, name: str) -> str | None:
    if name in Certificate.model_fields:
        value = getattr(certificate, name)
        return value if isinstance(value, str) else None
    return certificate.further.get(name)


def _pair(pair: Pair) -> str:
    return f"p{pair.page_no} {pair.label or '(无标签 no label)'}: {pair.value or '—'}"


def _value(value: str | None, field: FieldValue | None) -> Text:
    shown = _text("—" if value is None else value)
    if field is not None and field.raw is not None and field.raw != value:
        shown.append(f"\n原文 as read: {_printable(field.raw)}", style="dim")
    return shown


def _place(field: FieldValue) -> str:
    """``p2 [120,340–610,380]``: page of the certificate, box in its source pixels."""
    page = "" if field.page_no is None else f"p{field.page_no}"
    if field.quad is not None:
        at = field.quad.bbox
        page += f" [{at.left:.0f},{at.top:.0f}–{at.right:.0f},{at.bottom:.0f}]"
    return page if field.engine is None else f"{page}\n{field.engine}"


def _sections(certificate: Certificate) -> Iterable[Group]:
    """Everything nested, each under its heading; what is not there is left out."""
    sections = (
        ("业务 Business items", map(_business_item, certificate.business_items)),
        ("附页 Annexes", (line for annex in certificate.annexes for line in _annex(annex))),
        ("使用限制 Use restrictions (of this copy)", map(_use_restriction, certificate.use_restrictions)),
        (
            "印章 Seals",
            (
                f"p{seal.page_no} {seal.shape} {seal.kind}: {seal.text or '—'} {seal.inner_text or ''}"
                for seal in certificate.seals
            ),
        ),
        ("特别规定事项 Special provisions", _provisions(certificate)),
        (
            "年检 Inspections",
            (
                f"p{entry.page_no} {entry.year or '—'} {entry.result or '—'} {entry.date or ''}"
                for entry in certificate.inspections
            ),
        ),
        ("标签与值 Labels and values", map(_pair, certificate.pairs)),
        ("二维码 QR codes (not opened)", map(_payload, certificate.qr_payloads)),
    )
    for heading, lines in sections:
        shown = [_text(f"  {line}") for line in lines]
        if shown:
            yield _section(heading, shown)
    if certificate.issues:
        yield _section("问题 Issues", [_issue(issue) for issue in certificate.issues])
    if certificate.pages:
        yield _section("页 Pages", [_text(f"  {line}") for line in _pages(certificate)])
    if certificate.sources:
        sources = (f"  {source.path}  sha256 {source.sha256[:12]}…" for source in certificate.sources)
        yield _section("来源 Sources", [_text(line) for line in sources])


def _section(heading: str, lines: list[Text]) -> Group:
    return Group(Text(f"\n{heading}", style="bold"), *lines)


def _payload(payload: str) -> str:
    """On one line: whoever made the code must not write lines of the record."""
    return " ⏎ ".join(payload.splitlines())


def _business_item(item: BusinessItem) -> str:
    terms = (
        ("仅限 only", item.only),
        ("不含 excluded", item.excluded),
        ("覆盖 areas", item.areas),
    )
    said = "".join(f"  {label}: {'、'.join(values)}" for label, values in terms if values)
    return f"{item.code or '—'} {item.name}{said}"


def _annex(annex: Annex) -> Iterable[str]:
    for website in annex.websites:
        services = f"  {website.services}" if website.services else ""
        yield f"p{annex.page_no} {website.name or '—'}: {'、'.join(website.domains) or '—'}{services}"
    if annex.server_location:
        yield f"p{annex.page_no} 服务器放置地 server location: {annex.server_location}"
    if annex.access_provider:
        yield f"p{annex.page_no} 接入服务提供单位 access provider: {annex.access_provider}"


def _use_restriction(restriction: UseRestriction) -> str:
    known = (
        ("用途 purpose", restriction.purpose),
        ("副本有效期至 copy valid until", restriction.valid_until),
        ("复印 copying", restriction.copy_rule),
    )
    said = "".join(f"\n      {label}: {value}" for label, value in known if value)
    return f"p{restriction.page_no} {restriction.text}{said}"


def _provisions(certificate: Certificate) -> Iterable[str]:
    """One line a clause, shortened; how many items and citations it has."""
    for provision in certificate.provisions:
        text = " ".join(provision.text.split())
        short = text if len(text) <= _PROVISION_CHARS else f"{text[:_PROVISION_CHARS]}…"
        citations = len(provision.citations) + sum(len(item.citations) for item in provision.items)
        counts = ((len(provision.items), "项 items"), (citations, "处引用 citations"))
        said = ", ".join(f"{count} {what}" for count, what in counts if count)
        yield f"{provision.number}、{short}" + (f" ({said})" if said else "")


def _issue(issue: Issue) -> Text:
    field = f" [{issue.field}]" if issue.field else ""
    line = f"  {issue.severity} {issue.code}{field}: {issue.message}"
    return Text(_printable(line), style=_SEVERITY_STYLE[issue.severity])


def _pages(certificate: Certificate) -> Iterable[str]:
    paths = {source.sha256: source.path for source in certificate.sources}
    for page in certificate.pages:
        turned = f", turned {page.rotation}°" if page.rotation else ""
        file = paths.get(page.sha256, f"sha256 {page.sha256[:12]}…")
        yield f"p{page.page_no} {page.kind}{turned}: page {page.source_page_no} of {file}"


def _near(near: Near) -> str:
    held = "".join(f" #{at}" for at in near.certificates)
    return (
        f"p{near.page_no} ≈ page {near.other_page_no} of {near.path}"
        f" ({near.distance} of 64 bits differ, {near.marks:.0%} of marks in common){held}"
    )


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _text(text: str) -> Text:
    return Text(_printable(text))


def _printable(text: str) -> str:
    return to_printable(text, lines=True)
