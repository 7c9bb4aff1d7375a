"""Measures, and sets each figure beside a reference of the same run: `python -m tests.bench [--strict] [--json] [NAME …]`.

Each module of this folder with a function `run() -> list[Row]` is a benchmark and runs in a process of its own.
A row: (name, value, unit, reference name, reference value, budget). Budgets: "< 2 s", ">= 70 % of the reference",
"<= 250 % of the reference", "none".
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

Row = tuple[str, float, str, str, float, str]
HERE = Path(__file__).parent
BUDGET = re.compile(r"(?P<sign><=|>=|<|>)\s*(?P<limit>[\d.]+)\s*(?P<percent>%)?")
SIGNS = {"<": float.__lt__, ">": float.__gt__, "<=": float.__le__, ">=": float.__ge__}


def benchmarks() -> list[str]:
    return sorted(
        path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_") and "\ndef run(" in path.read_text("utf-8")
    )


def held(row: Row) -> bool | None:
    """Was the budget kept? None when there is none."""
    _name, value, _unit, _reference, reference_value, budget = row
    found = BUDGET.match(budget.strip())
    if not found:
        return None
    measured = 100 * value / reference_value if found["percent"] and reference_value else value
    return SIGNS[found["sign"]](float(measured), float(found["limit"]))


def figure(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(rows: list[Row]) -> str:
    head = ("what", "measured", "reference of this run", "", "ratio", "budget", "")
    lines = [head]
    for row in rows:
        name, value, unit, reference, reference_value, budget = row
        ratio = f"{value / reference_value:.2f}" if reference_value else "-"
        verdict = {True: "kept", False: "MISSED", None: ""}[held(row)]
        shown = f"{figure(reference_value)} {unit}" if reference else ""
        lines.append((name, f"{figure(value)} {unit}", reference, shown, ratio, budget, verdict))
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)


def run_apart(name: str) -> tuple[list[Row], str]:
    """The rows of one benchmark, measured in a fresh process; and what went wrong, if anything."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--one", name], capture_output=True, text=True, check=False, timeout=900,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    if done.returncode:
        return [], f"{name}: {done.stderr.strip()[-1500:]}"
    return [tuple(row) for row in json.loads(done.stdout.splitlines()[-1])], ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only these benchmarks")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a budget is missed or a benchmark breaks")
    parser.add_argument("--json", action="store_true", help="write the rows as JSON")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(import_module(f"tests.bench.{asked.one}").run()))
        return 0
    rows: list[Row] = []
    broken: list[str] = []
    for name in asked.names or benchmarks():
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        found, wrong = run_apart(name)
        rows += found
        broken += [wrong] if wrong else []
    if asked.json:
        print(
            json.dumps(
                [
                    {
                        **dict(zip(("name", "value", "unit", "reference", "reference_value", "budget"), row, strict=True)),
                        "kept": held(row),
                    }
                    for row in rows
                ],
                indent=1,
            )
        )
    else:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        print(table(rows))
        system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
        print(f"\nmachine: {os.cpu_count()} cores, {memory:.1f} GB, {system}")
    for wrong in broken:
        print(f"\nBROKEN {wrong}", file=sys.stderr)
    missed = [row[0] for row in rows if held(row) is False]
    if missed:
        print(f"missed: {', '.join(missed)}", file=sys.stderr)
    return 1 if asked.strict and (missed or broken) else 0


if __name__ == "__main__":
    sys.exit(main())
