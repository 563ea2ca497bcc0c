"""The house's own rules: arrows point down, every door says who may pass, rooms stay small."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent
STOREYS = ["clinic", "patients", "scheduling", "sessions", "reports", "demo"]
PYTHON = [path for app in [*STOREYS, "tools", "tests"] for path in sorted((ROOT / app).rglob("*.py"))]
SOURCES = [path for path in PYTHON if "migrations" not in path.parts]
OURS = {"clinic", "patients", "scheduling", "treatment_sessions", "reports"}
# Rows about nobody in particular, open to whoever may open the page they stand on.
NOT_PERSONAL = {
    "Clinic",
    "Staff",
    "AuditChain",
    "AuditEvent",
    "CautionRule",
    "NameToken",
    "ReferralSource",
    "Tag",
    "RuleVersion",
    "CareTeam",
    "PostureMeasure",
    "PostureSign",
    "Location",
    "Room",
    "Service",
    "Price",
    "TravelZone",
    "CalloutFee",
    "WorkingHours",
    "TimeOff",
    "Muscle",
    "MuscleSite",
    "Zone",
    "Referral",
    "ClinicMuscle",
    "Section",
    "Question",
    "Option",
    "Raises",
    "PainZone",
    "ConsentText",
    "Knock",
    "Measure",
    "CourseDefault",
    "HomeCareItem",
    "Protocol",
    "ProtocolStep",
    "SentReport",
}
# A function that holds rows and has a join of its own, and the reason it may.
JOINING_FOR_A_REASON = {
    "clinic/transactions.py: hold_rows": "takes the joins off before it waits",
    "scheduling/ics_import/bringing.py: undo": "the join is of other rows, read after the wait",
}
# A function longer than 30 lines, and the reason it may be.
LONG_FOR_A_REASON: dict[str, str] = {}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("app", STOREYS)
def test_an_app_imports_only_from_the_floors_below(app):
    above = set(STOREYS[STOREYS.index(app) + 1 :])
    climbing = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / app).rglob("*.py")
        for name in imports(path) & above
    }
    assert not climbing


def views(patterns=None, before=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern), pattern


def test_every_view_says_whom_it_answers():
    silent = [address for address, pattern in views() if not hasattr(pattern.callback, "access")]
    assert not silent


def test_every_model_with_personal_rows_knows_who_may_see_them():
    personal = [
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS
        and model.__name__ not in NOT_PERSONAL
        and not model.__name__.endswith("Event")
    ]
    blind = [model.__name__ for model in personal if not hasattr(model._default_manager.all(), "visible_to")]
    assert personal
    assert not blind


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 300
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno - node.lineno + 1 > 30
        and node.name not in LONG_FOR_A_REASON
    ]
    assert not long


def test_a_function_that_holds_rows_asks_for_no_join_in_the_same_breath():
    """What waits with a join at hand answers for the partner that the row had before; see hold_rows."""
    joining = {
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in SOURCES
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and {"select_for_update", "select_related"} <= {one.attr for one in _attributes(node)}
    }
    assert joining == set(JOINING_FOR_A_REASON)


def _attributes(node: ast.AST) -> list[ast.Attribute]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Attribute)]


def test_templates_hold_no_inline_script_style_or_handler():
    forbidden = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"|\|safe\b|mark_safe")
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for match in forbidden.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_views_never_fetch_a_row_past_its_visibility():
    bare = [
        f"{path.relative_to(ROOT)}"
        for path in sorted(ROOT.glob("*/views*.py"))
        if re.search(r"\.objects\.get\(|get_object_or_404\(\w+,", path.read_text(encoding="utf-8"))
    ]
    assert not bare
