"""A sentence that names people stays a text, and a page marks the names that stand in it."""

import json

from django import forms
from django.template import engines
from django.test import RequestFactory

from clinic.naming import Naming, joined
from clinic.refusals import Refused
from clinic.toasts import Waiting, toast

MARKED = '<span class="is-name">{}</span>'


def drawn(value):
    return engines["django"].from_string("{{ value }}").render({"value": value})


def test_a_page_marks_the_names_and_escapes_the_rest():
    told = Naming(
        "Ana O'Neil <waits> for Ana O'Neil-Cruz, not for Susana O'Neill.", "Ana O'Neil", "Ana O'Neil-Cruz"
    )

    ana, both = MARKED.format("Ana O&#x27;Neil"), MARKED.format("Ana O&#x27;Neil-Cruz")
    assert drawn(told) == f"{ana} &lt;waits&gt; for {both}, not for Susana O&#x27;Neill."
    assert drawn(Naming("Nobody waits.")) == drawn(Naming("Nobody waits.", "")) == "Nobody waits."


def test_a_name_inside_a_longer_word_is_none():
    told = Naming("Ana, Anabel, Susana and ana_ wait for Ana", "Ana")

    assert drawn(told) == f"{MARKED.format('Ana')}, Anabel, Susana and ana_ wait for {MARKED.format('Ana')}"


def test_anywhere_else_it_is_a_text():
    told = Naming("Ana waits.", "Ana")

    assert (told, json.dumps(told), f"{told}") == ("Ana waits.", '"Ana waits."', "Ana waits.")


def test_the_names_come_along_through_refusals_forms_and_sentences():
    refusal = Refused(Naming("Ana waits.", "Ana"))
    form = forms.Form({})
    form.add_error(None, str(refusal))

    for told in (str(refusal), form.non_field_errors()[0], joined("Today.", str(refusal), "")):
        assert drawn(told).endswith(f"{MARKED.format('Ana')} waits.")


def test_a_toast_is_kept_with_the_names_marked(client, db):
    request = RequestFactory().post("/")
    request.session = client.session
    request._messages = Waiting(request)

    toast(request, str(Refused(Naming("Ana waits.", "Ana"))), level="refused")
    request._messages.update(None)

    shown = RequestFactory().get("/")
    shown.session = request.session
    assert [drawn(one) for one in Waiting(shown)] == [f"{MARKED.format('Ana')} waits."]
