"""What is this file, and may it be kept as evidence? Decided by its bytes; its name only ever adds a remark.

Sources of the signatures: each format's own specification (JPEG, PNG, RIFF, ISO 14496-12 `ftyp`, PDF, ZIP, ELF, PE …).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .errors import RefusedFile

HEAD_BYTES = 4096
TAIL_BYTES = 64 * 1024
NAME_LENGTH = 120

# media type → (kind, endings that people know it by)
ACCEPTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "image/jpeg": ("photo", ("jpg", "jpeg", "jpe", "jfif")),
    "image/png": ("photo", ("png",)),
    "image/webp": ("photo", ("webp",)),
    "image/gif": ("photo", ("gif",)),
    "image/bmp": ("photo", ("bmp",)),
    "image/tiff": ("photo", ("tif", "tiff", "dng")),
    "image/heic": ("photo", ("heic", "heif")),
    "image/avif": ("photo", ("avif",)),
    "video/mp4": ("video", ("mp4", "m4v")),
    "video/quicktime": ("video", ("mov", "qt")),
    "video/3gpp": ("video", ("3gp", "3g2", "3gpp")),
    "video/webm": ("video", ("webm",)),
    "video/x-matroska": ("video", ("mkv",)),
    "video/x-msvideo": ("video", ("avi",)),
    "video/mpeg": ("video", ("mpg", "mpeg")),
    "audio/mpeg": ("audio", ("mp3",)),
    "audio/mp4": ("audio", ("m4a", "mp4")),
    "audio/aac": ("audio", ("aac",)),
    "audio/ogg": ("audio", ("ogg", "oga", "opus")),
    "audio/wav": ("audio", ("wav",)),
    "audio/amr": ("audio", ("amr",)),
    "audio/flac": ("audio", ("flac",)),
    "application/pdf": ("document", ("pdf",)),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("document", ("docx",)),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("document", ("xlsx",)),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("document", ("pptx",)),
    "application/vnd.oasis.opendocument.text": ("document", ("odt",)),
    "application/msword": ("document", ("doc", "xls", "ppt")),
    "application/rtf": ("document", ("rtf",)),
    "text/plain": ("document", ("txt", "csv", "text", "log", "vcf")),
}

_PLAIN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x00\x00\x01\xb3", "video/mpeg"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"dex\n", b"\x00asm", b"L\x00\x00\x00\x01\x14\x02\x00", b"!<arch>\n",
)  # fmt: skip
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
_SCRIPT_ENDINGS = frozenset(
    {
        "exe", "bat", "cmd", "com", "scr", "pif", "js", "mjs", "vbs", "vbe",
        "ps1", "psm1", "sh", "bash", "py", "pyw", "pl", "rb", "php", "jar",
        "apk", "msi", "reg", "lnk", "hta", "wsf", "html", "htm", "xhtml", "mht",
        "svg", "xml",
    }
)  # fmt: skip
_FAMILIES = {"image": "photo", "video": "video", "audio": "audio"}
_OFFICE_FOLDERS = (
    ("word/", "wordprocessingml.document"),
    ("xl/", "spreadsheetml.sheet"),
    ("ppt/", "presentationml.presentation"),
)
_MARKUP = (
    b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe", b"<svg", b"<?php", b"<!entity", b"<?xml",
)  # fmt: skip
_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic", b"heis": "image/heic", b"hevc": "image/heic",
    b"hevx": "image/heic", b"mif1": "image/heic", b"msf1": "image/heic", b"avif": "image/avif", b"avis": "image/avif",
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"F4A ": "audio/mp4", b"qt  ": "video/quicktime",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a file is, by its bytes. `warnings`: "ending_differs", "truncated"."""

    media_type: str
    kind: str
    warnings: tuple[str, ...] = ()


def recognise(
    *,
    head: bytes,
    tail: bytes,
    size: int,
    filename: str,
    zip_names: Iterable[str] = (),
    second_opinion: Callable[[], str] = str,
) -> Recognised:
    """May these bytes be kept, and as what? `head`, `tail`: the first 4 kB and last 64 kB; `zip_names`: entries of a ZIP;
    `second_opinion`: asks a larger table of signatures for a media type; heard only for pictures, films and sounds.

    Raises `RefusedFile` with the fault "empty", "executable", "markup", "archive" or "unknown".
    """
    if size == 0:
        raise RefusedFile(fault="empty", filename=filename)
    ending = ending_of(filename)
    try:
        media_type = _media_type(head, ending, tuple(zip_names), filename)
    except RefusedFile as refusal:
        opinion = second_opinion() if refusal.facts["fault"] == "unknown" else ""
        family = opinion.partition("/")[0]
        if family not in _FAMILIES or "svg" in opinion:
            raise
        return Recognised(media_type=opinion, kind=_FAMILIES[family])
    kind, endings = ACCEPTED[media_type]
    warnings = []
    if ending and ending not in endings:
        warnings.append("ending_differs")
    if _cut_off(media_type, head, tail, size):
        warnings.append("truncated")
    return Recognised(media_type=media_type, kind=kind, warnings=tuple(warnings))


def _media_type(head: bytes, ending: str, zip_names: tuple[str, ...], filename: str) -> str:
    for start, media_type in _PLAIN:
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}[head[8:12]]
    if head[:2] == b"BM" and len(head) > 26 and head[6:10] == b"\x00\x00\x00\x00":
        return "image/bmp"
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip"):
        return "video/quicktime"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head[:2] == b"PK":
        return _by_entries(zip_names, filename)
    if head[:2] in (b"\xff\xf1", b"\xff\xf9"):
        return "audio/aac"
    # The frame of an MPEG sound, layer II or III. FF FE, which would be layer I, is how a text in UTF-16 begins.
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0 and head[1] & 0x06 in (0x02, 0x04):
        return "audio/mpeg"
    if head.startswith(_PROGRAMS) or head.startswith(b"#!"):
        raise RefusedFile(fault="executable", filename=filename)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise RefusedFile(fault="archive", filename=filename)
    return _as_text(head, ending, filename)


def _by_brand(head: bytes) -> str:
    """The type of an ISO base media file: its main brand, else its compatible ones (phones write odd main brands)."""
    length = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(max(length, 16), len(head), 256), 4))]
    for brand in brands:
        if brand in _BRANDS:
            return _BRANDS[brand]
        if brand[:2] == b"3g":
            return "video/3gpp"
        if brand in (b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"MSNV", b"M4V ", b"M4VH", b"dash", b"iso5", b"iso6"):
            return "video/mp4"
    return "video/mp4"


def _by_entries(names: tuple[str, ...], filename: str) -> str:
    """An office document is a ZIP with known entries; any other ZIP is an archive or a phone's program."""
    joined = set(names)
    if "AndroidManifest.xml" in joined or "META-INF/MANIFEST.MF" in joined:
        raise RefusedFile(fault="executable", filename=filename)
    for folder, media in _OFFICE_FOLDERS:
        if "[Content_Types].xml" in joined and any(name.startswith(folder) for name in names):
            return f"application/vnd.openxmlformats-officedocument.{media}"
    if "mimetype" in joined and "content.xml" in joined:
        return "application/vnd.oasis.opendocument.text"
    raise RefusedFile(fault="archive", filename=filename)


def _as_text(head: bytes, ending: str, filename: str) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if any(mark in text[:1024] for mark in _MARKUP):
        raise RefusedFile(fault="markup", filename=filename)
    try:
        words = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:  # a character cut in two at the end of the head is no fault
            raise RefusedFile(fault="unknown", filename=filename) from None
        words = head[: error.start].decode("utf-8")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in words):
        raise RefusedFile(fault="unknown", filename=filename)
    if ending in _SCRIPT_ENDINGS:
        raise RefusedFile(fault="executable", filename=filename)
    return "text/plain"


def _cut_off(media_type: str, head: bytes, tail: bytes, size: int) -> bool:
    """Does the end that this format needs seem to be missing? The full look in `adapters.media` tells for certain."""
    if media_type == "image/jpeg":
        return tail.rfind(b"\xff\xd9") < 0  # from the end, where it stands in a whole picture
    if media_type == "image/png":
        return b"IEND" not in tail[-4096:]
    if media_type == "application/pdf":
        return b"%%EOF" not in tail
    if head[:4] == b"RIFF":
        return int.from_bytes(head[4:8], "little") + 8 > size + 1
    return False


def ending_of(filename: str) -> str:
    """The ending of a name in lower case, without its dot; "" if it has none."""
    stem, dot, ending = filename.rpartition(".")
    return ending.lower() if dot and stem and len(ending) <= 8 else ""


def clean_filename(name: str) -> str:
    """The name as given, without folders, control and direction characters; at most 120 characters, ending kept."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    shown = shown.strip(" .") or "berkas"
    if len(shown) <= NAME_LENGTH:
        return shown
    ending = ending_of(shown)
    tail = f".{ending}" if ending else ""
    return shown[: NAME_LENGTH - len(tail)] + tail


def safe_name(filename: str, media_type: str, warnings: Iterable[str]) -> str:
    """The name under which an original is saved again: a photo that calls itself "x.html" becomes "x.html.jpg"."""
    endings = ACCEPTED.get(media_type, ("", ()))[1]
    return f"{filename}.{endings[0]}" if "ending_differs" in warnings and endings else filename


def as_place(latitude: float, longitude: float) -> tuple[float, float] | None:
    """A place on Earth in degrees, or None: 0,0 and figures that are no numbers are a phone's "I do not know"."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if (abs(latitude) < 1e-6 and abs(longitude) < 1e-6) or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return round(latitude, 6), round(longitude, 6)
