"""What has had its time and is nobody's work: counters, salts of days that are over, old sessions.

Both engines do this every hour, each alone suffices; twice does no harm.
"""

from datetime import datetime

from django.contrib.sessions.models import Session

from signaalpunt import remmen


def ruim_op(*, nu: datetime) -> None:
    """Delete what nothing needs any more at `nu`."""
    remmen.ruim_op(nu=nu)
    # Who never logs out leaves a session behind, whatever stands in it.
    Session.objects.filter(expire_date__lt=nu).delete()
