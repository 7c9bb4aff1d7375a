"""The settings of the product without the look into photos that follows the answer, so that both can be told apart."""

from jurdil.config.settings import *  # noqa: F403

EVIDENCE_EXAMINE_SOON = False
