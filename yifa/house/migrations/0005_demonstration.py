from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('house', '0004_house_orders'),
    ]

    operations = [
        migrations.AddField(
            model_name='bureau',
            name='is_demonstration',
            field=models.BooleanField(default=False, editable=False, verbose_name='演示'),
        ),
    ]
