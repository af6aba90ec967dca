"""Certificates are a register of a field of work (``yifa.work.enforcers``)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("house", "0007_first_day")]

    operations = [migrations.DeleteModel(name="Certificate")]
