# `make spec` runs the specification, `make test` runs everything that keeps this project honest.
# A target needs Python 3.11 or newer with venv, and make; `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help spec serve load test lint types imports features proof determinism matrix
.PHONY: self-check self-check-parts self-check-runs
.PHONY: recovery impact test-web mutants-of-transcripts fuzz mutants bench coverage package picture clean
.DELETE_ON_ERROR:

RUN := .venv/bin/python
export PYTHONUTF8 := 1
# A hundred processes load the same modules: what these compile to is kept, whatever is set outside.
unexport PYTHONDONTWRITEBYTECODE

help:
	@echo 'make spec         run the specification; the report is reports/index.html'
	@echo 'make test         all of the checks below but test-web and package; needs Python alone'
	@echo 'make test-web     the report and the live page in a real browser; needs Chromium and Node'
	@echo 'make serve        a server that fails on demand; python -m support serve --help says how'
	@echo 'make load         many customers at once, each event judged; python -m support load --help'
	@echo 'make lint         ruff: lint and format'
	@echo 'make types        mypy, strict, over support/ and steps/'
	@echo 'make imports      the import rules of the design'
	@echo 'make features     every feature but @web: the specification and the checks of the suite itself'
	@echo 'make proof        the specification, and whether it catches every bad platform'
	@echo 'make self-check   the other checks of the suite itself; a report of their own'
	@echo 'make determinism  the specification twice, and whether its transcripts are the same'
	@echo 'make matrix       every saboteur, null platform and mutant of a transcript; many minutes'
	@echo 'make mutants-of-transcripts'
	@echo '                  every mutant of what customers received; minutes'
	@echo 'make fuzz         hostile input at random for a minute; python -m support fuzz --help'
	@echo 'make recovery     retry and breaker settings against fault traces: reports/recovery.html'
	@echo 'make impact       what the failures of the last run cost customers: reports/impact.html'
	@echo 'make bench        how long the specification takes, over what behave alone would; and what it'
	@echo '                  costs to judge a million events, over reading them'
	@echo 'make coverage     which of support/ no feature reaches; at least 95 % must be, branches too'
	@echo 'make mutants      small wrong changes to what judges; 90 % must be noticed (half an hour)'
	@echo 'make package      dist/: a wheel that gives the command agent-failure-spec, and its sources;'
	@echo '                  and whether what was built works from any folder'
	@echo 'make picture      the picture of the report in the README, anew; needs Chromium'
	@echo 'make clean        remove .venv, caches and reports'
	@echo
	@echo 'A run ends with 0 (kept), 1 (a promise is broken) or 2 (the suite is at fault). make'
	@echo 'itself ends with 2 for both of the last; the line "Error 1" or "Error 2" tells them apart.'

spec: .venv/.installed
	@$(RUN) -m support run

serve: .venv/.installed
	@$(RUN) -m support serve

load: .venv/.installed
	@$(RUN) -m support load

test: .venv/.installed-dev
	@$(MAKE) --no-print-directory --jobs=3 proof self-check lint types imports determinism
	@echo
	@echo 'Not run: the scenarios tagged @web, which need Chromium and Node (make test-web runs them), and those'
	@echo 'tagged @package, which build the package and install it (make package runs them).'

# The picture of the report in the README, taken anew; needs Chromium.
picture: .venv/.installed-web
	@$(RUN) -m support.self_check.browser.picture

test-web: .venv/.installed-web support/web/node_modules/.package-lock.json
	$(RUN) -m support run --self-check --tags @web -D reports=reports/web -- --format progress

lint: .venv/.installed-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

types: .venv/.installed-dev
	$(RUN) -m mypy

imports: .venv/.installed-dev
	$(RUN) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-logo

proof: .venv/.installed-dev
	$(RUN) -m support run --all --tags '@kill_matrix or not @self_check' -- --format progress

# In two parts, one beside the other: what starts processes waits for them, mostly.
self-check: self-check-parts self-check-runs

self-check-parts: .venv/.installed-dev
	$(RUN) -m support run --self-check \
		--tags 'not @starts_processes and not @kill_matrix and not @web and not @package' \
		-D reports=reports/self-check \
		-- --format progress

self-check-runs: .venv/.installed-dev
	$(RUN) -m support run --self-check --tags '@starts_processes and not @web and not @package' \
		-D reports=reports/self-check-runs \
		-- --format progress

features: .venv/.installed-dev
	$(RUN) -m support run --all --tags 'not @web' -- --format progress

determinism: .venv/.installed
	$(RUN) -m support determinism

matrix: .venv/.installed
	@$(RUN) -m support matrix --full
	@$(RUN) -m support.self_check.null_runs --full
	@$(RUN) -m support mutants --all

mutants-of-transcripts: .venv/.installed
	$(RUN) -m support mutants --all

# It begins at another seed each day, and says which.
fuzz: .venv/.installed-dev
	@$(RUN) -m support fuzz --seconds 60 --seed $$(date +%Y%m%d)

recovery: .venv/.installed
	@$(RUN) -m support recovery

impact: .venv/.installed
	@$(RUN) -m support impact reports

bench: .venv/.installed
	@$(RUN) -m support bench

# Each step has more time here: what is traced takes more than twice as long.
coverage: .venv/.installed-dev
	$(RUN) -m coverage erase
	$(RUN) -m coverage run -m support run --all --tags 'not @web' -D step_watchdog=30 \
		-- --format progress
	$(RUN) -m coverage combine --quiet
	$(RUN) -m coverage html --quiet --fail-under=0
	$(RUN) -m coverage report

# It goes on where it was interrupted; `python -m support code-mutants --help` says how to run a part.
mutants: .venv/.installed-dev
	$(RUN) -m support code-mutants

# The wheel is made from the packed sources, so that what they lack is missing in it as well. Nothing
# is fetched for it: what builds it is in .venv.
package: .venv/.installed-dev
	rm -rf dist
	$(RUN) -m build --no-isolation
	$(RUN) -m support run --self-check --tags @package -D reports=reports/package -- --format progress

.venv/.installed: pyproject.toml
	@sh .ci/install .
	@touch $@

.venv/.installed-dev: pyproject.toml
	@sh .ci/install '.[dev]'
	@touch .venv/.installed $@

.venv/.installed-web: pyproject.toml
	@sh .ci/install '.[web]'
	@touch .venv/.installed $@

support/web/node_modules/.package-lock.json: support/web/package-lock.json
	@sh .ci/install-web

clean:
	rm -rf .venv support/web/node_modules .mypy_cache .ruff_cache .import_linter_cache *.egg-info build dist
	find reports -mindepth 1 ! -name .gitkeep -delete
	find support steps -name __pycache__ -prune -exec rm -rf {} +
