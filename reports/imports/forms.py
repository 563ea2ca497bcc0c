"""What is asked on the way: the file, what its columns mean, and what it leaves open."""

from collections.abc import Iterable
from typing import Any

from django import forms

from clinic.models import Role, Staff
from reports.imports import kinds
from reports.imports.models import Import
from reports.imports.reading import headings, text, values
from scheduling.models import Service

SYSTEMS = [("", "Find out by its headings"), *headings.SYSTEMS.items()]
DATES = {"birth_on", "starts", "date", "ends", "written"}
NOT_TAKEN = [("", "Leave out")]
MIXED = "The file has dates of both kinds. Choose the one that most of them are; the others are left out."


class FileForm(forms.Form):
    """Which rows they are, of which program, and the file itself."""

    kind = forms.ChoiceField(
        label="What is in it",
        choices=Import.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they are patients, appointments or notes."},
    )
    system = forms.ChoiceField(label="From", choices=SYSTEMS, required=False)
    file = forms.FileField(
        label="File: .csv, .xlsx or .ics, up to 50 MB",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.ics"}),
        error_messages={"required": "Choose a file first.", "empty": "This file is empty."},
    )


class MatchForm(forms.Form):
    """A choice for each column, and what the file does not say by itself."""

    system = forms.ChoiceField(label="From", choices=[*headings.SYSTEMS.items()])
    encoding = forms.ChoiceField(
        label="Letters", choices=[*text.ENCODINGS.items()], required=False,
        help_text="Try another where accents look wrong below.",
    )  # fmt: skip
    order = forms.ChoiceField(
        label="Dates",
        choices=[("", "Choose"), *values.ORDERS.items()],
        required=False,
        help_text="The file does not tell whether 04/05 is in April or in May.",
    )
    therapist = forms.ModelChoiceField(
        Staff.objects.filter(roles__contains=[Role.THERAPIST]).order_by("display_name", "pk"),
        label="Therapist where the file names nobody here",
        required=False,
        empty_label="Leave those lines out",
    )
    service = forms.ModelChoiceField(
        Service.objects.order_by("order", "name"),
        label="Service where the file names none of ours",
        required=False,
        empty_label="Leave those lines out",
    )
    by_name = forms.BooleanField(
        label="A name alone will do where one person here has it",
        required=False,
        help_text="Otherwise their id, the number here, or name and birth date have to fit.",
    )

    def __init__(self, batch: Import, lines: Iterable[list[str]], data: Any = None) -> None:
        super().__init__(data, initial={"system": batch.system, **batch.shape, **batch.choices})
        self.batch, self.lines = batch, [*lines]
        fields = [*NOT_TAKEN, *kinds.of(batch.kind).fields.items()]
        taken = {place: field for field, place in batch.columns.items()}
        for place, heading in enumerate(batch.shape["headings"]):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading or f"Column {place + 1}",
                choices=fields,
                required=False,
                initial=taken.get(place, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        if len(values.orders_of(self._dates())) > 1:
            self.fields["order"].help_text = MIXED
        for name in self._unasked():
            del self.fields[name]

    def _unasked(self) -> list[str]:
        """What this kind of rows or this file needs no answer to."""
        unasked = {
            "encoding": self.batch.shape["format"] == "xlsx",
            "order": not self.asks_order,
            "therapist": self.batch.kind != Import.Kind.APPOINTMENTS,
            "service": self.batch.kind != Import.Kind.APPOINTMENTS,
            "by_name": self.batch.kind == Import.Kind.PATIENTS,
        }
        return [name for name, needless in unasked.items() if needless]

    @property
    def asks_order(self) -> bool:
        """Whether its dates begin with the day or the month, and its first lines do not tell which."""
        return values.is_open(self._dates()) and not self.likely_order

    @property
    def likely_order(self) -> str:
        return values.order_of(self._dates())

    def _dates(self) -> list[str]:
        places = [place for field, place in self.batch.columns.items() if field in DATES]
        return [cells[place].strip() for cells in self.lines for place in places if place < len(cells)]

    def samples(self) -> list[tuple[Any, str]]:
        """Each column's choice with the first word that stands in it."""
        return [(self[f"column-{place}"], self._sample(place)) for place in self._places()]

    def _sample(self, place: int) -> str:
        said = (cells[place].strip() for cells in self.lines if place < len(cells))
        return next((one for one in said if one), "")

    def _places(self) -> range:
        return range(len(self.batch.shape["headings"]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [cleaned.get(f"column-{place}") for place in self._places()]
        twice = {field for field in chosen if field and chosen.count(field) > 1}
        for field in sorted(twice):
            label = kinds.of(self.batch.kind).fields[field]
            self.add_error(None, f"{label} is chosen for two columns. Leave one of them out.")
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """The fields of the import; another program's headings, or other letters, are matched anew."""
        said = self.cleaned_data
        columns = {said[f"column-{place}"]: place for place in self._places() if said[f"column-{place}"]}
        shape = {**self.batch.shape, "encoding": said.get("encoding") or self.batch.shape.get("encoding", "")}
        if said["system"] != self.batch.system:
            found = headings.match(self.batch.kind, said["system"], shape["headings"])
            columns = {field: place for place, field in found.items()}
        choices = {
            "order": said.get("order") or self.likely_order,
            "therapist": said["therapist"].pk if said.get("therapist") else None,
            "service": said["service"].pk if said.get("service") else None,
            "by_name": said.get("by_name", False),
        }
        return {"system": said["system"], "shape": shape, "columns": columns, "choices": choices}
