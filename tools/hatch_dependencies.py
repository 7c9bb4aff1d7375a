"""Tells hatchling our dependencies from requirements/base.in, so that they are written down once."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    def update(self, metadata: dict) -> None:
        lines = (Path(self.root) / "requirements" / "base.in").read_text().splitlines()
        named = (line.split("#")[0].strip() for line in lines)
        metadata["dependencies"] = [name for name in named if name]
