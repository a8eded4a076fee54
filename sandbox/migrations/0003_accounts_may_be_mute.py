"""An account that answers nothing at all, its agreements included."""

from django.db import migrations

_MODES = ("ok", "insufficient", "closed", "mismatch", "silent", "lost", "slow", "twice",
          "says_refused", "says_ok")  # fmt: skip


def _judging(*modes: str) -> str:
    listed = ", ".join(f"'{mode}'" for mode in modes)
    return f"""
ALTER TABLE bank_account DROP CONSTRAINT bank_account_mode_check;
ALTER TABLE bank_account ADD CONSTRAINT bank_account_mode_check CHECK (mode IN ({listed}));
"""


class Migration(migrations.Migration):
    dependencies = [("sandbox", "0002_payments")]

    operations = [migrations.RunSQL(_judging(*_MODES, "mute"), _judging(*_MODES))]
