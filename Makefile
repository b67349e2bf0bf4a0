# make demo      set up, and run a simulated set through the whole way
# make test      set up, and run the checks and the tests
# make docs      build the documentation as a site: docs/_build/html/index.html
# make evidence  measure the accuracy and write docs/evidence.md and docs/sensors/*.md
# make bench     measure the cost
# make firmware  measure the sensor's firmware: losses, time per sample, size
# make mount     write the clamp that holds the sensor, for a printer; needs OpenSCAD
# make kill      kill live sets at random instants, and see what the logbook has
# make screenshots  make the pictures of the screen in docs/screenshots
# make translations  bring the texts of the window to the translators' file, and back
# make wheels    see whether all that is needed can be installed on every system
# make fuzz      fuzz all that reads bytes, FUZZ_SECONDS=600 each; FUZZ=bvm only that
# make clean     remove what was set up
#
# Everything is set up inside .venv, but for the libraries of a Linux system that window and sound
# need: they are installed where that takes no password; else make tells what to type.
# PYTHON=… chooses another Python than the first fitting one.

VENV := .venv
IN_VENV := $(VENV)/bin/python
MADE := $(VENV)/.made
READY := $(VENV)/.ready
TEST_READY := $(VENV)/.ready-test
FUZZ_READY := $(VENV)/.ready-fuzz
DOCS_READY := $(VENV)/.ready-docs
FIRMWARE := hardware/firmware/common
DEVICE := hardware/firmware/device/cpython
GERMAN := gui/display/translations/bargroove_de

FITS := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python python3.13 python3.12 python3.11; do \
	if $$p -c '$(FITS)' >/dev/null 2>&1; then echo $$p; break; fi; done)

.PHONY: demo test docs evidence bench firmware mount kill screenshots translations wheels fuzz clean always

demo: $(READY)
	@$(IN_VENV) -m bargroove demo

test: $(TEST_READY)
	@$(IN_VENV) -m ruff check
	@$(IN_VENV) -m ruff format --check
	@$(IN_VENV) -m mypy
	@MYPYPATH=$(FIRMWARE):tests/$(DEVICE) $(IN_VENV) -m mypy --strict --config-file= --explicit-package-bases $(FIRMWARE)
	@$(IN_VENV) -m pytest -n auto --dist loadfile

docs: $(DOCS_READY)
	@$(IN_VENV) -m sphinx -b html -n -W --keep-going -q docs docs/_build/html
	@echo "docs/_build/html/index.html"

evidence: $(READY)
	@$(IN_VENV) -m bargroove.evidence
	@$(IN_VENV) -m bargroove.evidence.sensors

bench: $(READY)
	@$(IN_VENV) -m bargroove.bench

firmware: $(TEST_READY)
	@$(IN_VENV) -m tests.hardware.firmware.figures

mount: $(READY)
	@$(IN_VENV) -m hardware.mount

kill: $(READY)
	@$(IN_VENV) -m bargroove.evidence.kills

screenshots: $(READY)
	@$(IN_VENV) -m bargroove.screenshots

translations: $(READY)
	@$(VENV)/bin/pyside6-lupdate -no-obsolete -locations none -source-language en \
		-target-language de gui/display/*.py gui/sound/*.py -ts $(GERMAN).ts
	@$(VENV)/bin/pyside6-lrelease $(GERMAN).ts -qm $(GERMAN).qm

wheels: $(TEST_READY)
	@$(IN_VENV) -m bargroove.wheels

fuzz: $(FUZZ_READY)
	@$(IN_VENV) -m tests.fuzz $(FUZZ)

clean:
	rm -rf $(VENV) build dist docs/_build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A venv whose Python is gone, or that was interrupted half-made, is made anew.
$(MADE): $(shell test -x $(IN_VENV) || echo always)
	@python='$(strip $(PYTHON))'; \
	if ! "$${python:-python3}" -c '$(FITS)' >/dev/null 2>&1; then \
		found=$$("$${python:-python3}" --version 2>/dev/null || echo "no $${python:-Python}"); \
		echo "Bargroove needs Python 3.11 or newer; here is $$found." >&2; \
		echo "Install it (Debian, Ubuntu: sudo apt install python3 python3-venv), or say where" >&2; \
		echo "it is: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version) …"; \
	if ! "$$python" -m venv --clear $(VENV); then \
		rm -rf $(VENV); \
		echo "The line above says why; on Debian and Ubuntu, this installs what is missing:" >&2; \
		echo "sudo apt install python3-venv" >&2; \
		exit 1; \
	fi
	@touch $@

$(READY): $(MADE) pyproject.toml
	@echo "Installing …"
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable .
	@$(IN_VENV) -m bargroove.system_libraries
	@touch $@

$(TEST_READY): $(MADE) pyproject.toml
	@echo "Installing, with what the tests need …"
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@$(IN_VENV) -m bargroove.system_libraries
	@touch $(READY) $@

$(FUZZ_READY): $(MADE) pyproject.toml
	@echo "Installing, with what fuzzing needs …"
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	@$(IN_VENV) -m bargroove.system_libraries
	@touch $(READY) $(TEST_READY) $@

$(DOCS_READY): $(MADE) pyproject.toml
	@echo "Installing, with what the documentation needs …"
	@$(IN_VENV) -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	@touch $@
