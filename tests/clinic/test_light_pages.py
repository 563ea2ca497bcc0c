"""What a page does not carry: indentation, and what the style sheet says of every icon."""

from pathlib import Path

from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template

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
