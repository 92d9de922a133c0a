"""What the commands of the desk say where the packages that it needs are not installed."""

from __future__ import annotations

from schemas.errors import EngineMissingError


def desk_needs(error: ModuleNotFoundError) -> EngineMissingError:
    """The error that names the package, and how to install it."""
    return EngineMissingError(
        f"核对台需要 {error.name}，请运行 pip install 'licet[web]'"
        f" / The desk needs {error.name}. Run: pip install 'licet[web]'"
    )
