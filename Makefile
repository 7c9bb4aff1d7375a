# The habits of this house. `make` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup dev demo test check bench messages clean
PORT ?= 8000
BIN := .venv/bin

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: ## make .venv, the front-end bundles and the translations, from locked packages
	@python3 tools/setup.py

dev: ## the same, with what developers need
	@python3 tools/setup.py --dev

demo: setup ## serve the rehearsal on http://127.0.0.1:8000 (PORT=8001, RESET=1)
	@$(BIN)/jurdil demo --port $(PORT) $(if $(RESET),--reset)

test: dev ## the whole suite: core and law, the apps on SQLite and PostgreSQL, journeys in Chromium
	@$(BIN)/python tools/test.py

check: dev ## style, types, layers, templates, migrations, translations, licences
	@$(BIN)/python tools/check.py

bench: dev ## measure, each figure beside a reference of the same run
	@$(BIN)/python -m tests.bench

messages: dev ## collect the texts for translation
	@$(BIN)/python tools/messages.py extract

clean: ## remove everything that was made here, but not var/
	rm -rf .venv node_modules build src/jurdil/static/dist
