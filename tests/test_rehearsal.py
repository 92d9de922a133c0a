"""The networks are read by several threads at once, and none of them waits for another for ever."""

from __future__ import annotations

import subprocess
import sys
from typing import Final

RACE: Final = """
import sys, threading
from pipeline.ocr.last_layer import find_last_layer
from pipeline.ocr.model import read_network, rehearse
from pipeline.ocr.upsampling import find_upsampling
from pipeline.ocr.weights import DETECTION, RECOGNITION, packaged_weights

def busy():
    while True:
        sum(range(100))

rehearse()
sys.setswitchinterval(1e-5)
for _ in range(2):
    threading.Thread(target=busy, daemon=True).start()
looks = ((find_last_layer, RECOGNITION), (find_upsampling, DETECTION), (find_last_layer, RECOGNITION))
networks = [(look, read_network(packaged_weights(weights))) for look, weights in looks]
together = threading.Barrier(len(networks))
found = []

def look(at, network):
    together.wait()
    found.append(at(network) is not None)

threads = [threading.Thread(target=look, args=pair) for pair in networks]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(found, flush=True)
"""
PATIENCE: Final = 60  # seconds; without the rehearsal each of eight such races waited until it was killed


def test_threads_that_first_look_into_networks_at_once_all_come_to_an_end() -> None:
    run = subprocess.run(
        [sys.executable, "-c", RACE], capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    assert run.stdout.split("\n")[0] == "[True, True, True]"
