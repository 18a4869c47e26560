"""Officers stand in one of two pools; assessors have their years."""

import backend.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_a_committee_has_members'),
        ('registers', '0003_site_revisions_only_grow'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessorYear',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('trained_on', models.DateField()),
                ('examined_on', models.DateField(blank=True, null=True)),
                ('passed', models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name='officer',
            name='pool',
            field=models.CharField(choices=[('enforcement', '执法检查人员'), ('assessment', '评定人员')], default='enforcement', max_length=12),
        ),
        migrations.AlterField(
            model_name='officer',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officers', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.UniqueConstraint(fields=('person', 'pool'), name='person_once_a_pool'),
        ),
        migrations.AddField(
            model_name='assessoryear',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='years', to='registers.officer'),
        ),
        migrations.AddConstraint(
            model_name='assessoryear',
            constraint=models.UniqueConstraint(fields=('officer', 'year'), name='assessor_once_a_year'),
        ),
        migrations.AddConstraint(
            model_name='assessoryear',
            constraint=models.CheckConstraint(condition=models.Q(('trained_on__year', models.F('year'))), name='assessor_trained_in_that_year'),
        ),
        migrations.AddConstraint(
            model_name='assessoryear',
            constraint=models.CheckConstraint(condition=models.Q(('passed', False), models.Q(('examined_on__gte', models.F('trained_on')), ('examined_on__isnull', False)), _connector='OR'), name='assessor_passed_was_examined_after_training'),
        ),
    ]
