"""Templates are indented for whoever writes them; a page is sent without, about a sixth shorter."""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

INDENT = re.compile(r"\n\s+")


def unindented(source: str, origin: Origin) -> str:
    """Of a page only: in a mail, white space is text."""
    return INDENT.sub("\n", source) if origin.name.endswith(".html") else source


class Ours(filesystem.Loader):
    def get_contents(self, origin: Origin) -> str:
        return unindented(super().get_contents(origin), origin)


class OfApps(app_directories.Loader):
    def get_contents(self, origin: Origin) -> str:
        return unindented(super().get_contents(origin), origin)
