"""What the database itself refuses about courses, whichever path a change takes."""

APP = "treatment_sessions"
# These hang from a treatment session: signed with it, and from then on as they are.
SIGNED_WITH_IT = ("sessioncomplaint", "homecare", "protocoluse")
TABLES = tuple(
    f"{APP}_{name}"
    for name in (
        "complaint", "complaintzone", "sessioncomplaint", "plan", "goal", "homecare", "homecarereport",
        "outcome", "protocoluse", "protocol", "protocolstep", "homecareitem", "coursedefault", "measure",
    )
)  # fmt: skip
STONE = [
    """
CREATE FUNCTION sessions_courses_are_stone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM sessions_refuse_if_signed(OLD.treatment_session_id); END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    PERFORM sessions_refuse_if_signed(NEW.treatment_session_id);
    RETURN NEW;
END $$
""",
    *(
        f"CREATE TRIGGER courses_are_stone BEFORE INSERT OR UPDATE OR DELETE ON {APP}_{name} "
        "FOR EACH ROW EXECUTE FUNCTION sessions_courses_are_stone()"
        for name in SIGNED_WITH_IT
    ),
]
FREE = ["DROP FUNCTION sessions_courses_are_stone() CASCADE"]
