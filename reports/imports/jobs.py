"""What the worker does with imports: each step from start to end, and those that a killed worker left."""

from datetime import timedelta

import structlog
from django.db import close_old_connections
from procrastinate.contrib.django import app

from clinic import clock
from clinic.models import Clinic
from clinic.refusals import Refused
from reports.giving_way import give_way
from reports.imports import bringing, checking, steps, taking_back
from reports.imports.models import Import, ImportRow
from reports.imports.steps import State

WORDS_KEPT = timedelta(days=30)
STEPS = {
    State.CHECKING: checking.check,
    State.BRINGING: bringing.bring_in,
    State.UNDOING: taking_back.take_back,
}


@app.task
def go_on(batch: int) -> None:
    """The job holds the import's key."""
    close_old_connections()
    give_way()
    run(batch)


def run(batch: int) -> None:
    """Take the step that was asked for to its end, or tell why not."""
    held = Import.objects.filter(pk=batch).first()
    if held is None or not held.is_working:
        return
    Clinic.remember(Clinic.current())
    try:
        STEPS[State(held.state)](held)
    except Refused as refusal:
        steps.fail(held, str(refusal))
    except Exception:  # noqa: BLE001  whatever it was, somebody has to be told
        structlog.get_logger().exception("import failed", batch=batch)
        steps.fail(held, "Something went wrong on our side. Nothing is half done; try once more.")
    finally:
        Clinic.remember(None)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="take up imports", pass_context=False)
def take_up_imports(timestamp: int) -> None:
    close_old_connections()
    take_up_all()


def take_up_all() -> None:
    for batch in steps.left_alone():
        steps.take_up(batch, lambda key: go_on.defer(batch=key))


@app.periodic(cron="50 2 * * *")
@app.task(queueing_lock="forget words of imports", pass_context=False)
def forget_words_of_imports(timestamp: int) -> None:
    """The lines that were left out, and files nobody went on with, after a month."""
    close_old_connections()
    old = Import.objects.filter(made_at__lt=clock.now() - WORDS_KEPT)
    ImportRow.objects.filter(batch__in=old.filter(state__in=[State.DONE, State.UNDONE])).delete()
    for batch in old.filter(state__in=[State.NEW, State.CHECKED, State.FAILED], brought=None):
        steps.forget(batch, by=None)
