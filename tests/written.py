"""The messages of errors as the source writes them, found without running it.

What is only known when the program runs stands as ``{}``. Constants, helpers and words of other modules are
followed; a message that is not written anywhere (another error's, a variable of unknown content) is none.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from schemas.two_languages import MARK

ROOT: Final = Path(__file__).parents[1]
FOLDERS: Final = ("schemas", "extractors", "pipeline")
UNKNOWN: Final = "{}"
_DEEPEST: Final = 12
_ROOT_ERROR: Final = "LicetError"
_OF_DECLARATIONS: Final = ("ValueError", "schemas/document_type.py")  # told by a ``TypeDeclarationError``


@dataclass
class Module:
    """A source file: its tree, what its names are set to, what its functions return, and what it imports
    (module and name) under which name."""

    place: str
    tree: ast.Module
    values: dict[str, list[ast.expr]] = field(default_factory=dict)
    returns: dict[str, list[ast.expr]] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for name in node.names:
                    self.imports[name.asname or name.name] = (node.module, name.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                self.values.setdefault(node.target.id, []).append(node.value)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.values.setdefault(target.id, []).append(node.value)
            elif isinstance(node, ast.FunctionDef):
                found = [one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value]
                self.returns.setdefault(node.name, []).extend(found)


def read_modules() -> dict[str, Module]:
    """The sources by the name that they are imported by."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    names = [file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for file in files]
    return {
        name: Module(file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8")))
        for name, file in zip(names, files, strict=True)
    }


def find_faults(modules: Mapping[str, Module]) -> tuple[int, list[str]]:
    """How many constructions there are with a message that is written, and what is wrong in which line."""
    kinds = _error_kinds(modules.values())
    count, faults = 0, []
    for module in modules.values():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            name = _called(node)
            if name == "Advice" and len(node.args) == 2:
                messages = _joined(module, modules, node.args, MARK)
            elif node.args and (name in kinds or (name, module.place) == _OF_DECLARATIONS):
                messages = _written(node.args[0], module, modules)
            else:
                continue
            written = [message for message in messages if re.search(r"\w", message.replace(UNKNOWN, ""))]
            count += bool(written)
            for message in written:
                wrong = fault_of(message)
                if wrong:
                    faults.append(f"{module.place}:{node.lineno}: {wrong}: {message}")
    return count, faults


def fault_of(message: str) -> str | None:
    """What is wrong with a message that is to be in both languages; ``None`` where nothing is."""
    chinese, mark, english = message.partition(MARK)
    if not mark:
        return "one language alone"
    if MARK in english:
        return "parted twice"
    if not re.search("[\u4e00-\u9fff]", chinese):
        return "no Chinese before the mark"
    if re.search("[\u4e00-\u9fff]", english) or not re.search("[A-Za-z]{2}", english):
        return "no English, or Chinese too, behind the mark"
    return None


def _error_kinds(modules: Iterable[Module]) -> set[str]:
    """Names of the error classes: of ``schemas.errors``, and those that are derived from one elsewhere."""
    classes = [node for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    kinds = {_ROOT_ERROR}
    while True:
        more = {node.name for node in classes if kinds & {ast.unparse(base) for base in node.bases}} - kinds
        if not more:
            return kinds
        kinds |= more


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def _written(node: ast.expr, module: Module, modules: Mapping[str, Module], depth: int = 0) -> Iterator[str]:
    """Every text that the expression may come to."""
    if depth > _DEEPEST:
        yield UNKNOWN
        return
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            yield from _joined(module, modules, node.values, "", depth)
        case ast.FormattedValue():
            yield from _written(node.value, module, modules, depth + 1)
        case ast.BinOp(op=ast.Add()):
            yield from _joined(module, modules, [node.left, node.right], "", depth)
        case ast.IfExp():
            yield from _written(node.body, module, modules, depth + 1)
            yield from _written(node.orelse, module, modules, depth + 1)
        case ast.Name():
            yield from _followed(node.id, "values", module, modules, depth)
        case ast.Call():
            yield from _told(node, module, modules, depth)
        case _:
            yield UNKNOWN


def _joined(
    module: Module, modules: Mapping[str, Module], nodes: Iterable[ast.expr], between: str, depth: int = 0
) -> Iterator[str]:
    found = [list(_written(node, module, modules, depth + 1)) for node in nodes]
    yield from (between.join(texts) for texts in itertools.product(*found))


def _told(node: ast.Call, module: Module, modules: Mapping[str, Module], depth: int) -> Iterator[str]:
    """What a call gives: of the functions of ``schemas.two_languages``, and of those that are ours."""
    name = _called(node)
    if name in ("both", "after") and len(node.args) == 2:
        yield from _joined(module, modules, node.args, MARK, depth)
    elif name in ("at", "said_of") and len(node.args) == 2:
        yield from _written(node.args[1], module, modules, depth + 1)
    elif isinstance(node.func, ast.Name):
        yield from _followed(name, "returns", module, modules, depth)
    else:
        yield UNKNOWN


def _followed(
    name: str, what: str, module: Module, modules: Mapping[str, Module], depth: int
) -> Iterator[str]:
    """What a name is set to, or its function returns, here or where it is imported from."""
    if name in module.imports:
        source, original = module.imports[name]
        if source in modules:
            yield from _followed(original, what, modules[source], modules, depth + 1)
            return
    found = getattr(module, what).get(name, [])
    if not found:
        yield UNKNOWN
    for node in found:
        yield from _written(node, module, modules, depth + 1)
