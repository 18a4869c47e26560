"""Rounds, applications, assessments, decisions, levels (等级评定)."""

import backend.core.ids
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0004_a_committee_has_members'),
        ('draws', '0002_draws_are_frozen'),
        ('inspections', '0006_natures_name_their_crew'),
        ('registers', '0004_assessors_have_a_pool_and_years'),
        ('standards', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('applied_for', models.CharField(max_length=20)),
                ('self_answers', models.JSONField(default=dict)),
                ('self_facts', models.JSONField(default=dict)),
                ('self_result', models.JSONField(blank=True, null=True)),
                ('drafted_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', '填报中'), ('submitted', '已提交'), ('accepted', '已受理'), ('refused', '不予受理'), ('assessing', '现场评定中'), ('scored', '已评分'), ('voted', '委员会已表决'), ('noticed', '公示中'), ('confirmed', '已确认'), ('failed', '未评定等级'), ('withdrawn', '已撤回申请')], default='draft', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.TextField(blank=True)),
                ('withdraw_reason', models.CharField(blank=True, max_length=200)),
                ('ballot', models.PositiveSmallIntegerField(default=1)),
                ('opinion_level', models.CharField(blank=True, max_length=20, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('end_reason', models.TextField(blank=True)),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='registers.site')),
                ('vote_closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('nature', models.CharField(default='rating', max_length=24)),
                ('planned_at', models.DateTimeField()),
                ('voided_at', models.DateTimeField(blank=True, null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='ratings.application')),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.visit')),
                ('voided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AssessorDuty',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seat', models.PositiveSmallIntegerField()),
                ('iteration', models.PositiveSmallIntegerField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='ratings.application')),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='draws.draw')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.officer')),
            ],
            options={
                'ordering': ['seat'],
            },
        ),
        migrations.CreateModel(
            name='Eligibility',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('rule', models.CharField(max_length=40)),
                ('order', models.PositiveSmallIntegerField()),
                ('holds', models.BooleanField(null=True)),
                ('need', models.CharField(max_length=200)),
                ('words', models.CharField(max_length=400)),
                ('ground_type', models.CharField(blank=True, max_length=40)),
                ('ground_id', models.CharField(blank=True, max_length=80)),
                ('clause', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(max_length=300)),
                ('checked_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='eligibility', to='ratings.application')),
            ],
            options={
                'verbose_name_plural': 'eligibility',
                'ordering': ['order'],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('body', models.JSONField()),
                ('sent_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('agrees', models.BooleanField(null=True)),
                ('words', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='ratings.assessment')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Level',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(max_length=20)),
                ('level_word', models.CharField(max_length=4)),
                ('title', models.CharField(max_length=40)),
                ('valid_from', models.DateField()),
                ('valid_until', models.DateField()),
                ('state', models.CharField(choices=[('valid', '有效'), ('suspended', '等级暂停，调查中'), ('lapsed', '到期失效'), ('downgraded', '已降级'), ('revoked', '已撤销等级'), ('replaced', '已由新等级替代')], default='valid', max_length=10)),
                ('demonstration', models.BooleanField(default=False)),
                ('plaque', models.BooleanField(default=False)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('entry_id', models.UUIDField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='ratings.assessment')),
                ('before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='after', to='ratings.level')),
                ('confirmed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='registers.site')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='LevelChange',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('valid', '有效'), ('suspended', '等级暂停，调查中'), ('lapsed', '到期失效'), ('downgraded', '已降级'), ('revoked', '已撤销等级'), ('replaced', '已由新等级替代')], max_length=10)),
                ('reason', models.TextField()),
                ('made_by', models.CharField(max_length=80)),
                ('made_at', models.DateTimeField()),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='ratings.level')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(max_length=20)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField()),
                ('body', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('posted_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='ratings.application')),
                ('posted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('taken_at', models.DateTimeField()),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='ratings.notice')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RatingPolicy',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField()),
                ('document', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('source', models.CharField(max_length=300)),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
            ],
            options={
                'verbose_name_plural': 'rating policies',
            },
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('revoke', '撤销等级'), ('downgrade', '降低等级')], max_length=9)),
                ('to_level', models.CharField(blank=True, max_length=20)),
                ('grounds', models.TextField()),
                ('clause', models.CharField(max_length=200)),
                ('told_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('statement', models.TextField(blank=True)),
                ('stated_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('imposed', '决定执行'), ('dropped', '不予执行')], max_length=7)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='removals', to='ratings.level')),
                ('stated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('told_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('ballot', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('review', '复核'), ('appeal', '申诉')], max_length=6)),
                ('words', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('outcome', models.CharField(blank=True, choices=[('granted', '支持'), ('dismissed', '维持')], max_length=9)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='ratings.application')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=120)),
                ('checklist_digest', models.CharField(max_length=64)),
                ('demonstration', models.BooleanField(default=False)),
                ('notice_on', models.DateField()),
                ('window_from', models.DateField()),
                ('window_until', models.DateField()),
                ('state', models.CharField(choices=[('announced', '已发布'), ('open', '申报中'), ('closed', '申报截止'), ('assessing', '评定中'), ('done', '已办结')], default='announced', max_length=10)),
                ('announced_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.checklistversion')),
                ('policy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='ratings.ratingpolicy')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.region')),
            ],
        ),
        migrations.AddField(
            model_name='application',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='ratings.round'),
        ),
        migrations.CreateModel(
            name='RoundDraw',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('until', models.DateField()),
                ('labels', models.JSONField()),
                ('tokens_key', models.UUIDField()),
                ('tokens_sealed', models.BinaryField()),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='draws.draw')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='ratings.round')),
            ],
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('level', models.CharField(blank=True, max_length=20)),
                ('level_by_points', models.CharField(blank=True, max_length=20)),
                ('total', models.CharField(blank=True, max_length=20)),
                ('maximum', models.CharField(blank=True, max_length=20)),
                ('chapters', models.JSONField(default=dict)),
                ('limited_by', models.JSONField(default=list)),
                ('unmet', models.JSONField(default=dict)),
                ('complete', models.BooleanField(default=False)),
                ('provisional', models.BooleanField(default=False)),
                ('fault', models.CharField(blank=True, max_length=60)),
                ('result_digest', models.CharField(blank=True, max_length=64)),
                ('lock_digest', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField()),
                ('assessment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='score', to='ratings.assessment')),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=backend.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('ballot', models.PositiveSmallIntegerField()),
                ('level', models.CharField(blank=True, max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('cast_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='ratings.application')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('nature', 'rating')), name='assessment_is_a_rating'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.UniqueConstraint(condition=models.Q(('voided_at__isnull', True)), fields=('application',), name='one_assessment_an_application'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('voided_at__isnull', True), models.Q(('void_reason', ''), _negated=True), _connector='OR'), name='assessment_voided_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='assessorduty',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('application', 'officer'), name='assessor_once_an_application'),
        ),
        migrations.AddConstraint(
            model_name='assessorduty',
            constraint=models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('application', 'seat'), name='one_assessor_a_seat'),
        ),
        migrations.AddConstraint(
            model_name='eligibility',
            constraint=models.UniqueConstraint(fields=('application', 'rule'), name='rule_once_an_application'),
        ),
        migrations.AddConstraint(
            model_name='eligibility',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holds', False), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='rule_that_fails_has_words'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agrees', False), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='feedback_disagreed_says_why'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('agrees__isnull', True), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='feedback_answered_has_person'),
        ),
        migrations.AddIndex(
            model_name='level',
            index=models.Index(fields=['state', 'valid_until'], name='level_ending'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('valid', 'suspended'))), fields=('site',), name='one_standing_level_a_site'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.UniqueConstraint(fields=('assessment', 'level'), name='level_once'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='level_is_named'),
        ),
        migrations.AddConstraint(
            model_name='level',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__gt', models.F('valid_from'))), name='level_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='levelchange',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='level_change_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('application',), name='one_notice_an_application'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__gt', models.F('from_on'))), name='notice_runs_forward'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_reason', ''), _negated=True), _connector='OR'), name='notice_withdrawn_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='objection_answered_has_words'),
        ),
        migrations.AddConstraint(
            model_name='ratingpolicy',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='rating_policy_has_source'),
        ),
        migrations.AddConstraint(
            model_name='ratingpolicy',
            constraint=models.UniqueConstraint(fields=('region', 'valid_from'), name='rating_policy_once_a_region_and_day', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('level',), name='one_open_removal_a_level'),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('grounds', ''), _negated=True), models.Q(('clause', ''), _negated=True)), name='removal_names_grounds'),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'revoke'), ('to_level', '')), models.Q(('kind', 'downgrade'), models.Q(('to_level', ''), _negated=True)), _connector='OR'), name='removal_lowers_to_a_level'),
        ),
        migrations.AddConstraint(
            model_name='removal',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(('decided_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='removal_decided_has_person'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('application', 'ballot', 'kind'), name='review_once_an_opinion'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), models.Q(models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False)), _connector='OR'), name='review_answered_has_words'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('window_from__gte', models.F('notice_on')), ('window_until__gte', models.F('window_from'))), name='round_window_follows_its_notice'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['announced', 'assessing', 'done'])), name='round_window_is_no_state'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['state', '-id'], name='application_state_newest'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('round', 'site'), name='application_once_a_round_and_site'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('submitted', 'accepted', 'assessing', 'scored', 'voted', 'noticed'))), fields=('site',), name='one_running_application_a_site'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('self_result__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='application_submitted_has_self_assessment'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'withdrawn']), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='application_decided_has_person'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('decision_reason', ''), _negated=True), _connector='OR'), name='application_refused_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['noticed', 'confirmed']), _negated=True), models.Q(('opinion_level__isnull', False), models.Q(('opinion_level', ''), _negated=True)), _connector='OR'), name='application_noticed_has_level'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['confirmed', 'failed']), _negated=True), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='application_ended_has_person'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fault', ''), models.Q(('result_digest', ''), _negated=True)), models.Q(models.Q(('fault', ''), _negated=True), ('level', ''), ('result_digest', '')), _connector='OR'), name='score_is_a_result_or_a_fault'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('application', 'ballot', 'member'), name='vote_once_a_ballot'),
        ),
    ]
