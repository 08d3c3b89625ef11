from django.db import migrations

# Koppelingen that run get what they would have started with; the reconciler plans the reminders. A
# talk whose limit is past is not asked for any more, the end talk and the end always are.
RITME = """
    INSERT INTO opvolging_termijn (
        gemeente_id, koppeling_id, soort, telling, regelversie, gestart_op, streef_op, grens_op,
        uitleg, stopreden, aantal_minuten_pauze)
    SELECT gemeente_id, koppeling_id, soort, 'klokuren', 1, gestart_op, streef_op, grens_op,
        'Geteld vanaf de start van de koppeling.', '', 0
    FROM (
        SELECT k.gemeente_id, k.id AS koppeling_id, k.gestart_op, r.soort,
            (k.gestart_op AT TIME ZONE 'Europe/Amsterdam' + r.streef)
                AT TIME ZONE 'Europe/Amsterdam' AS streef_op,
            (k.gestart_op AT TIME ZONE 'Europe/Amsterdam' + r.grens)
                AT TIME ZONE 'Europe/Amsterdam' AS grens_op
        FROM opvolging_koppeling k
        CROSS JOIN (VALUES
            ('evaluatie_2', interval '2 months', interval '3 months'),
            ('evaluatie_6', interval '6 months', interval '7 months'),
            ('eindgesprek', interval '12 months', interval '13 months'),
            ('stop_24', interval '23 months', interval '24 months')
        ) AS r (soort, streef, grens)
        WHERE k.status = 'actief'
    ) AS ritme
    WHERE soort IN ('eindgesprek', 'stop_24') OR grens_op > now()
"""


class Migration(migrations.Migration):
    dependencies = [("opvolging", "0031_evaluaties")]

    operations = [migrations.RunSQL(RITME, migrations.RunSQL.noop)]
