"""A type's sample: where it is, and what reading it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluate.truth import EXPECTED, read_expected
from schemas.declarations import BUILT_IN, Declared
from schemas.document_type import DocumentType
from schemas.errors import OptionError

SOURCE = BUILT_IN.parent.parent


@dataclass(frozen=True)
class Sample:
    """``scan`` is ``None`` where there is none, and ``missing`` says why; ``values`` are what its keys
    must give, those that nobody tells left out."""

    scan: Path | None
    values: Mapping[str, str | None] = field(default_factory=dict)
    missing: str = ""


def find_sample(declared: Declared) -> Sample:
    """The sample of a declaration: of a user's beside it, of ours in the source tree, which the
    installed package leaves out.

    Values stand in the declaration itself or, as a record, in ``expected.json`` beside the scan.

    Raises:
        OptionError: the scan is not there, or ``expected.json`` cannot be read.
    """
    kind = declared.document_type
    if kind.sample is None:
        return Sample(None, missing="没有样本 / no sample: name one with [sample] file = …, or --sample SCAN")
    built_in = declared.file.absolute().parent == BUILT_IN
    scan = (SOURCE if built_in else declared.file.parent) / kind.sample.file
    if built_in and not scan.is_file():
        return Sample(
            None,
            missing="样本只在源码中 / our samples come with the source only, not with the installed package: "
            "name a scan with --sample SCAN",
        )
    if not scan.is_file():
        folder = declared.file.absolute().parent
        raise OptionError(
            "声明所在文件夹中没有此样本，请改正 [sample] 中的 file，或用 --sample 指明扫描件"
            f" / there is no sample {kind.sample.file} in the declaration's folder {folder}: "
            "correct file under [sample], or name a scan with --sample."
        )
    return Sample(scan, kind.sample.values or _record_beside(scan, kind))


def _record_beside(scan: Path, kind: DocumentType) -> Mapping[str, str | None]:
    """The type's keys of the record beside its sample; nothing where there is none."""
    path = scan.parent / EXPECTED
    if not path.is_file():
        return {}
    record = read_expected(path)
    return {key: record[key] for key in kind.keys if key in record}
