"""What a person sees of a certificate."""

from __future__ import annotations

import io

from rich.console import Console

from pipeline.show import show
from schemas.certificate import Certificate
from tests.store.papers import NUMBER, full, main_page


def shown(certificate: Certificate, **labels: str) -> str:
    console = Console(file=io.StringIO(), width=160, force_terminal=False)
    show(console, certificate, 7, 2, labels=labels)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_everything_is_there() -> None:
    text = shown(full())
    for part in (
        "#7 v2", NUMBER, "法定代表人 Legal representative", "张三", "99.9%", "p1 [10,20–310,53]", "as read",
        "a.com、b.cn", "only: 甲、乙", "2024-03-27", "年检合格", "十五、乙 (2 项 items, 2 处引用 citations)",
        "91110108700338416R", "/scans/full.pdf", "? review", "2019 合格",
    ):  # fmt: skip
        assert part in text, part


def test_fields_of_a_types_own_have_the_declared_label() -> None:
    own = main_page("a").model_copy(update={"further": {"warehouse_address": "库房路1号"}})
    assert "仓库地址 warehouse_address" in shown(own, warehouse_address="仓库地址", company="企业名称")
    assert "公司名称 Company" in shown(own, company="企业名称")


def test_text_of_documents_is_not_markup_and_steers_nothing() -> None:
    text = shown(full())
    assert "仅供[red]甲[/red]使用" in text
    assert "look [b]here[/b]" in text
    odd = shown(main_page("a", company="[bold]甲[/]\x1b[31m\u202e乙\x07\udcb0"))
    assert "[bold]甲[/]�[31m�乙��" in odd
    assert "\x1b" not in odd


def test_a_certificate_without_a_number() -> None:
    assert "number not known" in shown(Certificate(document_type="telecom_license"))
