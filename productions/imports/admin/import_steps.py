"""What is said while a file is read, planned, entered or taken back."""

from django.conf import settings
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from productions.imports.models import ImportAct, ImportJob
from productions.operations.services.workers import find_silence
from productions.shared.choices import ExportState


def describe_step(job: ImportJob) -> str:
    """What is being done with a file right now, in one sentence."""
    if job.state == ExportState.QUEUED:
        return _("It waits for a worker.")
    if job.step == "compare":
        told = ngettext(
            "Step 2 of 2: %(count)s row was read; it is compared with what is entered.",
            "Step 2 of 2: %(count)s rows were read; they are compared with what is entered.",
            job.row_count,
        )
        return told % {"count": f"{job.row_count:,}"}
    if job.step == "store":
        told = ngettext(
            "Step 2 of 2: %(count)s row is being entered, whole or not at all.",
            "Step 2 of 2: %(count)s rows are being entered, all or none.",
            job.row_count,
        )
        return told % {"count": f"{job.row_count:,}"}
    if job.act == ImportAct.UNDO:
        return _("What the import did is being taken back, all or nothing.")
    return _("Step 1 of 2: the file is read.")


def describe_silent_workers(job: ImportJob) -> str:
    """That nobody works on files, where one waits and no worker was seen for a minute; or nothing."""
    if job.state != ExportState.QUEUED:
        return ""
    queue = settings.CELERY_TASK_ROUTES["productions.tasks.run_import"]["queue"]
    silence = find_silence({queue})
    if silence is None:
        return ""
    if silence.since is None:
        return _("No worker has ever run here, so the file waits; whoever runs the site must start one.")
    told = _(
        "No worker has been seen since %(time)s, so the file waits; whoever runs the site must start one."
    )
    return told % {"time": localize(localtime(silence.since))}
