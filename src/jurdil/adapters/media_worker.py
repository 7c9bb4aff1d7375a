"""The process that opens one photo: reads an order as JSON, writes what it saw as JSON. Started by `media.look` only.

Imports nothing of ours, so that it can be started alone and knows nothing of the instance.
"""

from __future__ import annotations

import json
import math
import os
import resource
import sys
from typing import Any

ODD_TYPES = (ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError, AttributeError)
IFD_EXIF, IFD_GPS = 0x8769, 0x8825


def shut_in(memory: int, seconds: int) -> None:
    """Little memory, little time, one small file to write, no new processes' leisure."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024 * 1024, 64 * 1024 * 1024))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)


def words(value: Any) -> str:
    """A short text of a tag, without signs that could hide or reorder it."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return "".join(sign for sign in text if sign.isprintable()).strip()[:80]


def degrees(parts: Any, side: Any) -> float | None:
    """Decimal degrees of (degrees, minutes, seconds); None if they are no numbers."""
    try:
        numbers = [float(part) for part in parts]
        value = numbers[0] + numbers[1] / 60 + numbers[2] / 3600
        if not math.isfinite(value):
            return None
        return -value if words(side).upper()[:1] in ("S", "W") else value
    except ODD_TYPES:
        return None


def said_by(image: Any) -> dict[str, Any]:
    """What the file writes about itself: time as written, camera, place."""
    facts: dict[str, Any] = {}
    try:
        exif = image.getexif()
        detail = exif.get_ifd(IFD_EXIF)
        taken = words(detail.get(0x9003) or detail.get(0x9004) or exif.get(0x0132) or "")
        if len(taken) >= 19 and taken[:4].isdigit() and taken[:4] != "0000":
            offset = words(detail.get(0x9011) or "")
            facts["taken_at"] = f"{taken[:10].replace(':', '-')}T{taken[11:19]}{offset if len(offset) == 6 else ''}"
        camera = " ".join(part for part in (words(exif.get(0x010F) or ""), words(exif.get(0x0110) or "")) if part)
        if camera:
            facts["camera"] = camera
        gps = exif.get_ifd(IFD_GPS)
        latitude, longitude = degrees(gps.get(2), gps.get(1)), degrees(gps.get(4), gps.get(3))
        if latitude is not None and longitude is not None:
            facts["latitude"], facts["longitude"] = latitude, longitude
    except (*ODD_TYPES, OSError, SyntaxError):
        facts["metadata"] = "unreadable"
    return facts


def main() -> None:
    order = json.load(sys.stdin)
    shut_in(order["memory"], order["seconds"])
    facts: dict[str, Any] = {}
    warnings: list[str] = []
    copied = False

    import warnings as python_warnings

    import pillow_heif
    from PIL import Image, ImageFile, ImageOps

    python_warnings.simplefilter("ignore")
    pillow_heif.register_heif_opener()
    pillow_heif.options.DECODE_THREADS = 1
    Image.MAX_IMAGE_PIXELS = order["max_pixels"]
    try:
        with Image.open(order["original"]) as image:
            facts.update(width=image.width, height=image.height, **said_by(image))
            if image.width * image.height > order["max_pixels"]:
                raise Image.DecompressionBombError
            side = order["longest_side"]
            image.draft("RGB", (side, side))
            try:
                image.load()
            except (OSError, SyntaxError, ValueError):
                warnings.append("truncated")
                ImageFile.LOAD_TRUNCATED_IMAGES = True
                with Image.open(order["original"]) as again:
                    again.draft("RGB", (side, side))
                    copied = save(ImageOps.exif_transpose(again), order["copy"], side)
            else:
                copied = save(ImageOps.exif_transpose(image), order["copy"], side)
    except Image.DecompressionBombError:
        warnings.append("too_many_pixels")
    except MemoryError:
        warnings.append("too_many_pixels")
    except Exception:
        # Whatever a hostile file makes a decoder raise: the original is kept, only the copy is missing.
        warnings.append("unreadable" if "truncated" not in warnings else "no_copy")
    json.dump({"facts": facts, "warnings": warnings, "copied": copied}, sys.stdout)


def save(image: Any, path: str, side: int) -> bool:
    """Writes pixels only: no metadata of any kind goes along."""
    image.thumbnail((side, side))
    bare = image.convert("RGB")
    bare.info.clear()
    bare.save(path, "WEBP", quality=78, method=2)
    return True


if __name__ == "__main__":
    main()
