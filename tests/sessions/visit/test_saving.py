"""A note that saves itself: one page's own order, two pages, a page that is closed, twenty at once."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from sessions import records
from sessions.answers import session_for
from sessions.models import TreatmentSession
from sessions.refusals import StaleNote
from sessions.visit import pages
from sessions.visit.models import LeftBehind
from tests import make
from tests.sessions.browse import send, signed_in

EDITORS, EDITS = 20, 50


@pytest.fixture
def session(db):
    return make.treatment_session(make.therapist("Maya"))


def write(session, plan, version, page=None, seq=0):
    save = pages.Save(page, seq) if page else None
    return records.write(
        treatment_session=session, texts={"plan": plan}, version=version, save=save, by=session.therapist
    )


def plan_of(session):
    return TreatmentSession.objects.get(pk=session.pk).plan


def test_a_page_that_did_not_wait_for_its_answer_does_not_stand_in_its_own_way(session):
    page = uuid.uuid4()
    write(session, "Left", 1, page, 1)

    # Closed before the answer came: the version it knows is still the first.
    write(session, "Left side first.", 1, page, 2)

    assert plan_of(session) == "Left side first."


def test_a_point_is_something_saved(session):
    TreatmentSession.objects.filter(pk=session.pk).update(saved_at=make.at("06:00") - timedelta(days=3650))
    finding = make.point(session)

    assert session_for(session.therapist, session.pk).last_saved_at == finding.events.get().pgh_created_at


def test_an_older_save_that_comes_late_changes_nothing(session):
    page = uuid.uuid4()
    write(session, "Left side first.", 1, page, 2)

    late = write(session, "Left", 1, page, 1)

    assert (late.version, plan_of(session)) == (2, "Left side first.")


def test_another_pages_words_in_between_are_never_overwritten(session):
    mine, theirs = uuid.uuid4(), uuid.uuid4()
    write(session, "Mine.", 1, mine, 1)
    write(session, "Mine. Theirs.", 2, theirs, 1)

    with pytest.raises(StaleNote):
        write(session, "Mine, again.", 2, mine, 2)
    with pytest.raises(StaleNote):
        write(session, "Mine, from the beginning.", 1, mine, 3)

    assert plan_of(session) == "Mine. Theirs."


def close(client, session, plan, leaving="yes"):
    fields = {"plan": plan, "version": 1, "page": uuid.uuid4(), "seq": 1, "leaving": leaving}
    return send(client, reverse("sessions:write", args=[session.pk]), **fields)


@pytest.mark.parametrize("signed", [False, True])
def test_words_of_a_page_closed_too_late_are_kept_and_shown(session, signed):
    client = signed_in(session.therapist)
    write(session, "Theirs.", 1)
    if signed:
        make.signed(session)

    answer = close(client, session, "Mine, typed last.")

    assert answer.status_code == 202
    left = LeftBehind.objects.get()
    sheet = reverse("sessions:detail", args=[session.pk])
    assert "Mine, typed last." in client.get(sheet).content.decode()
    client.post(reverse("sessions:settle_left", args=[session.pk, left.pk]))
    assert "Mine, typed last." not in client.get(sheet).content.decode()


def test_words_that_stand_in_the_note_already_are_not_kept_twice(session):
    write(session, "Theirs. Mine.", 1)

    close(signed_in(session.therapist), session, "Mine.", leaving="aside")

    assert not LeftBehind.objects.exists()


def test_a_save_after_the_sign_in_has_ended_is_not_taken_for_saved(session):
    answer = send(Client(), reverse("sessions:write", args=[session.pk]), plan="Typed.", version=1)

    assert (answer.status_code, plan_of(session)) == (401, "")


def editor(session, number, kept, refused):
    """Reads, thinks, appends a line of its own; is told when somebody was faster."""
    try:
        for edit in range(EDITS):
            held = TreatmentSession.objects.select_related("therapist").get(pk=session.pk)
            mine = f"<{number}.{edit}>"
            threading.Event().wait((number + edit) % 3 / 1000)
            try:
                write(held, held.plan + mine, held.version)
                kept.append(mine)
            except StaleNote as stale:
                refused.append(stale.yours["plan"].endswith(mine) and mine)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.sweep
def test_of_a_thousand_edits_by_twenty_editors_each_is_kept_or_openly_refused():
    with transaction.atomic():
        session = make.treatment_session(make.therapist("Maya"))
    kept, refused = [], []
    threads = [
        threading.Thread(target=editor, args=(session, number, kept, refused)) for number in range(EDITORS)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert len(kept) + len(refused) == EDITORS * EDITS
    assert all(refused)
    assert kept
    words = plan_of(session)
    assert sorted(words[1:-1].split("><")) == sorted(mine[1:-1] for mine in kept)
