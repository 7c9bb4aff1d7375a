"""The settings of the tests, with one address more: the reference of the list pages."""

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench._urls"
