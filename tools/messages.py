"""Translations without gettext's programs: `extract` collects the texts, `check` finds gaps, `compile` writes the .mo files.

Texts are written in Indonesian in the code; src/jurdil/locale/en holds their English.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "jurdil"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
VALUES = re.compile(r"%%|%\(\w+\)[a-z]|%[sd]|\{\w*\}")
HEADER = b"""# English of the interface; the Indonesian of the code is the source. Made by `make messages`, filled in by hand.
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS = {
    "_": None,
    "_l": None,
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
            # What lies between the texts is blanked out; its indentation would not be that of a Python program.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
        for line, message, comments, context in extract(
            "python", BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            place = (path.relative_to(ROOT).as_posix(), line)
            found.add(message, None, [place], auto_comments=comments, context=context)
    return found


def known() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def source(message: Message) -> str:
    return str(message.id[-1] if message.pluralizable else message.id)


def said(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string or ""]


def held(words: str) -> list[str]:
    """The values that a text lets in, in whatever order."""
    return sorted(VALUES.findall(words))


def save(catalog: Catalog) -> None:
    """Sorted, without places and dates: two people who add texts at the same time seldom touch the same lines."""
    with PO.open("wb") as file:
        file.write(HEADER)
        write_po(file, catalog, width=120, omit_header=True, sort_output=True, no_location=True)


def compile_() -> None:
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, known())


def extract_() -> None:
    catalog = known()
    catalog.update(in_code(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        message.flags.discard("fuzzy")  # a text that became plural; what it lacks, the check says
    save(catalog)
    check()


def check() -> None:
    catalog, wanted = known(), [message for message in in_code() if message.id]
    empty, faulty = 0, 0
    for message in wanted:
        own = catalog.get(message.id, message.context)
        if own is None or not all(said(own)) or (message.pluralizable and len(said(own)) != catalog.num_plurals):
            print(f"no English yet: {message.id!r}")
            empty += 1
        elif any(held(words) != held(source(message)) for words in said(own)):
            print(f"the English holds other values than the Indonesian: {message.id!r} → {own.string!r}")
            faulty += 1
    if empty or faulty:
        sys.exit(f"{empty} texts have no English, {faulty} are faulty. Run `make messages` and mend src/jurdil/locale/en.")
    print(f"translations complete: {len(wanted)} texts")


if __name__ == "__main__":
    {"compile": compile_, "extract": extract_, "check": check}[sys.argv[1]]()
