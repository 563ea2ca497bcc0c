"""Addresses of the schedule and of single appointments."""

from django.urls import path

from scheduling import booking_views, views
from scheduling.away.views import away
from scheduling.boards.urls import board_urls
from scheduling.calls.urls import calls_urls
from scheduling.credentials.urls import credential_urls
from scheduling.days import DAY
from scheduling.events.urls import event_urls
from scheduling.feeds.urls import feed_urls
from scheduling.house_rules.urls import house_rules_urls
from scheduling.ics_import.urls import import_urls
from scheduling.mobile.urls import mobile_urls
from scheduling.our_clinic.urls import our_clinic_urls
from scheduling.premises.urls import premises_urls
from scheduling.series.urls import series_urls
from scheduling.services.urls import service_urls
from scheduling.sheets.urls import sheet_urls
from scheduling.staffing.urls import staffing_urls
from scheduling.team.urls import team_urls
from scheduling.waiting.urls import waiting_urls

app_name = "scheduling"
urlpatterns = [
    path("schedule/", views.today, name="today"),
    path("schedule/take-back/", views.take_back, name="take_back"),
    path(f"schedule/{DAY}/", views.day, name="day"),
    path("appointments/book/", booking_views.book, name="book"),
    path("appointments/free/", booking_views.free, name="free"),
    path("appointments/<int:pk>/", views.appointment, name="appointment"),
    path("appointments/<int:pk>/move/", booking_views.move, name="move"),
    path("appointments/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("appointments/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("appointments/<int:pk>/accept/", views.accept_request, name="accept_request"),
    path("appointments/<int:pk>/arrive/", views.arrive, name="arrive"),
    path("appointments/<int:pk>/miss/", views.miss, name="miss"),
    path("appointments/<int:pk>/restore/", views.restore, name="restore"),
    *series_urls,
    *waiting_urls,
    *calls_urls,
    *event_urls,
    path("team/<int:staff>/away/", away, name="away"),
    *team_urls,
    *credential_urls,
    *service_urls,
    *premises_urls,
    *our_clinic_urls,
    *staffing_urls,
    *house_rules_urls,
    *mobile_urls,
    *sheet_urls,
    *feed_urls,
    *import_urls,
    *board_urls,
]
