"""``licet engines``: what is available, and why something is not."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.ocr.registry import engine_status


def engines_command() -> None:
    """List the OCR engines and why one is missing. 列出识别引擎。

    \b
    Example:
      licet engines
    """
    table = Table("引擎 / engine", "可用 / usable", "版本 / version")
    table.add_column("说明 / remark", overflow="fold")
    for status in engine_status():
        usable = "[green]是 / yes[/]" if status.available else "[red]否 / no[/]"
        table.add_row(status.name, usable, status.version or "-", escape(status.reason))
    Console(emoji=False).print(table)
