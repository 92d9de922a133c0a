"""The command line: ``python -m samples seed``, ``specimens``, ``random`` and ``types``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from samples.compose import LAYOUTS
from samples.damage.strata import ASKED_FOR, STRATA
from samples.fonts import MissingFontError
from samples.forms.catalogue import FORMS as TYPES
from samples.forms.catalogue import UNKNOWN, compose_form, form_names
from samples.generate import Plan, parse_damage, write_set
from samples.progress import Progress
from samples.seed import FORMS, compose_seed, write_seed
from samples.specimens import TYPES as SPECIMENS
from samples.specimens import write_specimen

EXAMPLES = """\
examples:
  python -m samples seed --out samples
  python -m samples specimens --out samples/types
  python -m samples random --count 60 --seed 7 --out build/set
  python -m samples random --count 40 --seed 7 --damage scan --damage photo+rot90 --out build/set
  python -m samples random --count 40 --seed 7 --layout paper-list --layout beijing --out build/set
  python -m samples types --count 60 --seed 7 --damage clean --damage scan --out build/types
  python -m samples types --count 20 --seed 7 --type business_license --out build/types
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 if all was written, 2 if an option was wrong or a font is missing."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "seed":
            _write_seed(options.out)
        elif options.command == "specimens":
            _write_specimens(options.out)
        else:
            _write_plan(_plan(options), options.out)
    except (MissingFontError, ValueError) as error:
        print(f"samples: {error}", file=sys.stderr)
        return 2
    return 0


def _write_seed(folder: Path) -> None:
    progress = Progress(len(FORMS), "forms")
    pages = len(compose_seed().sheets)
    for form in FORMS:
        write_seed(folder, form)
        progress.advance(pages)
    print(f"{progress.finish()} in {folder}")


def _write_specimens(folder: Path) -> None:
    progress = Progress(len(SPECIMENS), "certificates")
    for name in SPECIMENS:
        progress.advance(write_specimen(folder, name))
    print(f"{progress.finish()} in {folder}")


def _plan(options: argparse.Namespace) -> Plan:
    damage = tuple(options.damage or STRATA)
    is_random = options.command == "random"
    for name in damage:
        parse_damage(name, (*STRATA, *ASKED_FOR) if is_random else STRATA)
    if is_random:
        return Plan(options.count, options.seed, damage, tuple(options.layout or LAYOUTS))
    types = tuple(options.type or (name for name in TYPES if name not in UNKNOWN))
    return Plan(options.count, options.seed, damage, form_names(types), compose_form)


def _write_plan(plan: Plan, folder: Path) -> None:
    progress = Progress(plan.count, "certificates")
    for line in write_set(plan, folder):
        progress.advance(len(line["certificate"]["pages"]))
    print(f"{progress.finish()} in {folder}; the truth is in {folder / 'truth.jsonl'}")


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "python -m samples",
        description="Draw certificates that look real, with the truth of what they say.",
        epilog=EXAMPLES,
        formatter_class=layout,
    )
    commands = parser.add_subparsers(dest="command", required=True)
    _add_kept(commands)
    random = commands.add_parser(
        "random",
        help="any number of different certificates, with truth.jsonl",
        description="Write random certificates; the same seed gives the same bytes.",
        epilog=EXAMPLES,
        formatter_class=layout,
    )
    random.add_argument(
        "--layout", action="append", choices=sorted(LAYOUTS), help="may be repeated. Default: each in turn"
    )
    types = commands.add_parser(
        "types",
        help="business licenses and other certificates, with truth.jsonl",
        description="Write random certificates of other types; the same seed gives the same bytes.",
        epilog=EXAMPLES,
        formatter_class=layout,
    )
    types.add_argument(
        "--type",
        action="append",
        choices=sorted(TYPES),
        help=f"may be repeated. Default: each in turn but {', '.join(UNKNOWN)}, which licet doesn't declare",
    )
    for command in (random, types):
        command.add_argument("--count", type=int, required=True, help="how many certificates")
        command.add_argument("--seed", type=int, required=True, help="which ones: any whole number")
        command.add_argument(
            "--damage",
            action="append",
            metavar="NAME",
            help="may be repeated; several joined by + fall on one page. Default: each in turn of "
            + ", ".join(STRATA)
            + "; for certificates of telecom also "
            + ", ".join(ASKED_FOR),
        )
        command.add_argument("--out", type=Path, required=True, help="folder to write to")
    return parser


def _add_kept(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The samples that are kept in the repository."""
    layout = argparse.RawDescriptionHelpFormatter
    seed = commands.add_parser(
        "seed",
        help="the seed document in five forms",
        description=f"Write the seed document as {', '.join(FORMS)}, each with expected.json.",
        epilog="example:\n  python -m samples seed --out samples",
        formatter_class=layout,
    )
    seed.add_argument("--out", type=Path, required=True, help="folder in which the forms' folders are made")
    specimens = commands.add_parser(
        "specimens",
        help="one sample of each type that licet declares",
        description="Write a small scan of each type, with expected.json: what `licet types check` reads.",
        epilog="example:\n  python -m samples specimens --out samples/types",
        formatter_class=layout,
    )
    specimens.add_argument(
        "--out", type=Path, required=True, help="folder in which the types' folders are made"
    )


if __name__ == "__main__":
    sys.exit(main())
