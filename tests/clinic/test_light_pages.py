"""What a page does not carry: indentation, what the style sheet says of every icon, and itself unpacked."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.template import Context, Template
from django.template.loader import get_template

from tests import make
from tests.sessions.browse import signed_in

CSS = Path(settings.BASE_DIR, "static", "css", "base.css").read_text(encoding="utf-8")


def test_a_template_is_read_without_its_indentation_and_a_mail_with_it():
    assert "\n " not in get_template("sessions/_points.html").template.source
    mail = "account/email/password_reset_key_message.txt"
    assert get_template(mail).template.source == Path(get_template(mail).origin.name).read_text("utf-8")


def test_an_icon_is_its_strokes_and_the_style_sheet_draws_them():
    drawn = Template('{% load lucide %}{% lucide "lock" class="i" size=20 label="<b>" %}').render(Context())

    assert drawn.startswith('<svg viewBox="0 0 24 24" class="i" label="&lt;b&gt;"><rect width="18"')
    rule = CSS[CSS.index("\n.i {") : CSS.index("}", CSS.index("\n.i {"))]
    assert all(f"{name}: " in rule for name in ("fill", "stroke", "stroke-width", "stroke-linejoin", "width"))


@pytest.mark.django_db
def test_a_page_goes_out_small_and_never_twice_of_one_length(client):
    pages = [client.get("/sign-in/", headers={"accept-encoding": "gzip"}) for _ in range(12)]

    plain = client.get("/sign-in/").content
    assert "csrfmiddlewaretoken" in gzip.decompress(pages[0].content).decode()
    assert len(pages[0].content) < len(plain) / 2
    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    # The name in the header of gzip is as long as chance has it, so a length tells nothing of what is inside.
    assert len({page.content[10:].partition(b"\0")[0] for page in pages}) > 1


@pytest.mark.django_db(transaction=True)
def test_a_file_keeps_its_length(client):
    with transaction.atomic():
        client = signed_in(make.admin())
    asked = client.get("/reports/muscles.csv", headers={"accept-encoding": "gzip"})

    assert asked.status_code == 200
    assert "Content-Encoding" not in asked
