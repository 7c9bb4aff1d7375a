"""The law desk: load the whole law cold, qualify one report, answer all worked cases, memory of the engine alone.

References of the same run: reading the same files with the bare YAML loader, writing the same answer as JSON, and a
Python that only starts.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jurdil.adapters.holidays_seed import seed_calendar
from jurdil.adapters.law_files import CASES, law_folder, load_law, read_cases
from jurdil.core.law.as_json import qualification_json
from jurdil.core.law.cases import run_case
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.qualify import qualify
from tests.law.test_worked_cases import shared

Row = tuple[str, float, str, str, float, str]

COLD = """
import time
from_start = time.process_time()
from jurdil.adapters.law_files import load_law
law = load_law()
print((time.process_time() - from_start) * 1000)
"""
BARE_YAML = """
import time
from pathlib import Path
from_start = time.process_time()
import yaml
for file in sorted(Path({folder!r}).rglob("*.yaml")):
    if "cases" not in file.parts:
        yaml.load(file.read_bytes(), yaml.CSafeLoader)
print((time.process_time() - from_start) * 1000)
"""
ENGINE = """
from jurdil.adapters.law_files import load_law
from jurdil.core.law.calendar import Calendar
from jurdil.core.law.facts import parse_facts
from jurdil.core.law.qualify import qualify
law = load_law()
facts = parse_facts({facts!r}, law.vocabulary)
qualify(law, facts, Calendar.of([], range(2014, 2028), "none"))
"""
# The high-water mark of this process alone; getrusage would count the parent's as well.
PEAK = """
from pathlib import Path
print(next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line) / 1024)
"""


def fresh(code: str, times: int = 5) -> float:
    """The median of what a fresh Python prints."""
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(times)]
    return statistics.median(float(done.stdout.splitlines()[-1]) for done in runs)


def each(work: Callable[[], object], times: int) -> float:
    """Milliseconds of CPU for one call: the best of several, as other work on the machine only ever adds."""
    found = []
    for _ in range(times):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found) * 1000


def run() -> list[Row]:
    law, calendar = load_law(), seed_calendar()
    found: Path | None = shared()
    cases = [*read_cases(law_folder() / CASES), *(read_cases(found) if found else ())]
    raws = [json.loads(json.dumps(case["facts"], default=str)) for case in cases]
    all_facts = [parse_facts(raw, law.vocabulary, default_zone=law.default_timezone) for raw in raws]
    one = each(lambda: [qualify(law, facts, calendar) for facts in all_facts], 5) / len(all_facts)
    answers = [qualification_json(law, qualify(law, facts, calendar)) for facts in all_facts]
    wrote = each(lambda: [json.dumps(answer) for answer in answers], 5) / len(answers)
    every = each(lambda: [run_case(law, case, calendar) for case in cases], 3)
    return [
        (
            "law: load it all, cold",
            fresh(COLD),
            "ms",
            "bare YAML of the same files",
            fresh(BARE_YAML.format(folder=str(law_folder()))),
            "< 300 ms",
        ),
        ("law: qualify one report", one, "ms", "write its answer as JSON", wrote, "< 5 ms"),
        (f"law: {len(cases)} worked cases", every, "ms", "write their answers as JSON", wrote * len(cases), "< 1000 ms"),
        (
            "law: memory of the engine alone",
            fresh(ENGINE.format(facts=raws[0]) + PEAK, 3),
            "MB",
            "a Python that only starts",
            fresh(PEAK, 3),
            "< 60 MB",
        ),
    ]
