from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0003_application_by_completion'),
    ]

    operations = [
        migrations.AddField(
            model_name='serviceitem',
            name='name_en',
            field=models.CharField(blank=True, max_length=200, verbose_name='英文名称'),
        ),
    ]
