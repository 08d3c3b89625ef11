"""What the database itself keeps, whoever asks: what is written down once only grows.

And the hard gate: no offer and no koppeling without valid screening. A koppeling that comes to be,
or moves to another live status or another maatje, needs a maatje whose VOG, training and agreement
are valid on the local day of that step. What is live stays live when a VOG runs out: ending it is a
decision of a person.

The history of a zaak has two doors: a whole zaak that is erased, said in the same transaction with
its number; and the same words under a new key.
"""

HEEN = """
CREATE FUNCTION inzage_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'opvolging_inzage: % geweigerd, dit logboek groeit alleen', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER inzage_alleen_toevoegen BEFORE UPDATE OR DELETE ON opvolging_inzage
    FOR EACH ROW EXECUTE FUNCTION inzage_alleen_toevoegen();

CREATE FUNCTION inzage_melder_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'opvolging_inzagemelder: % geweigerd, dit logboek groeit alleen', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER inzage_melder_alleen_toevoegen BEFORE UPDATE OR DELETE ON opvolging_inzagemelder
    FOR EACH ROW EXECUTE FUNCTION inzage_melder_alleen_toevoegen();

CREATE FUNCTION heruitgifte_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'opvolging_heruitgifte: % geweigerd, dit logboek groeit alleen', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER heruitgifte_alleen_toevoegen BEFORE UPDATE OR DELETE ON opvolging_heruitgifte
    FOR EACH ROW EXECUTE FUNCTION heruitgifte_alleen_toevoegen();

-- The text may be encrypted again with a new key, and it is read once; nothing else changes.
CREATE FUNCTION aanvulling_blijft_staan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.rij, NEW.gemeente_id, NEW.melding_id, NEW.sleutel, NEW.soort, NEW.op)
        IS DISTINCT FROM (OLD.rij, OLD.gemeente_id, OLD.melding_id, OLD.sleutel, OLD.soort, OLD.op)
        OR (OLD.gelezen_op IS NOT NULL AND (NEW.gelezen_op, NEW.gelezen_door_id)
            IS DISTINCT FROM (OLD.gelezen_op, OLD.gelezen_door_id))
    THEN
        RAISE EXCEPTION 'opvolging_aanvulling: wat de melder schreef verandert niet'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER aanvulling_blijft_staan BEFORE UPDATE ON opvolging_aanvulling
    FOR EACH ROW EXECUTE FUNCTION aanvulling_blijft_staan();

CREATE FUNCTION ladder_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'opvolging_ladderversie: % geweigerd, een ladder verandert niet meer', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER ladder_alleen_toevoegen BEFORE UPDATE OR DELETE ON opvolging_ladderversie
    FOR EACH ROW EXECUTE FUNCTION ladder_alleen_toevoegen();

CREATE FUNCTION klokregel_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'opvolging_regelversie: % geweigerd, een regel verandert niet meer', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER klokregel_alleen_toevoegen BEFORE UPDATE OR DELETE ON opvolging_regelversie
    FOR EACH ROW EXECUTE FUNCTION klokregel_alleen_toevoegen();

CREATE FUNCTION gebeurtenis_alleen_toevoegen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
            AND current_setting('signaalpunt.wis_zaak', true) = OLD.zaak_id::text THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE'
            AND current_setting('signaalpunt.sleutelwissel', true) = 'ja'
            AND to_jsonb(NEW) - 'tekst' = to_jsonb(OLD) - 'tekst' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'opvolging_gebeurtenis: % geweigerd, de geschiedenis groeit alleen', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER gebeurtenis_alleen_toevoegen BEFORE UPDATE OR DELETE ON opvolging_gebeurtenis
    FOR EACH ROW EXECUTE FUNCTION gebeurtenis_alleen_toevoegen();

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
DROP TRIGGER inzage_alleen_toevoegen ON opvolging_inzage;
DROP FUNCTION inzage_alleen_toevoegen();
DROP TRIGGER inzage_melder_alleen_toevoegen ON opvolging_inzagemelder;
DROP FUNCTION inzage_melder_alleen_toevoegen();
DROP TRIGGER heruitgifte_alleen_toevoegen ON opvolging_heruitgifte;
DROP FUNCTION heruitgifte_alleen_toevoegen();
DROP TRIGGER aanvulling_blijft_staan ON opvolging_aanvulling;
DROP FUNCTION aanvulling_blijft_staan();
DROP TRIGGER ladder_alleen_toevoegen ON opvolging_ladderversie;
DROP FUNCTION ladder_alleen_toevoegen();
DROP TRIGGER klokregel_alleen_toevoegen ON opvolging_regelversie;
DROP FUNCTION klokregel_alleen_toevoegen();
DROP TRIGGER gebeurtenis_alleen_toevoegen ON opvolging_gebeurtenis;
DROP FUNCTION gebeurtenis_alleen_toevoegen();
DROP TRIGGER koppeling_alleen_met_screening ON opvolging_koppeling;
DROP FUNCTION koppeling_alleen_met_screening();
"""
