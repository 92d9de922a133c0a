# make demo | make test | make check | make bench | make fuzz. PYTHON chooses the interpreter (3.11 to 3.13).
PYTHON ?= python3
VENV ?= .venv
FUZZ_SECONDS ?= 120
BIN := $(VENV)/bin
DEMO := build/demo
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := tesseract-ocr tesseract-ocr-chi-sim postgresql chromium libgl1 libglib2.0-0 fontconfig \
	fonts-noto-cjk fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-ukai fonts-arphic-uming \
	fonts-lxgw-wenkai fonts-wqy-zenhei
# One more than there are cores, at most 4: many tests wait for what they started.
TESTERS := $(shell cores=$$(nproc); echo $$((cores < 4 ? cores + 1 : 4)))
SEEDS := samples/seed-pdf/*.pdf samples/seed-scan/*.pdf samples/seed-photo/*.jpg samples/seed-sideways/*.tif

# Where Python may not keep what it compiled of their modules, programs take a third longer to start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check bench fuzz seeds format clean

demo: $(VENV)/core
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/licet ingest $(SEEDS) --db $(DEMO)/licet.db
	$(BIN)/licet show --db $(DEMO)/licet.db
	$(BIN)/licet export --db $(DEMO)/licet.db --format jsonl --out $(DEMO)/certificates.jsonl
	for file in $(SEEDS); do $(BIN)/licet overlay "$$file" --out $(DEMO)/overlays/"$$(basename "$$(dirname "$$file")")" || exit; done
	@echo "Records: $(DEMO)/certificates.jsonl  Pictures: $(DEMO)/overlays/"

test: $(VENV)/dev $(VENV)/system
	$(BIN)/pytest --numprocesses $(TESTERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/test_house.py

bench: $(VENV)/dev $(VENV)/system
	$(BIN)/python -m tests.bench

fuzz: $(VENV)/dev
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) --folder build/fuzz

seeds: $(VENV)/dev
	$(BIN)/python -m samples seed --out samples
	$(BIN)/python -m samples specimens --out samples/types

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache

# Debian parts venv from python3: where it is missing, it is installed.
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV) || { $(SUDO) apt-get update && \
		$(SUDO) apt-get install -y python3-venv && $(PYTHON) -m venv --clear $(VENV); }

$(VENV)/core: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[all,dev]'
	touch $@ $(VENV)/core

$(VENV)/system: Makefile | $(VENV)/bin/python
	dpkg -s $(PACKAGES) >/dev/null 2>&1 || { $(SUDO) apt-get update && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-install-recommends $(PACKAGES); }
	touch $@
