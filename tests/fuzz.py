"""A coverage-guided fuzz target for the loaders: ``make fuzz``, or ``python -m tests.fuzz --seconds 120``.

Whatever the bytes, loading gives pages or a typed error: any other exception, a crash, a hang or too much
memory is a finding, and is left in ``build/fuzz/``. Once fixed, it goes to the end of ``tests/fuzzed.txt``,
which ``tests/test_fuzzed.py`` loads in every run. Guidance comes from the Python of the loaders (own
parsers of PDF streams, OFD, JPEG, PNG and TIFF structure, page splitting); the decoders behind them are
native and not instrumented. The process grows by some 0.1 MB an input, which is the fuzzer's own tracing.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline.load", "PIL", "pdfplumber", "pdfminer", "ofdkit"]):
    from pipeline.load.file import open_source
    from pipeline.load.source import SourceFile
from pipeline.options import Limits
from schemas.errors import InputError, LicetError
from tests.seeds import fuzzed, seeds

LIMITS = Limits(max_pixels=2_000_000, max_pages=8, max_stream_bytes=4_000_000, max_page_seconds=2.0)


def load(data: bytes) -> None:
    """What a worker does with a file, up to its pixels."""
    source = SourceFile(Path("fuzz"), hashlib.sha256(data).hexdigest(), data)
    try:
        for _ in open_source(source, LIMITS).pages:
            pass
    except InputError as error:
        assert str(error)
    except LicetError as error:
        raise AssertionError("not an error of the input") from error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    chosen = parser.parse_args()
    corpus = chosen.folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate([*seeds().values(), *fuzzed()]):
        (corpus / str(number)).write_bytes(data)
    logging.disable(logging.CRITICAL)
    bounds = (
        "-max_len=200000",
        "-timeout=20",
        "-rss_limit_mb=4096",
        "-malloc_limit_mb=1024",
        "-print_final_stats=1",
    )
    arguments = [f"-max_total_time={chosen.seconds}", f"-artifact_prefix={chosen.folder}/", *bounds]
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], load)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
