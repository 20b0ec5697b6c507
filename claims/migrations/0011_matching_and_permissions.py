from django.contrib.auth.management import create_permissions
from django.db import migrations

NOUNS = ["match", "story", "origin", "citation", "matching"]
NEW = {
    "Editor": ["correct_origins"],
    "Admin": ["correct_origins", "change_matching", *(f"view_{noun}" for noun in NOUNS)],
}


def make_matching(apps, schema_editor):
    """The one row; its walk has not begun, so that what was extracted before is matched too."""
    apps.get_model("claims", "Matching").objects.get_or_create(pk=1)


def let_them(apps, schema_editor):
    """Permissions are there only after `migrate`, so make them first."""
    config = apps.get_app_config("claims")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in NEW.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        if group is not None:
            group.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label="claims", codename__in=codenames
                )
            )


class Migration(migrations.Migration):
    """The one row of matching; who may correct origins and see the new rows in the admin."""

    dependencies = [("claims", "0010_matches_stories_origins")]
    operations = [
        migrations.RunPython(make_matching, migrations.RunPython.noop),
        migrations.RunPython(let_them, migrations.RunPython.noop),
    ]
