"""The nodes of an OpenVINO network, looked at from its end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def node_before(node: Any, index: int = 0) -> Any:
    """The node that feeds an input, past those that change nothing."""
    found = node.input_value(index).get_node()
    while found.get_type_name() in ("Identity", "Convert"):
        found = found.input_value(0).get_node()
    return found


def nodes_before_end(network: Any, kinds: tuple[str, ...]) -> tuple[Any, ...] | None:
    """The nodes that a ``network`` ends in, the last one first, where they are of these ``kinds``."""
    node, found = network.get_results()[0], []
    for kind in kinds:
        node = node_before(node)
        if node.get_type_name() != kind:
            return None
        found.append(node)
    return tuple(found)


def constant_before(node: Any) -> NDArray[np.float32]:
    """What a node multiplies with or adds."""
    return np.asarray(node_before(node, 1).data, np.float32)
