from django.db import migrations

# The two doors: a whole zaak that is erased, said in the same transaction with its number; and the
# same words under a new key.
ALLEEN_TOEVOEGEN = """
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
"""
TERUG = """
DROP TRIGGER gebeurtenis_alleen_toevoegen ON opvolging_gebeurtenis;
DROP FUNCTION gebeurtenis_alleen_toevoegen();
"""


class Migration(migrations.Migration):
    dependencies = [("opvolging", "0042_feiten")]

    operations = [migrations.RunSQL(ALLEEN_TOEVOEGEN, TERUG)]
