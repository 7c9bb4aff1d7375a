"""Translations without gettext's programs: `extract` collects the texts, `check` finds gaps, `compile` writes the .mo files.

Texts are written in Indonesian in the code; src/jurdil/locale/en holds their English.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "jurdil"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def in_code() -> Catalog:
    """Every text that the Python code and the templates mark for translation."""
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
    from django.utils.translation.template import templatize

    found = Catalog(locale="en", project="jurdil", charset="utf-8")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]):
        if "migrations" in path.parts:
            continue
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            text = templatize(text, origin=str(path))
        for line, message, comments, context in extract(
            "python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            place = (path.relative_to(ROOT).as_posix(), line)
            found.add(message, None, [place], auto_comments=comments, context=context)
    return found


def known() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def compile_() -> None:
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, known())


def extract_() -> None:
    catalog = known()
    catalog.update(in_code(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalog, width=120, omit_header=False, sort_output=True, include_lineno=False, no_location=True)
    check()


def check() -> None:
    catalog = known()
    missing = [m.id for m in in_code() if m.id and not (catalog.get(m.id, m.context) and catalog.get(m.id, m.context).string)]
    empty = [m for m in missing if m]
    for message in empty:
        print(f"no English yet: {message!r}")
    if empty:
        sys.exit(f"{len(empty)} texts have no English. Run `make messages` and fill in src/jurdil/locale/en.")
    print("translations complete")


if __name__ == "__main__":
    {"compile": compile_, "extract": extract_, "check": check}[sys.argv[1]]()
