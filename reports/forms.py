"""What may be asked of a report; the answers are the page's address."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Lookup, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull
from django.http import QueryDict

from clinic import audit_log, clock
from clinic.asking import together
from clinic.fields import CleanCharField
from clinic.forms import AddressForm, DayField
from clinic.models import Role, Staff
from clinic.same_names import told_apart
from patients.models import Tag
from reports.periods import Period
from reports.question import Question
from scheduling.models import Appointment, Location, Service
from sessions.models import Muscle, TreatmentSession

COMPARE = {"period": "The period before", "year": "The year before"}
PEOPLE_AND_PLACES = ("therapist", "location", "service", "tag")


class RowField(forms.ChoiceField):
    """One of the rows that were fetched together with those of the other lists."""

    def __init__(self, everybody: str, unknown: str, **kwargs: Any) -> None:
        super().__init__(required=False, error_messages={"invalid_choice": unknown}, **kwargs)
        self.everybody, self.rows = everybody, {}  # type: ignore[var-annotated]

    def offer(self, rows: Sequence[Any]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        people = told_apart(row for row in rows if isinstance(row, Staff))
        said = ((key, people.get(row.pk, str(row))) for key, row in self.rows.items())
        self.choices = [("", self.everybody), *said]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class ReportFilter(AddressForm):
    """Days left out are this month to date; the therapists are all there ever were.

    takes: the fields that the report has use for. parts: the rows that may be shown alone. lists: the fields
    whose rows are fetched together. usual: the days asked about if none are, counted from today.
    """

    lists: tuple[str, ...] = PEOPLE_AND_PLACES
    unsaid = ("compare",)

    since = DayField(label="From")
    until = DayField(label="To")
    therapist = RowField("All therapists", "No therapist by that number. Choose a name from the list.")
    location = RowField("All places", "No place by that number. Choose one from the list.")
    service = RowField("All services", "No service by that number. Choose one from the list.")
    tag = RowField("Everybody", "No such tag. Choose one from the list.", label="Tagged")
    status = forms.ChoiceField(
        required=False,
        label="Rows",
        error_messages={"invalid_choice": "No such status. Choose one from the list."},
    )
    compare = forms.ChoiceField(
        required=False,
        label="Compare with",
        choices=[("", "Nothing"), *COMPARE.items()],
        error_messages={"invalid_choice": "Compare with the period before or the year before."},
    )
    shared = forms.BooleanField(required=False, label="For sharing")
    line = CleanCharField(required=False, label="Line of the table", max_length=120, widget=forms.HiddenInput)

    def __init__(
        self,
        asked: QueryDict,
        takes: Sequence[str],
        parts: dict[str, str],
        usual: tuple[int, int] | None = None,
    ) -> None:
        data = asked.dict()
        if usual and not data.get("from") and not data.get("to"):
            data["from"], data["to"] = (str(clock.today() + timedelta(days=days)) for days in usual)
        data["to"] = data.get("to") or _last_day(str(data.get("from", "")))
        data["from"] = data.get("from") or _first_of_month(str(data["to"]))
        super().__init__(data)
        left_out = {*PEOPLE_AND_PLACES, "line"} - {*takes} | ({"status"} if not parts else set())
        left_out |= set() if "period" in takes else {"since", "until", "compare"}
        for name in left_out:
            del self.fields[name]
        self._offer(parts)

    def _offer(self, parts: dict[str, str]) -> None:
        """What there is to choose from, in one statement."""
        lists = {name: _rows(name) for name in self.lists if name in self.fields}
        together(*lists.values())
        for name, rows in lists.items():
            field = self.fields[name]
            assert isinstance(field, RowField)
            field.offer(rows)
            if len(rows) < 2 and name not in self.data:  # nothing to choose between
                del self.fields[name]
        if parts:
            self.fields["status"].choices = [("", "All"), *parts.items()]  # type: ignore[attr-defined]

    @property
    def period(self) -> Period:
        today = clock.today()
        return Period(self.cleaned_data.get("since", today), self.cleaned_data.get("until", today))

    def question(self) -> Question:
        asked = self.cleaned_data
        people = {name: asked.get(name) for name in PEOPLE_AND_PLACES}
        part, line = asked.get("status", ""), asked.get("line", "")
        return Question(self.period, **people, part=part, line=line, shared=asked["shared"], more=self.more())

    def more(self) -> dict[str, Any]:
        """What only this report asks."""
        return {}

    def in_words(self) -> list[str]:
        """For the audit log: days and keys, no names."""
        asked = self.cleaned_data
        words = [f"from {self.period.first}", f"to {self.period.last}"] if "since" in asked else []
        words += [f"{name} {asked[name].pk}" for name in self.lists if asked.get(name)]
        words += [f"{name} {asked[name]}" for name in ("status", "line") if asked.get(name)]
        return words + (["for sharing"] if asked["shared"] else [])

    def narrowed(self) -> list[str]:
        """What is asked besides the days; on paper there is no filter to say it."""
        days = [self[name].label for name in ("since", "until") if name in self.fields]
        return [said for said in self.for_people() if said.partition(":")[0] not in days]

    def address(self) -> str:
        """The same question as an address has it, days said: what is saved, linked to and exported."""
        asked, said = self.cleaned_data, QueryDict(mutable=True)
        if "since" in asked:
            said["from"], said["to"] = str(self.period.first), str(self.period.last)
        said.update({name: asked[name].pk for name in self.lists if asked.get(name)})
        said.update({name: asked[name] for name in ("status", "line", "compare") if asked.get(name)})
        if asked["shared"]:
            said["shared"] = "on"
        return said.urlencode()


class PointFilter(ReportFilter):
    """Of one muscle, too."""

    lists = (*PEOPLE_AND_PLACES, "muscle")

    muscle = RowField("All muscles", "No muscle of that name. Choose one from the list.")
    field_order = ("since", "until", "muscle")

    def more(self) -> dict[str, Any]:
        return {"muscle": self.cleaned_data.get("muscle")}


class AccessFilter(ReportFilter):
    """By who did it, what was done and whose record it was; people know the record's number."""

    lists = ("who",)

    who = RowField("Everyone", "Nobody here by that number. Choose a name from the list.")
    what = forms.ChoiceField(
        required=False,
        choices=[("", "Everything"), *audit_log.ACTIONS.items()],
        error_messages={"invalid_choice": "Nothing of that name is kept. Choose from the list."},
    )
    record = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "A record has a number, such as 1042."
        ),
    )
    field_order = ("since", "until", "who", "what", "record")

    def clean_record(self) -> tuple[int, int] | None:
        """The patient's number and key."""
        number = self.cleaned_data["record"]
        if not number:
            return None
        key = audit_log.key_of(number)
        if key is None:
            raise ValidationError(f"There is no record {number}. Look its number up under Patients.")
        return number, key

    def more(self) -> dict[str, Any]:
        asked = self.cleaned_data
        return {
            "who": asked.get("who"),
            "what": asked["what"],
            "record": asked["record"] and asked["record"][1],
        }

    def in_words(self) -> list[str]:
        what, record = self.cleaned_data["what"], self.cleaned_data["record"]
        return super().in_words() + ([f"what {what}"] if what else []) + (["one record"] if record else [])

    def address(self) -> str:
        said = QueryDict(super().address(), mutable=True)
        if what := self.cleaned_data["what"]:
            said["what"] = what
        if record := self.cleaned_data["record"]:
            said["record"] = record[0]
        return said.urlencode()


def _rows(name: str) -> Any:
    return {
        "muscle": Muscle.objects.order_by("name"),
        "who": Staff.objects.order_by("display_name", "pk"),
        "therapist": Staff.objects.filter(_treats_or_did()).order_by("display_name", "pk"),
        "location": Location.objects.order_by("name"),
        "service": Service.objects.order_by("order", "name"),
        "tag": Tag.objects.order_by("name"),
    }[name]


def _treats_or_did() -> Q:
    """Whoever lost the role keeps their lines in the tables, and those open their rows."""
    booked, treated = Appointment.objects.all(), TreatmentSession.objects.all()
    return Q(roles__contains=[Role.THERAPIST]) | Q(_any(booked)) | Q(_any(treated))


def _any(rows: QuerySet) -> Lookup:
    """Said as a range in order, which only the therapist's index answers.

    Of an equal in no order Postgres hopes to meet one soon, and reads a million visits for each receptionist.
    """
    theirs = rows.filter(therapist__gte=OuterRef("pk"), therapist__lte=OuterRef("pk"))
    return IsNull(Subquery(theirs.order_by("therapist_id").values("therapist_id")[:1]), rhs=False)


def _last_day(since: str) -> str:
    """Today, or the first day itself where that is still to come."""
    return max(clock.today().isoformat(), since) if _is_day(since) else clock.today().isoformat()


def _first_of_month(until: str) -> str:
    return f"{until[:8]}01" if _is_day(until) else clock.today().replace(day=1).isoformat()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
