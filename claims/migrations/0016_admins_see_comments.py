from django.contrib.auth.management import create_permissions
from django.db import migrations

NOUNS = ["comment", "mention", "savedview"]


def let_them(apps, schema_editor):
    """Permissions are there only after `migrate`, so make them first."""
    config = apps.get_app_config("claims")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    group = apps.get_model("auth", "Group").objects.filter(name="Admin").first()
    if group is not None:
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label="claims",
                codename__in=[f"view_{noun}" for noun in NOUNS],
            )
        )


class Migration(migrations.Migration):
    """Admins see the discussions of claims and the views that people share."""

    dependencies = [("claims", "0015_search_and_evidence_lists")]
    operations = [migrations.RunPython(let_them, migrations.RunPython.noop)]
