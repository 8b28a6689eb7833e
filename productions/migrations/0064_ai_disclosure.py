"""What is disclosed of AI systems, shares of AI uses, days of evidence, and what is said about training: nothing yet, so nothing is said."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('productions', '0063_identity_keys'),
    ]

    operations = [
        migrations.AddField(
            model_name='aisystem',
            name='code_of_conduct',
            field=models.CharField(blank=True, choices=[('complies', 'complies'), ('explains', 'does not comply and explains why'), ('silent', 'says nothing about it')], db_default='', default='', help_text="What its maker says to the Cabinet Office's code (Japan). Empty: not looked up.", max_length=60, verbose_name='code for AI developers'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='code_of_conduct_read_on',
            field=models.DateField(blank=True, help_text='The day on which it said so, or said nothing.', null=True, verbose_name='answer read on'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='code_of_conduct_url',
            field=models.URLField(blank=True, db_default='', default='', help_text='The page where the maker says so.', validators=[django.core.validators.URLValidator(schemes=('http', 'https'))], verbose_name='answer to the code'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='hosting',
            field=models.CharField(blank=True, choices=[('local', 'on a computer of the studio'), ('vendor_cloud', "in its vendor's cloud"), ('studio_cloud', "in a cloud of the studio's own"), ('undisclosed', 'not disclosed')], db_default='', default='', help_text='Where it runs. Empty: not asked.', max_length=60, verbose_name='hosting'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='kind',
            field=models.CharField(blank=True, choices=[('c2pa.types.model', 'model'), ('c2pa.types.model.jax', 'model (JAX)'), ('c2pa.types.model.keras', 'model (Keras)'), ('c2pa.types.model.ml_net', 'model (ML.NET)'), ('c2pa.types.model.mxnet', 'model (MXNet)'), ('c2pa.types.model.onnx', 'model (ONNX)'), ('c2pa.types.model.openvino', 'model (OpenVINO)'), ('c2pa.types.model.pytorch', 'model (PyTorch)'), ('c2pa.types.model.tensorflow', 'model (TensorFlow)'), ('c2pa.types.generator', 'generator'), ('c2pa.types.classifier', 'classifier'), ('c2pa.types.cluster', 'cluster model'), ('c2pa.types.regressor', 'regressor'), ('undisclosed', 'not disclosed')], db_default='', default='', help_text='What it is, as a code of C2PA. Empty: not asked.', max_length=60, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='model_identifier',
            field=models.CharField(blank=True, db_default='', default='', help_text='What tells this very model from others: the address of its model card or package, or a digest.', max_length=200, verbose_name='identifier of the model'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='statement_read_on',
            field=models.DateField(blank=True, help_text='The day on which it said so.', null=True, verbose_name='statement read on'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='statement_url',
            field=models.URLField(blank=True, db_default='', default='', help_text='The page where the maker says so.', validators=[django.core.validators.URLValidator(schemes=('http', 'https'))], verbose_name='statement on training data'),
        ),
        migrations.AddField(
            model_name='aisystem',
            name='training_sources',
            field=models.CharField(blank=True, db_default='', default='', help_text='What it was trained on, as its maker says; several may hold. Nothing: not asked.', max_length=60, verbose_name='training data'),
        ),
        migrations.AddField(
            model_name='aiuse',
            name='share',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='How much of the frames or cuts of the credit, where somebody measured it.', max_digits=5, null=True, verbose_name='share (percent)'),
        ),
        migrations.AddField(
            model_name='aiuse',
            name='share_method',
            field=models.CharField(blank=True, choices=[('counted', 'counted'), ('sampled', 'counted in a sample'), ('estimated', 'estimated')], db_default='', default='', max_length=60, verbose_name='how it was measured'),
        ),
        migrations.AddField(
            model_name='aiuse',
            name='share_of',
            field=models.CharField(blank=True, choices=[('frames', 'frames'), ('cuts', 'cuts')], db_default='', default='', max_length=60, verbose_name='share of'),
        ),
        migrations.AddField(
            model_name='contributor',
            name='training_mining',
            field=models.JSONField(blank=True, editable=False, help_text='What the person says about the use of their work for AI. Empty: nothing was said.', null=True, verbose_name='training and data mining'),
        ),
        migrations.AddField(
            model_name='credit',
            name='evidence_on',
            field=models.DateField(blank=True, help_text='The day that it bears, such as the day of a purchase order.', null=True, verbose_name='day of the evidence (private)'),
        ),
        migrations.AddField(
            model_name='production',
            name='training_mining',
            field=models.JSONField(blank=True, help_text='What its makers say about the use of their work for AI. Empty: nothing was said.', null=True, verbose_name='training and data mining'),
        ),
        migrations.AlterField(
            model_name='aisystem',
            name='model_type',
            field=models.CharField(blank=True, help_text='As it was typed before there was a list of kinds.', max_length=60, verbose_name='C2PA model type'),
        ),
        migrations.AlterField(
            model_name='credit',
            name='evidence_kind',
            field=models.CharField(blank=True, choices=[('', 'not said'), ('onscreen', 'on-screen credit'), ('task', 'tracker task'), ('timesheet', 'timesheet'), ('contract', 'contract'), ('order', 'purchase order'), ('published_file', 'published file'), ('self_claim', 'own statement'), ('third_party', 'third party')], default='', max_length=60, verbose_name='evidence'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='kind',
            field=models.CharField(choices=[('', 'not said'), ('onscreen', 'on-screen credit'), ('task', 'tracker task'), ('timesheet', 'timesheet'), ('contract', 'contract'), ('order', 'purchase order'), ('published_file', 'published file'), ('self_claim', 'own statement'), ('third_party', 'third party')], max_length=60, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='aisystem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('training_sources__contains', 'undisclosed'), _negated=True), ('training_sources', 'undisclosed'), _connector='OR'), name='ai_system_undisclosed_stands_alone', violation_error_message='What is not disclosed has no other answer beside it.'),
        ),
        migrations.AddConstraint(
            model_name='aisystem',
            constraint=models.CheckConstraint(condition=models.Q(('statement_read_on', None), models.Q(('statement_url', ''), _negated=True), _connector='OR'), name='ai_system_statement_has_page', violation_error_message='The day on which a statement was read needs the page that was read.'),
        ),
        migrations.AddConstraint(
            model_name='aisystem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('code_of_conduct', ''), _negated=True), models.Q(('code_of_conduct_read_on', None), ('code_of_conduct_url', '')), _connector='OR'), name='ai_system_code_has_answer', violation_error_message="Say what the maker's answer to the code is; a page or a day alone says nothing."),
        ),
        migrations.AddConstraint(
            model_name='aiuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('share', None), ('share_method', ''), ('share_of', '')), models.Q(('share__isnull', False), models.Q(('share_of', ''), _negated=True), models.Q(('share_method', ''), _negated=True)), _connector='OR'), name='ai_use_share_is_explained', violation_error_message='A share says of what it is and how it was measured.'),
        ),
        migrations.AddConstraint(
            model_name='aiuse',
            constraint=models.CheckConstraint(condition=models.Q(('share', None), models.Q(('share__gt', 0), ('share__lte', 100)), _connector='OR'), name='ai_use_share_is_percent', violation_error_message='A share is above 0 and at most 100 percent.'),
        ),
        migrations.AddConstraint(
            model_name='aiuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extent', 'whole'), _negated=True), ('share', None), ('share', 100), _connector='OR'), name='ai_use_whole_is_all', violation_error_message='The whole result has no share below 100 percent.'),
        ),
    ]
