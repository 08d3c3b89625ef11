"""What is published never changes: the database refuses it, whoever asks."""

HEEN = """
CREATE FUNCTION rapportage_is_definitief() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'een gepubliceerd jaarverslag verandert niet meer'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER jaarverslag_definitief BEFORE UPDATE OR DELETE ON rapportage_jaarverslag
    FOR EACH ROW WHEN (OLD.gepubliceerd_op IS NOT NULL)
    EXECUTE FUNCTION rapportage_is_definitief();

CREATE FUNCTION rapportage_bestand_is_definitief() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM rapportage_jaarverslag j
        WHERE j.gepubliceerd_op IS NOT NULL
          AND j.id IN (
              CASE WHEN TG_OP <> 'INSERT' THEN OLD.jaarverslag_id END,
              CASE WHEN TG_OP <> 'DELETE' THEN NEW.jaarverslag_id END
          )
    ) THEN
        RAISE EXCEPTION 'een gepubliceerd jaarverslag verandert niet meer'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER verslagbestand_definitief
    BEFORE INSERT OR UPDATE OR DELETE ON rapportage_verslagbestand
    FOR EACH ROW EXECUTE FUNCTION rapportage_bestand_is_definitief();
"""

TERUG = """
DROP TRIGGER verslagbestand_definitief ON rapportage_verslagbestand;
DROP TRIGGER jaarverslag_definitief ON rapportage_jaarverslag;
DROP FUNCTION rapportage_bestand_is_definitief();
DROP FUNCTION rapportage_is_definitief();
"""
