"""Every guard that migrations put on the tables stands, and the check notices each one that is gone."""

from collections import defaultdict
from collections.abc import Iterator

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from tests.conftest import APP, OWNER

OURS = {"clinic", "patients", "scheduling", "treatment_sessions", "reports"}
# BEFORE each row is changed or deleted, BEFORE the table is emptied, AFTER each row, however it changed.
ROWS, TABLE, EVERY_CHANGE = 27, 34, 29
KEPT = {"rows_stay": ROWS, "table_stays": TABLE}
AUDITED = {"needs_an_audit_event": EVERY_CHANGE}
# Rows of these are added and read; every table of versions is one as well.
KEPT_TABLES = {
    "clinic_auditevent", "patients_allergy", "patients_answer", "patients_brokenglass",
    "patients_consenttext", "patients_intakeanswer", "patients_medicalhistory", "patients_medication",
    "patients_painplace", "patients_reading", "patients_ruleversion", "patients_settlement",
    "patients_signature", "patients_surgery", "treatment_sessions_addendum",
    "treatment_sessions_earliernote",
}  # fmt: skip
# What a clinic is and what it asks: reference, settings and counters, about no patient.
ABOUT_NOBODY = {
    "clinic_auditchain", "clinic_auditevent", "clinic_clinic", "clinic_staff", "patients_cautionrule",
    "patients_consenttext", "patients_knock", "patients_nametoken", "patients_option", "patients_painzone",
    "patients_posturemeasure", "patients_posturesign", "patients_question", "patients_raises",
    "patients_referralsource", "patients_section", "patients_tag", "treatment_sessions_muscle",
    "treatment_sessions_musclesite", "treatment_sessions_referral", "treatment_sessions_zone",
}  # fmt: skip
# Written by the database alone, of rows that are audited themselves.
MADE_OF_OTHERS = {"treatment_sessions_countedpoint"}
COUNTED = {"counted_when_it_comes": 4, "counted_when_it_changes": 17}
# The steps of an import: what it brings is audited where it is brought; its file's lines go when it is done.
OF_AN_IMPORT = {"reports_brought", "reports_import", "reports_importrow"}
OF_THEIR_OWN = {
    "clinic_auditevent": {"link": 7},
    "patients_cautionrule": {"rule_changes_by_version": 19},
    "patients_merge": {"merges_stay": 23, "rows_stay": 11, "table_stays": TABLE},
    "patients_plumbdistance": {"needs_its_note": EVERY_CHANGE},
    "patients_posturefinding": {"fits": 23, "needs_its_note": EVERY_CHANGE},
    "patients_posturelandmark": {"needs_its_note": EVERY_CHANGE},
    "patients_posturenote": {"closes_with_its_day": 23},
    "patients_posturephoto": {"needs_its_note": 13},
    "patients_reading": {"correction_is_of_the_day": 7},
    "patients_ruleversion": {"version_is_a_leads": 7},
    "patients_settlement": {"settlement_is_lawful": 7},
    "reports_brought": {"brought_as_made": 4, "brought_stays": 19},
    "scheduling_appointment": {"slot_is_held": 7},
    "treatment_sessions_addendum": {"addenda_follow_signing": 7},
    "treatment_sessions_pointfinding": {
        "findings_are_stone": 31,
        "findings_stay": TABLE,
        "counted_no_more": 8,
        **COUNTED,
    },
    "treatment_sessions_foundreferral": {"counted_when_it_goes": 8, **COUNTED},
    "treatment_sessions_treatment": {"counted_when_it_goes": 8, **COUNTED},
    "treatment_sessions_treatmentsession": {"signed_is_stone": ROWS, "sessions_stay": TABLE, **COUNTED},
    "treatment_sessions_triggerpoint": {"points_are_stone": ROWS, "points_stay": TABLE, **COUNTED},
}
STANDING = """
SELECT relname, tgname, tgtype FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgenabled = 'O' AND relnamespace = 'public'::regnamespace
"""
RIGHTS = """
SELECT relname FROM pg_class WHERE relname = ANY (%s) AND relnamespace = 'public'::regnamespace
    AND (has_table_privilege(%s, oid, 'UPDATE') OR has_table_privilege(%s, oid, 'DELETE')
         OR has_table_privilege(%s, oid, 'TRUNCATE'))
"""


@pytest.fixture
def owner(django_db_setup) -> Iterator[psycopg.Connection]:
    """A connection of the tables' owner; what it does is taken back."""
    at = connection.settings_dict
    login = {"user": OWNER["USER"], "password": OWNER["PASSWORD"]}
    with psycopg.connect(host=at["HOST"], port=at["PORT"], dbname=at["NAME"], **login) as held:
        yield held
        held.rollback()


def tables() -> dict[str, bool]:
    """Ours by name, with whether it holds the versions of another; a view keeps no rows."""
    models = [model for model in apps.get_models() if model._meta.app_label in OURS and model._meta.managed]
    return {model._meta.db_table: hasattr(model, "pgh_tracked_model") for model in models}


def guards(table: str, *, of_versions: bool) -> dict[str, int]:
    kept = KEPT if of_versions or table in KEPT_TABLES else {}
    audited = {} if of_versions or table in ABOUT_NOBODY | OF_AN_IMPORT | MADE_OF_OTHERS else AUDITED
    return {**kept, **audited, **OF_THEIR_OWN.get(table, {})}


def missing(owner: psycopg.Connection) -> list[str]:
    standing: dict[str, dict[str, int]] = defaultdict(dict)
    for table, trigger, kind in owner.execute(STANDING).fetchall():
        standing[table][trigger] = kind
    return [
        f"{table}: {trigger}"
        for table, of_versions in tables().items()
        for trigger, kind in guards(table, of_versions=of_versions).items()
        if standing[table].get(trigger) != kind
    ]


def changeable(owner: psycopg.Connection) -> list[str]:
    """Tables of rows that stay in which the app's role could change some all the same."""
    kept = KEPT_TABLES | MADE_OF_OTHERS
    stay = [table for table, of_versions in tables().items() if of_versions or table in kept]
    return [name for (name,) in owner.execute(RIGHTS, [stay, *[APP["USER"]] * 3]).fetchall()]


def test_every_table_has_its_guards_and_rows_that_stay_are_nobodys_to_change(owner):
    assert missing(owner) == []
    assert changeable(owner) == []


def test_each_guard_that_is_taken_away_is_missed(owner):
    expected = [
        (table, trigger)
        for table, of_versions in tables().items()
        for trigger in guards(table, of_versions=of_versions)
    ]
    assert len(expected) > 100
    for table, trigger in expected:
        owner.execute("SAVEPOINT whole")
        owner.execute(f"DROP TRIGGER {trigger} ON {table}")
        assert missing(owner) == [f"{table}: {trigger}"]
        owner.execute("ROLLBACK TO whole")


@pytest.mark.parametrize("change", ["ALTER TABLE {} DISABLE TRIGGER rows_stay", "GRANT UPDATE ON {} TO {}"])
def test_a_guard_turned_off_or_a_right_given_is_missed_as_well(owner, change):
    owner.execute(change.format("patients_settlement", f'"{APP["USER"]}"'))
    assert [*missing(owner), *changeable(owner)]
