"""The table of Django's DatabaseCache, as `createcachetable` makes it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("signaalpunt", "0001_begin")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE signaalpunt_cache (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX signaalpunt_cache_expires ON signaalpunt_cache (expires);
            """,
            "DROP TABLE signaalpunt_cache",
        )
    ]
