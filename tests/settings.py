"""The settings of the product on an instance of its own, in a folder that goes away with the tests.

JURDIL_TEST_DATABASE_URL runs the same tests on a real PostgreSQL; tools/with_postgres.py starts one and sets it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

_home = Path(tempfile.mkdtemp(prefix="jurdil-test-"))
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["JURDIL_HOME"] = str(_home)
os.environ.pop("JURDIL_NOW", None)
os.environ.pop("JURDIL_DATABASE_URL", None)

if url := os.environ.get("JURDIL_TEST_DATABASE_URL"):
    os.environ["JURDIL_DATABASE_URL"] = url

from jurdil.adapters import clock, instance  # noqa: E402 - the folder must be named first

instance.create(_home, kind="rehearsal", created=datetime(2025, 4, 1, tzinfo=UTC))

from jurdil.config import settings as _product  # noqa: E402 - the instance must exist first

globals().update({name: value for name, value in vars(_product).items() if name.isupper()})
CLOCK = clock.starting_at(datetime(2025, 4, 14, 2, 0, tzinfo=UTC))  # Monday, 09.00 WIB, five days before the re-vote
EVIDENCE_EXAMINE_SOON = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not url:
    # A file, not memory: the journeys' server runs in another thread, with the locks and the journal of a real instance.
    DATABASES = {"default": {**_product.DATABASES["default"], "TEST": {"NAME": str(_home / "test.sqlite3")}}}
