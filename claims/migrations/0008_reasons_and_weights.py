from django.contrib.auth.management import create_permissions
from django.db import migrations

# "figure: 4.6%" and "lowered: first person" become a name and the words that give it.
TO_ROWS = """
UPDATE claims_review SET reasons = (
    SELECT jsonb_agg(
        CASE WHEN reason LIKE 'lowered: %' THEN
            jsonb_build_object('name', substr(reason, 10), 'words', '')
        WHEN strpos(reason, ': ') > 0 THEN
            jsonb_build_object('name', split_part(reason, ': ', 1),
                'words', substr(reason, strpos(reason, ': ') + 2))
        ELSE jsonb_build_object('name', reason, 'words', '') END
        ORDER BY place)
    FROM jsonb_array_elements_text(reasons) WITH ORDINALITY AS given (reason, place))
WHERE jsonb_array_length(reasons) > 0
"""
# What lowered a score when reasons were sentences.
TO_SENTENCES = """
UPDATE claims_review SET reasons = (
    SELECT jsonb_agg(
        CASE WHEN reason ->> 'name' IN ('first person', 'we', 'unnamed speaker', 'opinion',
            'conditional', 'possibility', 'very short', 'request for comment',
            'says only that nothing is known') THEN 'lowered: ' || (reason ->> 'name')
        WHEN reason ->> 'words' <> '' THEN (reason ->> 'name') || ': ' || (reason ->> 'words')
        ELSE reason ->> 'name' END
        ORDER BY place)
    FROM jsonb_array_elements(reasons) WITH ORDINALITY AS given (reason, place))
WHERE jsonb_array_length(reasons) > 0
"""


def make_weights(apps, schema_editor):
    """The one row; its walk has not begun, so that every review is scored anew by what is new."""
    apps.get_model("claims", "Weights").objects.get_or_create(pk=1)


def let_admins_change_them(apps, schema_editor):
    """Permissions are there only after `migrate`, so make them first."""
    config = apps.get_app_config("claims")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    group = apps.get_model("auth", "Group").objects.filter(name="Admin").first()
    if group is not None:
        group.permissions.add(
            *apps.get_model("auth", "Permission").objects.filter(
                content_type__app_label="claims",
                codename__in=["change_weights", "view_weights"],
            )
        )


class Migration(migrations.Migration):
    """Reasons as rows of a name and words; the one set of weights, which admins change."""

    dependencies = [("claims", "0007_weights")]
    operations = [
        migrations.RunSQL(TO_ROWS, TO_SENTENCES),
        migrations.RunPython(make_weights, migrations.RunPython.noop),
        migrations.RunPython(let_admins_change_them, migrations.RunPython.noop),
    ]
