"""Weights of the networks that the project trains, as text in the package."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

MANY, MOST = 4096, 127  # values of a matrix from which it is stored in eight bits, and the most of these

Values: TypeAlias = NDArray[np.float32]
Weights: TypeAlias = dict[str, Values]


def read_weights(path: Path) -> Weights:
    """The weights of a file, by name."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return {name: _unpacked(entry) for name, entry in stored.items()}


def save_weights(weights: Weights, path: Path) -> None:
    """In text, a file that can be compared and that any tool may hold: in eight bits, each column in steps of
    its own, where there are many values, in half precision where there are few."""
    stored = {name: _packed(values) for name, values in weights.items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _packed(values: Values) -> dict[str, object]:
    entry: dict[str, object] = {"shape": list(values.shape)}
    if values.ndim < 2 or values.size < MANY:
        return {**entry, "float16": _to_text(values.astype("<f2"))}
    steps = (np.abs(values).max(axis=tuple(range(values.ndim - 1))) / MOST).astype("<f2")
    counts = np.round(values / np.maximum(steps.astype(np.float32), 1e-7)).clip(-MOST, MOST)
    return {**entry, "steps": _to_text(steps), "int8": _to_text(counts.astype(np.int8))}


def _unpacked(entry: dict[str, Any]) -> Values:
    if "float16" in entry:
        values = _from_text(entry["float16"], "<f2").astype(np.float32)
        return values.reshape(entry["shape"])
    steps = _from_text(entry["steps"], "<f2").astype(np.float32)
    counts = _from_text(entry["int8"], "i1").astype(np.float32)
    return np.asarray(counts.reshape(entry["shape"]) * steps, np.float32)


def _to_text(values: NDArray[Any]) -> str:
    return base64.b64encode(values.tobytes()).decode()


def _from_text(text: str, kind: str) -> NDArray[Any]:
    return np.frombuffer(base64.b64decode(text), kind)
