"""Data for a page's script, without the blanks that make JSON easy on the eye."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template import Library
from django.utils.html import json_script
from django.utils.safestring import SafeString

register = Library()


class Short(DjangoJSONEncoder):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "separators": (",", ":")})


@register.filter
def short_script(data: Any, element_id: str) -> SafeString:
    """As Django's own json_script."""
    return json_script(data, element_id, encoder=Short)
