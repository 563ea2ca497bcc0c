"""One primitive, and its opposite: in these rows, this column said one value and says another now."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from django.apps import apps
from django.db import connection, models

from clinic.refusals import Refused
from patients.person_models import Patient


class MergeRefused(Refused):
    """Why two records stay two, or one stays one; the sentence says what stands in the way."""


@dataclass(frozen=True)
class Step:
    """model: its label; field: the column's name there; keys: of the rows."""

    model: str
    field: str
    keys: list[int]
    was: Any
    becomes: Any

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def back(self) -> Self:
        return replace(self, was=self.becomes, becomes=self.was)

    @property
    def rows(self) -> models.QuerySet:
        every = apps.get_model(self.model)._base_manager  # noqa: SLF001  Django's own name for it
        return every.filter(pk__in=self.keys)

    def take(self) -> None:
        """Set the value in all rows that are still there; MergeRefused if one of them says something else."""
        field = apps.get_model(self.model)._meta.get_field(self.field)
        standing = self.rows.count()
        # Rows that are added and read only can be moved by nobody but the owner's own function.
        by_owner = field.related_model is Patient or isinstance(field, models.IntegerField)
        changed = self._by_owner(field) if by_owner else self._plainly(field)
        if changed != standing:
            what = field.model._meta.verbose_name_plural
            raise MergeRefused(f"Some {what} were changed since. Nothing was done.")

    def _plainly(self, field: Any) -> int:
        # update() leaves alone what Django would stamp on saving.
        return self.rows.filter(**{field.attname: self.was}).update(**{field.attname: self.becomes})

    def _by_owner(self, field: Any) -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT patients_repoint(%s::regclass, %s, %s, %s, %s)",
                [field.model._meta.db_table, field.column, self.keys, self.was, self.becomes],
            )
            return cursor.fetchone()[0]
