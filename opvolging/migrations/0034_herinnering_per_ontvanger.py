from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("opvolging", "0033_sociale_kaart"),
    ]

    operations = [
        migrations.AlterField(
            model_name="herinnering",
            name="gemeente",
            field=models.ForeignKey(
                db_index=False,
                on_delete=models.deletion.PROTECT,
                to="signaalpunt.gemeente",
            ),
        ),
        migrations.AlterField(
            model_name="herinnering",
            name="termijn",
            field=models.ForeignKey(
                db_index=False,
                on_delete=models.deletion.CASCADE,
                related_name="herinneringen",
                to="opvolging.termijn",
            ),
        ),
        migrations.AddIndex(
            model_name="herinnering",
            index=models.Index(
                condition=models.Q(("status__in", ["gepland", "bezig"])),
                fields=["gemeente", "ontvanger", "gebruiker", "gepland_op"],
                name="herinnering_voor_wie",
            ),
        ),
    ]
