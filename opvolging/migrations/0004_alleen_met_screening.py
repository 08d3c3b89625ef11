"""The hard gate, kept by the database: no offer and no koppeling without valid screening.

A koppeling that comes to be, or moves to another live status or another maatje, needs a maatje
whose VOG, training and agreement are valid on the local day of that step. What is live stays live
when a VOG runs out: ending it is a decision of a person.
"""

from django.db import migrations

ALLEEN_MET_SCREENING = """
CREATE FUNCTION koppeling_alleen_met_screening() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz;
    dag date;
BEGIN
    IF NEW.status NOT IN ('voorgesteld', 'geaccepteerd', 'actief') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.status = OLD.status AND NEW.maatje_id = OLD.maatje_id THEN
        RETURN NEW;
    END IF;
    moment := CASE NEW.status
        WHEN 'voorgesteld' THEN NEW.voorgesteld_op
        WHEN 'geaccepteerd' THEN NEW.geantwoord_op
        ELSE NEW.gestart_op
    END;
    dag := (moment AT TIME ZONE 'Europe/Amsterdam')::date;
    -- FOR SHARE: nobody withdraws the VOG while this step is being taken.
    PERFORM 1 FROM opvolging_maatje
        WHERE id = NEW.maatje_id
            AND vog_geldig_tot >= dag AND training_op <= dag AND overeenkomst_op <= dag
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'opvolging_koppeling: % geweigerd, maatje % is op % niet gescreend',
            NEW.status, NEW.maatje_id, dag
            USING ERRCODE = 'check_violation', CONSTRAINT = 'koppeling_alleen_met_screening';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER koppeling_alleen_met_screening
    BEFORE INSERT OR UPDATE OF status, maatje_id ON opvolging_koppeling
    FOR EACH ROW EXECUTE FUNCTION koppeling_alleen_met_screening();
"""
TERUG = """
DROP TRIGGER koppeling_alleen_met_screening ON opvolging_koppeling;
DROP FUNCTION koppeling_alleen_met_screening();
"""


class Migration(migrations.Migration):
    dependencies = [("opvolging", "0003_maatje")]

    operations = [migrations.RunSQL(ALLEEN_MET_SCREENING, TERUG)]
