"""python manage.py bench search: how fast and how well something works, measured on invented people.

A subject is a module bench/<subject>.py of an app: takes(parser) adds options, run(options, say) measures.
"""

import pkgutil
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import module_has_submodule


class Command(BaseCommand):
    help = "Measures on invented people in a database that is made for it and thrown away."

    def add_arguments(self, parser: CommandParser) -> None:
        subjects = parser.add_subparsers(dest="subject", required=True)
        for name, module in _subjects().items():
            module.takes(subjects.add_parser(name, help=module.__doc__))

    def handle(self, *args: Any, **options: Any) -> None:
        _subjects()[options["subject"]].run(options, self._say)

    def _say(self, words: str = "") -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _subjects() -> dict[str, Any]:
    """Those modules of the apps' bench folders that have something to run."""
    found = {}
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "bench"):
            folder = import_module(f"{app.name}.bench")
            for info in pkgutil.iter_modules(folder.__path__):
                module = import_module(f"{app.name}.bench.{info.name}")
                if hasattr(module, "run"):
                    found[info.name] = module
    return found
