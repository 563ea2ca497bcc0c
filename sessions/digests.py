"""The digest of a text as the database computes it, to hold a row to what was signed."""

from django.db import models
from django.db.models import Func


class Sha256Hex(Func):
    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()
