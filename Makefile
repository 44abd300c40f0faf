# make run    the main job on the example, then the site on this machine (PORT=8000, NO_SERVE=1)
# make test   everything that must hold: lint, types, contracts, documentation, tests
# make check  only lint, types and contracts
# make bench  measure speed
# Any folder will do: make -C /path/to/tutela run
export PORT NO_SERVE PYTHON
.PHONY: run test check bench

here := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))

run:
	@cd "$(here)" && tools/environment run && .venv/bin/python tools/run.py

test:
	@cd "$(here)" && tools/environment develop && tools/debian-packages && .venv/bin/python tools/test.py

check:
	@cd "$(here)" && tools/environment develop && .venv/bin/python tools/test.py check

bench:
	@cd "$(here)" && tools/environment peers && .venv/bin/python -m pytest benchmarks -q -n0 -p no:cacheprovider \
	  --benchmark-only --benchmark-max-time=0.5 --benchmark-min-rounds=3 \
	  --benchmark-columns=min,median,max,rounds
	@echo "These take longer and are run one by one, with .venv/bin/python:"
	@echo "  -m benchmarks.pages              pages under 50 connections, both databases (5 minutes)"
	@echo "  -m benchmarks.fuzz_intake        read 10,000 damaged files of answers (3 minutes)"
	@echo "  -m benchmarks.fuzz_registry      read 20,000 damaged files of the registry (10 minutes)"
	@echo "  -m benchmarks.kill_jobs          kill workers at 500 jobs, both databases (1 minute)"
	@echo "  -m benchmarks.iati_memory        read and write 50 MB of IATI (half a minute)"
	@echo "  -m benchmarks.classify_registry  topics and audiences of real titles (1 minute)"
	@echo "  -m benchmarks.duplicates --million 1000000     beside rapidfuzz and Splink (4 minutes)"
	@echo "  -m benchmarks.registry_search 1000000          search a million records (6 minutes)"
	@echo "  benchmarks/planning.py region world corps      with PYTHONPATH=benchmarks (5 minutes)"
	@echo "What each measures, and our numbers: docs/performance.md"
