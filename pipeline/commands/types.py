"""``licet types list`` and ``show``: the certificate types, and where each is declared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console, Group
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from pipeline.commands.choices import TypesDir
from pipeline.commands.types_check import check_command
from pipeline.commands.types_new import new_command
from schemas.declarations import Declared, declared_types, find_declared
from schemas.document_type import DocumentType, FieldKind, FieldSpec

types_app = typer.Typer(
    help="Certificate types and their declarations. 证照类型及其声明。",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@types_app.callback()
def types() -> None:
    """Certificate types and their declarations. 证照类型及其声明。"""


@types_app.command("list")
def list_command(types: TypesDir = None) -> None:
    """List the certificate types, their fields, and where each is declared. 列出证照类型。

    \b
    Example:
      licet types list
      licet types list --types my-types/
    """
    table = _table("类型 / type", "标题 / titles", "字段 / fields", "来源 / from", show_lines=True)
    for declared in declared_types(types):
        kind = declared.document_type
        fields = ", ".join(spec.name for spec in kind.fields if spec.kind != FieldKind.NONE)
        table.add_row(kind.name, "\n".join(kind.titles), fields, escape(_origin(declared, types)))
    Console(emoji=False).print(table)


def _origin(declared: Declared, folder: Path | None) -> str:
    if folder is None or declared.file.parent != folder:
        return "内置 / built in"
    own = f"{declared.file}"
    return own if declared.overrides is None else f"{own}\n替换内置 / overrides ours"


@types_app.command("show")
def show_type_command(
    name: Annotated[str, typer.Argument(help="The type's name: see `licet types list`.", metavar="NAME")],
    types: TypesDir = None,
) -> None:
    """Show one declaration: fields, labels, kinds, rules. 显示一种证照类型的声明。

    \b
    Example:
      licet types show business_license
    """
    declared = find_declared(name, types)
    Console(emoji=False).print(_described(declared.document_type, declared.file))


def _described(kind: DocumentType, file: Path) -> Group:
    table = _table("字段 / field", "标签 / labels", "种类 / kind", "位置 / place", "要求 / demands")
    for spec in kind.fields:
        labels = "\n".join(label.replace("|", " ⏎ ") for label in spec.all_labels)
        table.add_row(*map(Text, (spec.name, labels, spec.kind.value, spec.place.value, _demands(spec))))
    lines = [
        Text(f"{kind.name}  {file}", style="bold"),
        Text("标题 / titles: " + "、".join(kind.titles)),
        Text(f"以此识别 / known by: {kind.identity}"),
    ]
    lines += [Text(f"其他页 / page {page.kind.value}: " + "、".join(page.titles)) for page in kind.pages]
    rules = [
        Text(f"规则 / rule {rule.rule.value}: {', '.join(rule.fields)} {', '.join(map(str, rule.years))}")
        for rule in kind.rules
    ]
    if kind.peculiar is not None:
        rules.append(Text(f"专用代码 / code of its own: extractors/certificates/{kind.peculiar.value}.py"))
    return Group(*lines, table, *rules)


def _table(name: str, *headings: str, show_lines: bool = False) -> Table:
    """A table that breaks what is too long for the terminal, names excepted, and cuts nothing off."""
    columns = (Column(heading, overflow="fold") for heading in headings)
    return Table(
        Column(name, no_wrap=True), *columns, show_lines=show_lines, box=box.SIMPLE, padding=(0, 1, 0, 0)
    )


def _demands(spec: FieldSpec) -> str:
    demands = [
        "必填 / required" if spec.required else "",
        "可换行 / wraps" if spec.wraps else "",
        f"页 / page {spec.page.value}" if spec.annex else "",
        f"pattern {spec.pattern}" if spec.pattern else "",
        f"grammar {spec.grammar.value}" if spec.grammar else "",
        "、".join(spec.words),
    ]
    return "\n".join(demand for demand in demands if demand)


types_app.command("check")(check_command)
types_app.command("new")(new_command)
