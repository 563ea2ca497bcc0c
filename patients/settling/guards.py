"""SQL that holds decisions about cautions to their rules, whichever path they take."""

LAWFUL = """
CREATE FUNCTION patients_settlement_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind <> 'withdrawal' AND NEW.severity IS DISTINCT FROM (
        SELECT severity FROM patients_cautionrule WHERE slug = NEW.rule_id
    ) THEN
        RAISE EXCEPTION 'Rule % is not of severity %', NEW.rule_id, NEW.severity
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.as_lead AND NOT EXISTS (
        SELECT FROM clinic_staff WHERE id = NEW.by_id AND is_active AND clinical_lead
    ) THEN
        RAISE EXCEPTION 'Staff % is no clinical lead', NEW.by_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM clinic_staff WHERE id = NEW.by_id AND 'therapist' = ANY (roles)) THEN
        RAISE EXCEPTION 'Staff % is no therapist', NEW.by_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.history_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM patients_medicalhistory WHERE id = NEW.history_id AND patient_id = NEW.patient_id
    ) THEN
        RAISE EXCEPTION 'History % is not of patient %', NEW.history_id, NEW.patient_id
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.withdraws_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM patients_settlement earlier WHERE earlier.id = NEW.withdraws_id
            AND earlier.patient_id = NEW.patient_id AND earlier.rule_id = NEW.rule_id
            AND earlier.kind IN ('override', 'letter', 'closing')
    ) THEN
        RAISE EXCEPTION 'Settlement % cannot be withdrawn here', NEW.withdraws_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_is_lawful BEFORE INSERT ON patients_settlement
    FOR EACH ROW EXECUTE FUNCTION patients_settlement_is_lawful();

CREATE FUNCTION patients_correction_is_of_the_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM patients_reading earlier
        WHERE earlier.id = NEW.corrects_id AND earlier.patient_id = NEW.patient_id AND earlier."on" = NEW."on"
    ) THEN
        RAISE EXCEPTION 'Reading % is of another patient or day', NEW.corrects_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER correction_is_of_the_day BEFORE INSERT ON patients_reading
    FOR EACH ROW EXECUTE FUNCTION patients_correction_is_of_the_day();

-- The loader of shipped rules is the owner; everyone else changes a rule by an approved version of it.
CREATE FUNCTION patients_rule_changes_by_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF ROW(OLD.trigger, OLD.severity, OLD.affects, OLD.chip, OLD.message, OLD.thresholds, OLD.version,
           OLD.shipped_severity) IS NOT DISTINCT FROM
       ROW(NEW.trigger, NEW.severity, NEW.affects, NEW.chip, NEW.message, NEW.thresholds, NEW.version,
           NEW.shipped_severity)
    THEN
        RETURN NEW;
    END IF;
    IF OLD.version = 1 AND NEW.version = 1 AND current_user = (
        SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = 'patients_cautionrule'
    ) THEN
        RETURN NEW;
    END IF;
    IF NEW.version <> OLD.version + 1 OR NEW.shipped_severity <> OLD.shipped_severity OR NOT EXISTS (
        SELECT FROM patients_ruleversion approved
            WHERE approved.rule_id = NEW.slug AND approved.version = NEW.version
            AND ROW(approved.trigger, approved.severity, approved.affects,
                    approved.chip, approved.message, approved.thresholds)
              = ROW(NEW.trigger, NEW.severity, NEW.affects, NEW.chip, NEW.message, NEW.thresholds)
    ) THEN
        RAISE EXCEPTION 'Rule % changes by an approved version', NEW.slug
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rule_changes_by_version BEFORE UPDATE ON patients_cautionrule
    FOR EACH ROW EXECUTE FUNCTION patients_rule_changes_by_version();

CREATE FUNCTION patients_version_is_a_leads() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_by_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM clinic_staff WHERE id = NEW.approved_by_id AND is_active AND clinical_lead
    ) THEN
        RAISE EXCEPTION 'Staff % is no clinical lead', NEW.approved_by_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER version_is_a_leads BEFORE INSERT ON patients_ruleversion
    FOR EACH ROW EXECUTE FUNCTION patients_version_is_a_leads();
"""

LAWLESS = """
DROP FUNCTION patients_settlement_is_lawful() CASCADE;
DROP FUNCTION patients_correction_is_of_the_day() CASCADE;
DROP FUNCTION patients_rule_changes_by_version() CASCADE;
DROP FUNCTION patients_version_is_a_leads() CASCADE;
"""
