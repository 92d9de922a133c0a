"""Certificates and file readings to store, with every part of the model filled."""

from __future__ import annotations

import hashlib
from typing import Any

from schemas.certificate import (
    Annex,
    BusinessItem,
    Certificate,
    CertificatePage,
    Citation,
    Inspection,
    PageKind,
    Provision,
    ProvisionItem,
    Seal,
    Source,
    UseRestriction,
    Website,
)
from schemas.field import FieldStatus, FieldValue, Issue, Severity
from schemas.geometry import BBox, PageTransform, Quad
from schemas.outcome import FileReading, Outcome, OutcomeStatus
from schemas.page import (
    InkLayer,
    Page,
    PageOrigin,
    SealKind,
    SealReading,
    SealShape,
    TextFit,
    TextLine,
    TextShare,
)

NUMBER = "京B2-20240286"
QUAD = Quad.from_bbox(BBox(left=10.5, top=20.25, right=310.1, bottom=52.7))


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def field(value: str | None, status: FieldStatus = FieldStatus.ACCEPTED, page_no: int = 1) -> FieldValue:
    confidence = 0.999 if status is FieldStatus.ACCEPTED else 0.4
    return FieldValue(
        raw=value and f" {value} ",
        value=value,
        confidence=confidence,
        status=status,
        page_no=page_no,
        quad=QUAD,
        engine="rapidocr",
    )


def page(page_no: int = 1, text: str = "经营许可证编号") -> Page:
    line = TextLine(
        text=text,
        quad=QUAD,
        confidence=0.98,
        engine="rapidocr",
        layer=InkLayer.DARK,
        char_positions=(0.1, 0.3333333333333333),
        char_confidences=(0.9, 0.1),
        verified=(0,),
    )
    seal = SealReading(
        kind=SealKind.OFFICIAL,
        shape=SealShape.ROUND,
        quad=QUAD,
        text="北京市通信管理局",
        text_confidence=0.9,
        inner_text=None,
        inner_confidence=0.0,
        engine="rapidocr",
        rim_fits=(TextFit(text="北京市通信管理局", mean=-1.25, best=-0.5),),
        line_fits=(TextFit(text="行政许可专用章", mean=-2.5, best=-2.0),),
        rim_shares=(TextShare(text=None, share=0.7), TextShare(text="", share=0.3)),
        line_shares=(TextShare(text="行政许可专用章", share=0.98),),
        says_more=True,
        rim_places=8,
    )
    return Page(
        page_no=page_no,
        width=1654,
        height=2339,
        rotation=90,
        transform=PageTransform(matrix=(0.1, 1.0, 0.0, 0.0, 1.0, -3.3, 1e-7, 0.0, 1.0)),
        origin=PageOrigin.SCAN,
        lines=(line, line.model_copy(update={"text": "a\x00b [bold]", "layer": InkLayer.ALL})),
        seals=(seal,),
        qr_payloads=("https://example.org/q?1",),
    )


def main_page(name: str, number: str | None = NUMBER, **values: Any) -> Certificate:
    """The main page alone: the file ``name`` with one page. ``values`` over the usual ones; a value
    given as ``(value, status)`` is not accepted."""
    usual: dict[str, Any] = {
        "license_number": number,
        "company": "北京懂车族科技有限公司",
        "legal_representative": "张三",
        "issue_date": "2024-01-25",
        "valid_until": "2029-01-25",
        "issuer": "北京市通信管理局",
    }
    plain: dict[str, str | None] = {}
    fields: dict[str, FieldValue] = {}
    for key, given in {**usual, **values}.items():
        value, status = given if isinstance(given, tuple) else (given, FieldStatus.ACCEPTED)
        if value is not None:
            plain[key] = value
            fields[key] = field(value, status)
    certificate = Certificate(
        document_type="telecom_license",
        fields=fields,
        needs_review=any(value.status is not FieldStatus.ACCEPTED for value in fields.values()),
        pages=(certificate_page(name),),
        sources=(Source(path=f"/scans/{name}", sha256=sha(name)),),
    )
    return certificate.model_copy(update=plain)


def certificate_page(name: str, page_no: int = 1, kind: PageKind = PageKind.MAIN) -> CertificatePage:
    return CertificatePage(page_no=page_no, kind=kind, rotation=0, sha256=sha(name), source_page_no=1)


def annex_page(name: str, domain: str = "dongchejuguang.com") -> Certificate:
    """An annex page that carries no number."""
    return Certificate(
        document_type="telecom_license",
        annexes=(Annex(page_no=1, websites=(Website(name="懂车聚光", domains=(domain,)),)),),
        fields={"annexes.0.websites.0.domains.0": field(domain)},
        issues=(Issue(code="no_number", severity=Severity.ERROR, field=None, message="…"),),
        pages=(certificate_page(name, kind=PageKind.ANNEX),),
        sources=(Source(path=f"/scans/{name}", sha256=sha(name)),),
    )


def joined(main: Certificate, annex: Certificate) -> Certificate:
    """Both pages as one certificate, as the flow assembles the files of a folder."""
    annexes = tuple(entry.model_copy(update={"page_no": 2}) for entry in annex.annexes)
    moved = {key: value.model_copy(update={"page_no": 2}) for key, value in annex.fields.items()}
    second = annex.pages[0].model_copy(update={"page_no": 2})
    return main.model_copy(
        update={
            "annexes": annexes,
            "fields": {**main.fields, **moved},
            "pages": (*main.pages, second),
            "sources": (*main.sources, *annex.sources),
        }
    )


def full(name: str = "full.pdf") -> Certificate:
    """Every key of the record filled, texts with what breaks naive storage."""
    decree = Citation(title=None, decree="令第291号")
    law = Citation(title="中华人民共和国电信条例")
    item = ProvisionItem(number="(一)", text="不得\n转让", citations=(law, decree))
    base = main_page(name)
    return base.model_copy(
        update={
            "scope": "=信息服务业务（仅限互联网信息服务）",
            "coverage": "全国",
            "business_items": (
                BusinessItem(code="B25", name="信息服务业务", only=("甲", "乙"), excluded=("丙",), areas=()),
                BusinessItem(code=None, name="因特网接入", areas=("北京", "上海", "北京")),
            ),
            "annexes": (
                Annex(page_no=1, websites=(Website(name=None, services="x"),), server_location="北京"),
                Annex(
                    page_no=1,
                    websites=(
                        Website(name="甲", domains=("a.com", "b.cn")),
                        Website(name="乙", domains=("c.com",)),
                    ),
                    access_provider="某\x00公司\x07",
                ),
            ),
            "use_restrictions": (
                UseRestriction(
                    page_no=1, text="仅供[red]甲[/red]使用", purpose="甲", valid_until="2024-03-27"
                ),
            ),
            "seals": (
                Seal(page_no=1, kind=SealKind.STAMP, shape=SealShape.OVAL, text=None, inner_text="年检合格"),
            ),
            "provisions": (
                Provision(number="一", text="甲", citations=(law,)),
                Provision(number="十五", text="乙", items=(item, ProvisionItem(number="(二)", text=""))),
            ),
            "inspections": (Inspection(page_no=1, year="2019", result="合格", date="2020-03-01"),),
            "further": {"unified_social_credit_code": "91110108700338416R", "company_type": None},
            "qr_payloads": ("https://example.org/1", "2"),
            "fields": {
                **base.fields,
                "coverage": field("全国", FieldStatus.REVIEW),
                "address": FieldValue(raw=None, value=None, confidence=0.0, status=FieldStatus.ABSENT),
            },
            "issues": (
                Issue(code="low", severity=Severity.WARNING, field="coverage", message="look [b]here[/b]"),
                Issue(code="low", severity=Severity.WARNING, field="coverage", message="look [b]here[/b]"),
            ),
            "needs_review": True,
        }
    )


def reading_of(
    name: str,
    *certificates: Certificate,
    status: OutcomeStatus = OutcomeStatus.COMPLETE,
    pages: tuple[Page, ...] | None = None,
    path: str | None = None,
) -> FileReading:
    """What the flow hands to the store for a file with one page."""
    given = (page(),) if pages is None else pages
    code = {OutcomeStatus.COMPLETE: "read"}.get(status, "damaged")
    return FileReading(
        path=path or f"/scans/{name}",
        sha256=sha(name),
        size=1234,
        media_type="image/jpeg",
        outcome=Outcome(
            status=status, code=code, message="…", pages=len(given), certificates=len(certificates)
        ),
        pages=given,
        certificates=certificates,
    )
