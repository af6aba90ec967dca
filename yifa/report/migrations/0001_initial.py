import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


# A frozen report keeps its words: whoever asks, the database refuses.
FROZEN = """
create function report_is_fixed() returns trigger language plpgsql as $$
begin
    if old.status = 'frozen' then
        raise exception 'report % is frozen', old.id using errcode = 'integrity_constraint_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger report_is_fixed before update or delete on report_report
    for each row execute function report_is_fixed();

create function report_takes_no_more() returns trigger language plpgsql as $$
begin
    if exists (select from report_report r where r.id = new.report_id and r.status = 'frozen') then
        raise exception 'report % is frozen', new.report_id using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;
create trigger report_takes_no_more before insert on report_prose
    for each row execute function report_takes_no_more();
create trigger report_takes_no_more before insert or update on report_tie
    for each row execute function report_takes_no_more();
"""
THAWED = """
drop trigger report_takes_no_more on report_tie;
drop trigger report_takes_no_more on report_prose;
drop function report_takes_no_more();
drop trigger report_is_fixed on report_report;
drop function report_is_fixed();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('house', '0002_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('outline_key', models.CharField(max_length=80, verbose_name='提纲')),
                ('outline_hash', models.CharField(max_length=64, verbose_name='提纲哈希')),
                ('outline', models.TextField(verbose_name='提纲内容')),
                ('title', models.CharField(max_length=200, verbose_name='标题')),
                ('dated_on', models.DateField(blank=True, null=True, verbose_name='成文日期')),
                ('status', models.CharField(choices=[('draft', '起草中'), ('frozen', '已定稿')], default='draft', max_length=10, verbose_name='状态')),
                ('begun_at', models.DateTimeField(verbose_name='开始时间')),
                ('frozen_at', models.DateTimeField(blank=True, null=True, verbose_name='定稿时间')),
                ('checkpoint', models.TextField(blank=True, verbose_name='记录检查点')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('frozen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.officer', verbose_name='定稿人')),
            ],
            options={
                'verbose_name': '年度报告',
                'verbose_name_plural': '年度报告',
                'ordering': ['-year'],
                'abstract': False,
                'base_manager_name': 'everywhere',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ProseDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=240, verbose_name='段落')),
                ('text', models.TextField(blank=True, verbose_name='文字')),
                ('started_from', models.PositiveIntegerField(verbose_name='底本版次')),
                ('saved_at', models.DateTimeField(verbose_name='保存时间')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.officer', verbose_name='编辑')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='report.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '未保存的文字',
                'verbose_name_plural': '未保存的文字',
                'abstract': False,
                'base_manager_name': 'everywhere',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Prose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=240, verbose_name='段落')),
                ('number', models.PositiveIntegerField(verbose_name='版次')),
                ('text', models.TextField(blank=True, verbose_name='文字')),
                ('saved_at', models.DateTimeField(verbose_name='保存时间')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.officer', verbose_name='编辑')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='prose', to='report.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '报告文字',
                'verbose_name_plural': '报告文字',
                'ordering': ['report', 'path', 'number'],
                'abstract': False,
                'base_manager_name': 'everywhere',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Output',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='类型')),
                ('digest', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('content', models.BinaryField(verbose_name='内容')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='outputs', to='report.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '定稿文件',
                'verbose_name_plural': '定稿文件',
                'ordering': ['report', 'name'],
                'abstract': False,
                'base_manager_name': 'everywhere',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='FrozenFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField(verbose_name='序号')),
                ('code', models.CharField(max_length=120, verbose_name='指标')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('content', models.JSONField(verbose_name='内容')),
                ('records', models.JSONField(verbose_name='记录清单')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('report', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='report.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '定稿数据',
                'verbose_name_plural': '定稿数据',
                'ordering': ['report', 'place'],
                'abstract': False,
                'base_manager_name': 'everywhere',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=240, verbose_name='段落')),
                ('number', models.CharField(max_length=60, verbose_name='数字')),
                ('clause', models.TextField(verbose_name='所在语句')),
                ('source', models.CharField(max_length=240, verbose_name='来源')),
                ('reason', models.CharField(max_length=400, verbose_name='理由')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='来源文件')),
                ('file_media_type', models.CharField(blank=True, max_length=100, verbose_name='文件类型')),
                ('file_digest', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('tied_at', models.DateTimeField(verbose_name='时间')),
                ('bureau', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.bureau', verbose_name='机关')),
                ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='house.officer', verbose_name='经办人')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ties', to='report.report', verbose_name='报告')),
            ],
            options={
                'verbose_name': '数字来源',
                'verbose_name_plural': '数字来源',
                'ordering': ['id'],
                'abstract': False,
                'base_manager_name': 'everywhere',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('bureau', 'year'), name='one_report_for_each_year'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('frozen_at__isnull', True), ('status', 'draft')), models.Q(('frozen_at__isnull', False), ('status', 'frozen')), _connector='OR'), name='frozen_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='prosedraft',
            constraint=models.UniqueConstraint(fields=('report', 'path', 'officer'), name='one_unsaved_text_for_each_officer'),
        ),
        migrations.AddConstraint(
            model_name='prose',
            constraint=models.UniqueConstraint(fields=('report', 'path', 'number'), name='one_text_for_each_version'),
        ),
        migrations.AddConstraint(
            model_name='output',
            constraint=models.UniqueConstraint(fields=('report', 'name'), name='one_paper_of_a_name'),
        ),
        migrations.AddConstraint(
            model_name='frozenfigure',
            constraint=models.UniqueConstraint(fields=('report', 'code', 'year'), name='one_frozen_figure_of_a_year'),
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
