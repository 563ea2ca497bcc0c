"""SQL by which the database keeps a row to count by beside each finding, whichever path a change takes."""

from clinic.guards import app_role

COLUMNS = (
    "finding_id", "treatment_session_id", "patient_id", "started_at", "held", "holds", "chart_version",
    "across", "down", "tenderness_before", "tenderness_after", "ppt_change", "treated", "released",
    "answered", "muscle_id", "side", "code", "status", "chart", "view", "zones",
)  # fmt: skip
ALL = ", ".join(COLUMNS)
NEW = ", ".join(f"EXCLUDED.{name}" for name in COLUMNS)

# What a row says, in its one home. Nothing while the finding's session or point is still to be written.
VIEW = """
CREATE VIEW treatment_sessions_tocount AS
SELECT finding.id AS finding_id, finding.treatment_session_id, session.patient_id, session.started_at,
    point.muscle_id, point.side, point.code, finding.status, finding.chart, finding.chart_version,
    finding.view, (finding.x * 100)::smallint AS across, (finding.y * 100)::smallint AS down,
    finding.tenderness_before, finding.tenderness_after,
    ((finding.ppt_after - finding.ppt_before) * 10)::smallint AS ppt_change, given.*,
    ARRAY(
        SELECT DISTINCT zone_id FROM treatment_sessions_foundreferral WHERE finding_id = finding.id ORDER BY 1
    ) AS zones
FROM treatment_sessions_pointfinding AS finding
JOIN treatment_sessions_treatmentsession AS session ON session.id = finding.treatment_session_id
JOIN treatment_sessions_triggerpoint AS point ON point.id = finding.point_id
CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS treated, coalesce(bool_or(response = 'released'), false) AS released,
        coalesce(bool_or(response <> ''), false) AS answered,
        coalesce(sum(hold_seconds), 0)::integer AS held, count(hold_seconds)::smallint AS holds
    FROM treatment_sessions_treatment WHERE finding_id = finding.id
) AS given
"""

# Two who change what one row is made of come one after the other: the second waits here and looks after it.
COUNT = f"""
CREATE FUNCTION sessions_count(findings bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF cardinality(findings) = 0 THEN RETURN; END IF;
    PERFORM FROM treatment_sessions_pointfinding WHERE id = ANY (findings) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM treatment_sessions_triggerpoint WHERE id IN (
        SELECT point_id FROM treatment_sessions_pointfinding WHERE id = ANY (findings)
    ) ORDER BY id FOR SHARE;
    INSERT INTO treatment_sessions_countedpoint ({ALL})
        SELECT {ALL} FROM treatment_sessions_tocount WHERE finding_id = ANY (findings)
        ON CONFLICT (finding_id) DO UPDATE SET ({ALL}) = ({NEW});
END $$;
REVOKE ALL ON FUNCTION sessions_count(bigint[]) FROM PUBLIC;
"""  # noqa: S608  made of our own words alone

OF_A_FINDING = ("SELECT DISTINCT finding_id FROM changed", "ARRAY[OLD.finding_id, NEW.finding_id]")
# Of each table: the findings that rows which came or went are about, and those that a changed row is about.
ABOUT = {
    "pointfinding": ("SELECT id FROM changed", "ARRAY[NEW.id]"),
    "treatment": OF_A_FINDING,
    "foundreferral": OF_A_FINDING,
    "treatmentsession": (
        "SELECT finding.id FROM changed JOIN treatment_sessions_pointfinding AS finding"
        " ON finding.treatment_session_id = changed.id",
        "ARRAY(SELECT id FROM treatment_sessions_pointfinding WHERE treatment_session_id = NEW.id)",
    ),
    "triggerpoint": (
        "SELECT finding.id FROM changed JOIN treatment_sessions_pointfinding AS finding"
        " ON finding.point_id = changed.id",
        "ARRAY(SELECT id FROM treatment_sessions_pointfinding WHERE point_id = NEW.id)",
    ),
}
# What of a changed row matters here.
MATTERS = {
    "pointfinding": (
        "treatment_session_id", "point_id", "status", "chart", "chart_version", "view", "x", "y",
        "tenderness_before", "tenderness_after", "ppt_before", "ppt_after",
    ),
    "treatment": ("finding_id", "response", "hold_seconds"),
    "foundreferral": ("finding_id", "zone_id"),
    "treatmentsession": ("patient_id", "started_at"),
    "triggerpoint": ("muscle_id", "side", "code"),
}  # fmt: skip
TRIGGERS = """
CREATE FUNCTION sessions_count_by_{table}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_LEVEL = 'ROW' THEN
        PERFORM sessions_count({row});
    ELSE
        PERFORM sessions_count(ARRAY({rows}));
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sessions_count_by_{table}() FROM PUBLIC;
CREATE TRIGGER counted_when_it_comes AFTER INSERT ON treatment_sessions_{table}
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sessions_count_by_{table}();
CREATE TRIGGER counted_when_it_changes AFTER UPDATE ON treatment_sessions_{table} FOR EACH ROW
    WHEN ((OLD.{old}) IS DISTINCT FROM (NEW.{new})) EXECUTE FUNCTION sessions_count_by_{table}();
"""
# A session or a point only goes when nothing was found in it.
GOES = """
CREATE FUNCTION sessions_count_no_more() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM treatment_sessions_countedpoint WHERE finding_id IN (SELECT id FROM changed);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sessions_count_no_more() FROM PUBLIC;
CREATE TRIGGER counted_no_more AFTER DELETE ON treatment_sessions_pointfinding
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sessions_count_no_more();
CREATE TRIGGER counted_when_it_goes AFTER DELETE ON treatment_sessions_treatment
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sessions_count_by_treatment();
CREATE TRIGGER counted_when_it_goes AFTER DELETE ON treatment_sessions_foundreferral
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sessions_count_by_foundreferral();
"""
FILL = f"""
INSERT INTO treatment_sessions_countedpoint ({ALL}) SELECT {ALL} FROM treatment_sessions_tocount
"""  # noqa: S608  as above
BACK = [
    "DROP FUNCTION IF EXISTS sessions_count_no_more() CASCADE",
    *(f"DROP FUNCTION IF EXISTS sessions_count_by_{table}() CASCADE" for table in ABOUT),
    "DROP FUNCTION IF EXISTS sessions_count(bigint[])",
    "DROP VIEW IF EXISTS treatment_sessions_tocount",
    "TRUNCATE treatment_sessions_countedpoint",
]


def forward() -> list[str]:
    """All of it anew, whatever an earlier release left.

    The triggers before the rows: from then on nobody writes until those that there are have been counted.
    """
    closed = f"REVOKE INSERT, UPDATE, DELETE ON treatment_sessions_countedpoint FROM {app_role()}"
    return [*BACK, VIEW, COUNT, *map(_triggers, ABOUT), GOES, closed, FILL]


def _triggers(table: str) -> str:
    rows, row = ABOUT[table]
    old, new = (f", {which}.".join(MATTERS[table]) for which in ("OLD", "NEW"))
    return TRIGGERS.format(table=table, rows=rows, row=row, old=old, new=new)
