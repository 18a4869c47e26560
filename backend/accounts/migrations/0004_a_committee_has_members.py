"""The rating committee has members (评定委员会)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_logins_and_resets_are_kept'),
    ]

    operations = [
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('platform_admin', '平台管理员'), ('head', '机关负责人'), ('registrar', '登记员'), ('scheduler', '计划员'), ('reviewer', '科室负责人'), ('publisher', '公示员'), ('auditor', '审计'), ('supervision', '执法监督'), ('intake', '受理员'), ('inspector', '执法检查人员'), ('assessor', '评定人员'), ('committee', '评定委员会委员'), ('home_manager', '机构负责人')], max_length=20),
        ),
    ]
