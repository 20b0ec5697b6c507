from django.contrib.auth.management import create_permissions
from django.core.management import call_command
from django.db import migrations

CHECKER = ["hand_in_article", "see_every_article", "check_claim", "shape_claim", "export_claims"]
EDITOR = [*CHECKER, "steer_queue", "sign_off", "override_policy", "clear_article"]
ADMIN = [
    *EDITOR,
    "administer",
    *(
        f"{verb}_{noun}"
        for noun in ("user", "outlet")
        for verb in ("add", "change", "view")
    ),
    "change_policy",
    "view_policy",
    "change_article",
    *(
        f"view_{noun}"
        for noun in (
            "article", "sentence", "claim", "review", "verdict", "evidence", "evidencelink",
            "attempt", "event", "chain",
        )
    ),
]
GROUPS = {"Reporter": ["hand_in_article"], "Checker": CHECKER, "Editor": EDITOR, "Admin": ADMIN}
ADMIN_OF_AUTH = ["add_group", "change_group", "view_group"]


def make_groups(apps, schema_editor):
    """Make the desk's groups; permissions are there only after `migrate`, so make them first."""
    for label in ("auth", "claims"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="claims", codename__in=codenames)
        )
        if name == "Admin":
            group.permissions.add(
                *Permission.objects.filter(
                    content_type__app_label="auth", codename__in=ADMIN_OF_AUTH
                )
            )


def make_policy(apps, schema_editor):
    apps.get_model("claims", "Policy").objects.get_or_create(pk=1)


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """The groups with what they may do, the one policy, and the table of the cache."""

    dependencies = [
        ("claims", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_policy, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
