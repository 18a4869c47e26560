"""Natures say which pool their crew comes from; a rating's chapters have their assessors."""

import backend.core.ids
import django.db.models.deletion
from django.db import migrations, models


# Source: law-and-office design, section 1 (who may go, by nature).
CREWS = {
    "assessment": ("rating", "rating_review"),
    "anybody": ("self_check", "performance", "guidance"),
}
CHAPTERS = (
    "CREATE TRIGGER visitchapter_stays_after_lock BEFORE INSERT OR UPDATE OR DELETE"
    " ON inspections_visitchapter FOR EACH ROW EXECUTE FUNCTION inspections_stay_after_lock();"
)


def name_crews(apps, schema_editor):
    natures = apps.get_model("inspections", "Nature").objects
    for crew, codes in CREWS.items():
        natures.filter(pk__in=codes).update(crew=crew)


class Migration(migrations.Migration):

    dependencies = [
        ('inspections', '0005_public_numbers_are_loaded'),
        ('registers', '0004_assessors_have_a_pool_and_years'),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitChapter',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('chapter', models.CharField(max_length=60)),
            ],
        ),
        migrations.AddField(
            model_name='nature',
            name='crew',
            field=models.CharField(choices=[('enforcement', '执法检查人员'), ('assessment', '评定人员'), ('anybody', '不限')], default='enforcement', max_length=12),
        ),
        migrations.AddField(
            model_name='visit',
            name='grading_context',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.RunPython(name_crews, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='nature',
            constraint=models.CheckConstraint(condition=models.Q(('may_order', False), ('crew', 'enforcement'), _connector='OR'), name='nature_that_orders_takes_officers'),
        ),
        migrations.AddConstraint(
            model_name='nature',
            constraint=models.CheckConstraint(condition=models.Q(('may_grade', False), ('crew', 'assessment'), _connector='OR'), name='nature_that_grades_takes_assessors'),
        ),
        migrations.AddField(
            model_name='visitchapter',
            name='officer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.officer'),
        ),
        migrations.AddField(
            model_name='visitchapter',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chapters', to='inspections.visit'),
        ),
        migrations.AddConstraint(
            model_name='visitchapter',
            constraint=models.UniqueConstraint(fields=('visit', 'chapter'), name='chapter_once_per_visit'),
        ),
        migrations.RunSQL(
            CHAPTERS, "DROP TRIGGER visitchapter_stays_after_lock ON inspections_visitchapter;"
        ),
    ]
