"""What the worker knows to do."""

from procrastinate.contrib.django import app


def test_the_worker_knows_its_jobs_and_which_of_them_come_back_every_night():
    nightly = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert nightly >= {"clinic.jobs.seal_audit_log", "clinic.jobs.clear_old_logins"}
    assert {"clinic.jobs.tell_admins_of_broken_glass", *nightly} <= set(app.tasks)
