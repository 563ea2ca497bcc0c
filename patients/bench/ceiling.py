"""The thinnest honest page that finds people: a yardstick that the clinic itself never serves."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import path

from clinic import audit
from clinic.access import StaffRequest, allow
from clinic.models import Role

FEW = 5
THIN = "SELECT id, first_name, last_name, birth_on FROM patients_patient WHERE"
BEGINS = f"{THIN} search_name LIKE %(begins)s ORDER BY search_name LIMIT 20"
ALIKE = f"{THIN} %(words)s <%% search_name ORDER BY word_similarity(%(words)s, search_name) DESC LIMIT 20"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "patients.bench.ceiling.only_here",
]


def only_here(answer: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Our one address instead of the clinic's."""

    def with_ours(request: HttpRequest) -> HttpResponseBase:
        request.urlconf = __name__
        return answer(request)

    return with_ours


def find(request: HttpRequest) -> JsonResponse:
    """Names that begin so and, where they are few, those alike, at Postgres's own threshold."""
    told = {"begins": f"{request.POST['words']}%", "words": request.POST["words"]}
    rows: list[Any] = []
    with connection.cursor() as cursor:
        for sql in (BEGINS, ALIKE):
            if len(rows) < FEW:
                cursor.execute(sql, told)
                rows += cursor.fetchall()
    return JsonResponse({"rows": rows})


@allow(*Role)
def bare(request: StaffRequest) -> HttpResponse:
    """What any answer of the clinic's costs: signed in, allowed, written down, and nothing said."""
    audit.record("searched", by=request.user, fields=["contact"])
    return HttpResponse()


urlpatterns = [path("find/", find), path("bare/", bare)]
