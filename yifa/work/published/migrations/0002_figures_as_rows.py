# A table where a text was: what was proposed and not yet taken over is gone through again.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('published', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(model_name='publishedreport', name='proposed'),
        migrations.AddField(
            model_name='publishedreport',
            name='proposed',
            field=models.JSONField(default=list, verbose_name='拟采用的数据'),
        ),
    ]
