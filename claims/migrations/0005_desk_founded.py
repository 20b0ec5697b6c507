from django.db import migrations

FOUND = """
INSERT INTO claims_event (chain_id, sequence, action, old, new, reason, previous, hash)
SELECT 'desk', 0, 'desk.founded', '{}', '{}', '', '', ''
WHERE NOT EXISTS (SELECT FROM claims_chain WHERE subject = 'desk')
"""


class Migration(migrations.Migration):
    """The desk's own history begins here, so that its absence is noticed."""

    dependencies = [("claims", "0004_what_verdicts_rest_on")]
    operations = [migrations.RunSQL(FOUND, migrations.RunSQL.noop)]
