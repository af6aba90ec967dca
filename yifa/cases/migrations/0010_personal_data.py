"""Personal data: sealed drafts, readings, and the functions of 0010_personal_data.sql beside this file."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.manager
import yifa.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_rows'),
        ('house', '0009_outsiders'),
        ('parties', '0002_personal_data'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='answers',
            field=yifa.sealing.fields.SealedJSONField(default=dict, verbose_name='内容'),
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(blank=True, max_length=80, verbose_name='登记簿')),
                ('kind', models.CharField(choices=[('opened', '打开事项'), ('shown', '点开显示'), ('letter', '查看文书'), ('file', '下载文件'), ('evidence', '下载证据或凭证'), ('exported', '导出登记簿'), ('form', '填写表单时带出'), ('oversight', '说明理由后查阅'), ('preview', '删除前核对'), ('entered', '登记时填写')], max_length=10, verbose_name='方式')),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None, verbose_name='内容')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('reason', models.TextField(blank=True, verbose_name='理由')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='cases.case', verbose_name='事项')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='house.officer', verbose_name='工作人员')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='parties.party', verbose_name='相对人')),
            ],
            options={
                'verbose_name': '个人信息查阅',
                'verbose_name_plural': '个人信息查阅',
                'ordering': ['-id'],
                'abstract': False,
                'base_manager_name': 'everywhere',
                'indexes': [models.Index(models.F('bureau'), models.OrderBy(models.F('id'), descending=True), name='reading_by_bureau'), models.Index(fields=['bureau', 'at'], name='reading_by_time'), models.Index(fields=['officer', 'case', 'at'], name='reading_of_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'oversight'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='oversight_says_why')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"), migrations.RunSQL.noop),
    ]
