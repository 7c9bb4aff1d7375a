"""Reads the YAML of a country's folder into the law, and keeps the last good law when an edit breaks it.

`load_law(folder)` gives the `Law` or raises LawFault with file, line and the way to mend it. `LawDesk(folder)` is what
a running instance holds: `.law` is the last good one, `.fault` what is wrong with the newer files, or None.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from jurdil.core.errors import LawFault
from jurdil.core.law.check import check_law
from jurdil.core.law.located import Flaw, LawMap, fault
from jurdil.core.law.model import Law, Place
from jurdil.core.law.parse import parse_law

CASES = "cases"  # the folder of worked cases below a country; they are no law
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_INT = re.compile(r"-?\d+")
_CONSTANTS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def law_folder() -> Path:
    """Where the law lies: `JURDIL_LAW`, else the folder law/id of the checkout."""
    named = os.environ.get("JURDIL_LAW")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "law" / "id"


def load_law(folder: Path | str | None = None) -> Law:
    """The law of one country. Raises LawFault when any file cannot be used."""
    root = Path(folder) if folder is not None else law_folder()
    files = [file for file in sorted(root.rglob("*.yaml")) if CASES not in file.relative_to(root).parts[:-1]]
    if not files:
        raise fault(
            [
                _flaw(
                    str(root),
                    1,
                    "no law file (*.yaml) here",
                    "set JURDIL_LAW to the folder of a country, such as law/id",
                )
            ]
        )
    digest = hashlib.sha256()
    documents, flaws = [], []
    for file in files:
        content = file.read_bytes()
        name = _name(file, root)
        digest.update(name.encode() + b"\0" + content + b"\0")
        try:
            documents.append(read_yaml(content, name))
        except LawFault as bad:
            flaws.extend(bad.facts["flaws"])
    if flaws:
        raise fault(flaws)
    return parse_law(documents, digest.hexdigest())


def _name(file: Path, root: Path) -> str:
    """law/id/village.yaml: how people in the checkout call the file."""
    return (Path(root.parent.name) / root.name / file.relative_to(root)).as_posix()


def read_yaml(content: bytes, name: str) -> LawMap:
    """One file as plain structures with lines. Refuses tabs, duplicate keys and wrong indents with file and line."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as bad:
        line = content[: bad.start].count(b"\n") + 1
        raise fault([_flaw(name, line, "this is not UTF-8 text", "save the file as UTF-8")]) from bad
    tabs = [number for number, line in enumerate(text.splitlines(), 1) if "\t" in line[: len(line) - len(line.lstrip())]]
    if tabs:
        raise fault([_flaw(name, number, "a tab stands before the text", "indent with spaces, two a level") for number in tabs])
    flaws: list[Flaw] = []
    loader = _Loader(text)
    try:
        built = _Builder(loader, name, flaws).document()
    except yaml.MarkedYAMLError as bad:
        raise fault([_yaml_flaw(name, bad)]) from bad
    except yaml.YAMLError as bad:
        raise fault([_flaw(name, 1, f"this is no YAML: {bad}", "remove the sign that YAML does not allow")]) from bad
    finally:
        loader.dispose()
    if built is None:
        return LawMap(name, 1)
    if isinstance(built, list):  # a file of worked cases may be a bare list
        whole = LawMap(name, 1)
        whole.put(CASES, built, 1)
        built = whole
    if not isinstance(built, LawMap):
        flaws.append(_flaw(name, 1, "a law file is a block of sections", "begin with a section, such as “provisions:”"))
    if flaws:
        raise fault(flaws)
    return built  # type: ignore[no-any-return]


class _Builder:
    """Builds plain structures from the parser's events: three times as fast as building its nodes first."""

    def __init__(self, loader: Any, file: str, flaws: list[Flaw]) -> None:
        self.next = loader.get_event
        self.file = file
        self.flaws = flaws
        self.anchors: dict[str, Any] = {}

    def document(self) -> Any:
        """The one document of a file, or None when there is none."""
        self.next()  # the stream starts
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        built = self.value(self.next())
        self.next()  # the document ends
        if not isinstance(following := self.next(), yaml.StreamEndEvent):
            line = following.start_mark.line + 1
            self.flaws.append(_flaw(self.file, line, "a second document starts here", "take out the line “---”"))
        return built

    def value(self, event: Any) -> Any:
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        built: Any
        if isinstance(event, yaml.ScalarEvent):
            built = self.scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            built = []
            while not isinstance(one := self.next(), yaml.SequenceEndEvent):
                built.append(self.value(one))
        else:
            built = self.mapping(event.start_mark.line + 1)
        if event.anchor:
            self.anchors[event.anchor] = built
        return built

    def alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            line = event.start_mark.line + 1
            self.flaws.append(_flaw(self.file, line, f"“*{event.anchor}” names nothing", "put “&…” before its first use"))
        return self.anchors.get(event.anchor)

    def mapping(self, line: int) -> LawMap:
        made = LawMap(self.file, line)
        while not isinstance(key_event := self.next(), yaml.MappingEndEvent):
            at = key_event.start_mark.line + 1
            key = str(self.value(key_event)) if not isinstance(key_event, yaml.ScalarEvent) else key_event.value
            if key in made:
                what = f"the key “{key}” stands twice in one block (first in line {made.lines[key]})"
                self.flaws.append(_flaw(self.file, at, what, "keep one of them"))
            made.put(key, self.value(self.next()), at)
        return made

    def scalar(self, event: Any) -> Any:
        text = event.value
        if event.style in ("'", '"', "|", ">"):
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _DAY.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                line = event.start_mark.line + 1
                self.flaws.append(_flaw(self.file, line, f"{text} is no day of the calendar", "check the day and the month"))
                return None
        return int(text) if _INT.fullmatch(text) else text


def _yaml_flaw(name: str, bad: yaml.MarkedYAMLError) -> Flaw:
    mark = bad.problem_mark or bad.context_mark
    what = " ".join(part for part in (bad.context, bad.problem) if part)
    mend = "put keys of one block exactly below each other, two spaces a level"
    if "mapping values are not allowed" in what:
        mend = "check the indent; put a text that holds “: ” in quotes"
    elif "flow" in what or "quoted" in what:
        mend = "close the bracket or the quote that was opened"
    return _flaw(name, (mark.line if mark else 0) + 1, what or "this is no YAML", mend)


def _flaw(file: str, line: int, what: str, mend: str) -> Flaw:
    return Flaw(place=Place(file=file, line=line), what=what, mend=mend)


def _stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple((str(file), (seen := file.stat()).st_mtime_ns, seen.st_size) for file in sorted(root.rglob("*.yaml")))


class LawDesk:
    """The law of a running instance. It looks at the files when asked and keeps the last good law.

    A newer law with gaps, overlaps or anything else that `check_law` finds is no good law either.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        self.folder = Path(folder) if folder is not None else law_folder()
        self.fault: LawFault | None = None
        self._seen: tuple[tuple[str, int, int], ...] = _stamp(self.folder)
        self._law = load_law(self.folder)

    @property
    def law(self) -> Law:
        return self._law

    def refresh(self) -> bool:
        """Reads the files again if they changed. True when a new law is in use; `fault` tells why not."""
        seen = _stamp(self.folder)
        if seen == self._seen:
            return False
        self._seen = seen
        try:
            read = load_law(self.folder)
            if flaws := check_law(read):
                raise fault(flaws)
        except LawFault as bad:
            self.fault = bad
            return False
        except OSError:  # an editor is just replacing a file; look again next time
            self._seen = ()
            return False
        self._law, self.fault = read, None
        return True


def read_cases(path: Path) -> Iterable[LawMap]:
    """The worked cases of a file, or of every *.yaml in a folder: a bare list, or a list under the key “cases”."""
    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        name = _name(file, path.parent) if path.is_dir() else f"{file.parent.name}/{file.name}"
        yield from read_yaml(file.read_bytes(), name).get(CASES) or ()
