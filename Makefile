# What can be done here, by people and by .ci/run. `make` alone lists it.

PYTHON ?= python3
RUN = .venv/bin/python
PRODUCTION = DEBUG=false SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz \
	ALLOWED_HOSTS=desk.example DATABASE_URL=postgres://desk.example/factcheck

# A process for each core, each with its database; whoever is idle takes over from the others.
PYTEST = $(RUN) -m pytest --numprocesses auto --dist worksteal
SLOW = browser or crash or load or migrate

# Training runs on the CPU: torch and what its GPU build adds are left out of its lock, and
# claims/training/torch.txt is put in.
NO_GPU = torch cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cupti \
	nvidia-cuda-nvrtc nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile \
	nvidia-curand nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 nvidia-nccl-cu13 \
	nvidia-nvjitlink nvidia-nvshmem-cu13 nvidia-nvtx triton

.PHONY: help setup setup-dev run seed test test-fast lint format bench train lock

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1:/p' Makefile | \
		while IFS=: read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

setup: ## Make .venv with the locked requirements
	@"$(PYTHON)" factcheck/venv.py requirements.txt

setup-dev: setup ## The same with the tools of test and lint
	@"$(PYTHON)" factcheck/venv.py requirements-dev.txt

run: setup ## Start the desk: PostgreSQL, worker and web server (PORT=8000)
	@exec $(RUN) -m factcheck.run --with-parent

seed: setup ## Load the five articles of seeds/ and the demo people
	@exec $(RUN) manage.py seed

test: setup-dev ## Run the whole suite on a PostgreSQL of its own
	$(PYTEST) -m "not ($(SLOW))"
	$(PYTEST) -m "$(SLOW)"

test-fast: setup-dev ## Run the quick ones, and say how long it took
	@began=$$(date +%s); $(PYTEST) --hypothesis-profile=quick -m "not ($(SLOW))" && \
		echo "It took $$(($$(date +%s) - began)) s, and should stay under 120."

lint: setup-dev ## Check style, types, templates, layers, migrations and deployment
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	$(RUN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(RUN) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(RUN) -W error manage.py check --deploy --fail-level WARNING

format: setup-dev ## Put code and templates in order
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .
	find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

bench: setup ## Measure the desk's speed
	@exec $(RUN) manage.py bench

train: ## Train the reader of claims anew (DATA=folder with checkworthy/, OUT=folder)
	@"$(PYTHON)" factcheck/venv.py claims/training/requirements.txt .venv-training
	.venv-training/bin/python -m claims.training --data "$(DATA)" --out "$(OUT)"

lock: ## Renew the locks from the requirements' sources (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		requirements.in --output-file requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		requirements-dev.in --output-file requirements-dev.txt
	cd claims/training && uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --constraints ../../requirements.txt \
		$(NO_GPU:%=--no-emit-package %) requirements.in --output-file requirements.txt
	cat claims/training/torch.txt >> claims/training/requirements.txt
