"""Rules of the house: what any file of the project must be. Every rule is shown to catch a breach."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
import tomllib
from collections.abc import Callable, Iterable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

import grimp
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("pipeline", "extractors", "schemas", "samples")
TOP_LEVEL = {
    "pipeline", "extractors", "schemas", "samples", "tests", "Makefile", "pyproject.toml", "README.md",
    "CHANGELOG.md", "LICENSE", "constraints.txt",
}  # fmt: skip
EXTRAS = {"paddle", "tesseract", "postgres", "watch", "cluster", "web", "all", "fuzz", "dev"}
OPTIONAL = {"paddleocr", "paddlepaddle", "paddlex", "psycopg", "psycopg2", "pytesseract", "ray"}
MOST_LINES, MOST_FUNCTION_LINES = 300, 60
MOST_BYTES, MOST_SAMPLE_BYTES = 1_500_000, 3_000_000

Rule = Callable[[str, bytes], list[str]]
"""Complaints about the file with this path (below the root) and content."""


def _python(rule: Callable[[str, str], list[str]]) -> Rule:
    """A rule for Python files alone, given their text."""

    def wrapped(path: str, content: bytes) -> list[str]:
        return rule(path, content.decode()) if path.endswith(".py") else []

    return wrapped


def _file_length(_: str, text: str) -> list[str]:
    lines = text.count("\n")
    return [f"{lines} lines"] if lines > MOST_LINES else []


def _function_length(path: str, text: str) -> list[str]:
    if _is_migration(path):
        return []
    return [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MOST_FUNCTION_LINES
    ]


def _is_migration(path: str) -> bool:
    """A list of schema operations, written once and never changed: rules on functions pass it by."""
    return path.startswith("schemas/migrations/versions/")


def _handlers(_: str, text: str) -> list[str]:
    """``except:``, ``except Exception`` and ``except BaseException``, alone or in a tuple."""
    broad = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or _name(kind) in ("Exception", "BaseException") for kind in caught):
                broad.append(f"line {node.lineno}: broad except")
    return broad


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _silenced(_: str, text: str) -> list[str]:
    comments = (
        token
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
    )
    return [
        f"line {token.start[0]}: {token.string}"
        for token in comments
        if re.search(r"type:\s*ignore|noqa", token.string)
    ]


def _docstrings(path: str, text: str) -> list[str]:
    """Public functions and classes of modules. A class that only declares (members, columns,
    fields) and is neither a contract nor behaviour may speak by its names."""
    if not path.startswith(("pipeline/", "extractors/", "schemas/")) or _is_migration(path):
        return []
    missing = []
    for node in ast.parse(text).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        declares = isinstance(node, ast.ClassDef) and not any(
            isinstance(member, ast.FunctionDef) and not member.name.startswith("_") for member in node.body
        )
        documented = ast.get_docstring(node) is not None or f"\n{node.name}.__doc__ = " in text
        if not declares and not documented:
            missing.append(f"{node.name}: no docstring")
    return missing


def _file_names(path: str, _: bytes) -> list[str]:
    banned = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    return [f"{part}: banned name" for part in PurePosixPath(path).parts if part.split(".")[0] in banned]


def _top_level(path: str, _: bytes) -> list[str]:
    first = PurePosixPath(path).parts[0]
    return [] if first in TOP_LEVEL or first.startswith(".") else [f"{first}: not of the house"]


def _machine_paths(path: str, content: bytes) -> list[str]:
    if _is_binary_sample(path):
        return []
    found = re.findall(r"(?<![\w.:/*}-])/(?:work|tmp|root|home)(?=[/\s\"'`)]).{0,20}", content.decode())
    return [f"path of one machine: {place}" for place in found]


def _index_addresses(path: str, content: bytes) -> list[str]:
    if _is_binary_sample(path):
        return []
    index = r"(?:extra-)?inde[x]-url|find-link[s]|trusted-hos[t]|https?://[^\s\"']*(?:/simple\b|pypi\b)"
    return [f"package index: {place}" for place in re.findall(index, content.decode())]


def _is_binary_sample(path: str) -> bool:
    return path.startswith("samples/") and path.endswith((".pdf", ".jpg", ".png", ".tif", ".ofd"))


def _encoding(path: str, content: bytes) -> list[str]:
    if _is_binary_sample(path):
        return []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"not UTF-8: {error.reason} at byte {error.start}"]
    return ["a NUL or carriage return in text"] if "\0" in text or "\r" in text else []


def _size(path: str, content: bytes) -> list[str]:
    most = MOST_SAMPLE_BYTES if path.startswith("samples/") else MOST_BYTES
    return [f"{len(content):,} bytes"] if len(content) > most else []


def _constraints(path: str, content: bytes) -> list[str]:
    if path != "constraints.txt":
        return []
    pinned = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*==[0-9][0-9A-Za-z.!+]*")
    return [
        f"not name==version: {line}" for line in content.decode().splitlines() if not pinned.fullmatch(line)
    ]


def _in_function(lines: int) -> bytes:
    return b"def long():\n" + b"    x = 1\n" * lines


RULES: dict[str, tuple[Rule, list[tuple[str, bytes]]]] = {
    "file length": (_python(_file_length), [("pipeline/a.py", b"x = 1\n" * 301)]),
    "function length": (_python(_function_length), [("tests/a.py", _in_function(60))]),
    "broad except": (
        _python(_handlers),
        [
            ("tests/a.py", b"try:\n    x\nexcept Exception:\n    pass\n"),
            ("tests/a.py", b"try:\n    x\nexcept (ValueError, builtins.BaseException):\n    pass\n"),
            ("tests/a.py", b"try:\n    x\nexcept:\n    pass\n"),
        ],
    ),
    "silenced checks": (
        _python(_silenced),
        [("tests/a.py", b"x = 1  # type: ignore[x]\n"), ("tests/a.py", b"x = 1  #noqa\n")],
    ),
    "docstrings": (
        _python(_docstrings),
        [
            ("pipeline/a.py", b"def read():\n    return 1\n"),
            ("schemas/a.py", b"class Reader:\n    def read(self):\n        return 1\n"),
        ],
    ),
    "file names": (_file_names, [("pipeline/utils.py", b""), ("pipeline/common/a.py", b"")]),
    "top level": (_top_level, [("scripts/a.py", b"")]),
    "machine paths": (
        _machine_paths,
        [("README.md", b"see /" + b"work/x"), ("pipeline/a.py", b'open("/' + b'tmp/x")')],
    ),
    "index addresses": (
        _index_addresses,
        [("Makefile", b"pip install --index" + b"-url x"), ("a.txt", b"https://host/" + b"simple")],
    ),
    "encoding": (_encoding, [("README.md", "许可".encode("gbk")), ("pipeline/a.py", b"x\0")]),
    "size": (_size, [("a.txt", bytes(MOST_BYTES + 1)), ("samples/a.tif", bytes(MOST_SAMPLE_BYTES + 1))]),
    "constraints": (
        _constraints,
        [
            ("constraints.txt", b"rich>=1\n"),
            ("constraints.txt", b"a @ https://b\n"),
            ("constraints.txt", b"\n"),
        ],
    ),
}


def _project_files() -> list[str]:
    """Paths of what is or would be committed."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted({path for path in listed.split("\0") if path and (ROOT / path).is_file()})


@pytest.mark.parametrize("name", RULES)
def test_rule_holds(name: str) -> None:
    rule, _ = RULES[name]
    files = _project_files()
    assert len(files) > 100
    complaints = [
        f"{path}: {complaint}" for path in files for complaint in rule(path, (ROOT / path).read_bytes())
    ]
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("name", RULES)
def test_rule_catches_a_breach(name: str) -> None:
    rule, breaches = RULES[name]
    for path, content in breaches:
        assert rule(path, content), (path, content[:60])


def _find_cycle(packages: Iterable[str]) -> list[str]:
    """Modules that import one another in a ring; empty when there is none."""
    first, *others = packages
    graph = grimp.build_graph(first, *others, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_import_cycles() -> None:
    assert _find_cycle(PACKAGES) == []


def test_an_import_cycle_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "ring_of_two"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "one.py").write_text("from ring_of_two import two\n")
    (package / "two.py").write_text("def late():\n    import ring_of_two.one\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert {"ring_of_two.one", "ring_of_two.two"} <= set(_find_cycle(["ring_of_two"]))


def _requirement_name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def test_extras() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) >= EXTRAS
    core = {_requirement_name(requirement) for requirement in project["dependencies"]}
    assert not core & OPTIONAL


def test_every_dependency_has_a_fixed_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {_requirement_name(requirement) for names in lists for requirement in names} - {"licet"}
    fixed = {
        _requirement_name(line)
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    assert wanted <= fixed, wanted - fixed
