"""What bounds a worker process: limits that it sets on itself, and what its parent can see of it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Final

from pipeline.options import WorkerLimits

WORKER_BYTES: Final = 1_500_000_000
"""Memory that a worker takes at most on photos of twelve megapixels: what their default number goes by."""
SHARE: Final = 0.8  # of the machine's memory, that all workers together may have
_PAGE_SIZE: Final = os.sysconf("SC_PAGE_SIZE")
_CGROUPS: Final = Path("/sys/fs/cgroup")
_PR_SET_PDEATHSIG: Final = 1
_EXPENDABLE: Final = "800"  # of 1000: the kernel, out of memory, ends workers before their parent


def machine_bytes() -> int:
    """Memory of this machine, or of the container or service that this process is in, in bytes."""
    sizes = [os.sysconf("SC_PHYS_PAGES") * _PAGE_SIZE]
    with contextlib.suppress(OSError):
        for file in cgroup_files(Path("/proc/self/cgroup").read_text()):
            with contextlib.suppress(OSError, ValueError):
                sizes.append(int(file.read_text()))
    return min(sizes)


def cgroup_files(memberships: str) -> list[Path]:
    """The files that bound the memory of a process, from its control group up to the root;
    ``memberships`` is its ``/proc/PID/cgroup`` (cgroups(7), both versions)."""
    files: list[Path] = []
    for line in memberships.splitlines():
        _, controllers, path = line.split(":", 2)
        if not controllers:
            root, name = _CGROUPS, "memory.max"
        elif "memory" in controllers.split(","):
            root, name = _CGROUPS / "memory", "memory.limit_in_bytes"
        else:
            continue
        own = root / path.lstrip("/")
        files += [folder / name for folder in (own, *own.parents) if folder.is_relative_to(root)]
    return files


def usable_cores() -> int:
    """Cores of this machine that this process may use."""
    return len(os.sched_getaffinity(0))


def default_workers() -> int:
    """One worker a core that this process may use, as far as memory goes; at least one."""
    return max(1, min(usable_cores(), int(machine_bytes() * SHARE) // WORKER_BYTES))


def resident_bytes(process_id: int) -> int:
    """Memory that the process holds; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{process_id}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[1]) * _PAGE_SIZE


def end_with_parent(parent_id: int) -> None:
    """Have the kernel kill this process as soon as its parent is gone, however that came about."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent_id:
        sys.exit("the parent is gone")


def limit_process(limits: WorkerLimits) -> None:
    """Bound this process. Limits of the system are only lowered, and no core dump is left."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_EXPENDABLE)
    _lower(resource.RLIMIT_CORE, 0)
    for kind, value in (
        (resource.RLIMIT_AS, limits.address_bytes),
        (resource.RLIMIT_NOFILE, limits.descriptors),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
    ):
        if value is not None:
            _lower(kind, value)


def limit_file(limits: WorkerLimits) -> None:
    """Bound the processor time of this process to what it has used and that of one file more."""
    if limits.cpu_seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def give_back_memory() -> None:
    """Return to the system what the allocator holds of pages that are done: it would keep a fifth more, and
    not until a page needs it. Where the C library knows no such call, nothing is done."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))
