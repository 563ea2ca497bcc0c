"""Addresses of the reports and of their files."""

from django.urls import path

from reports import views
from reports.imports.urls import import_urls

app_name = "reports"
urlpatterns = [
    path("reports/appointments/", views.appointments, name="appointments"),
    path("reports/appointments.csv", views.appointments_csv, name="appointments_csv"),
    path("reports/sessions/", views.sessions, name="sessions"),
    path("reports/sessions.csv", views.sessions_csv, name="sessions_csv"),
    path("reports/access-log.csv", views.access_log_csv, name="access_log_csv"),
    *import_urls,
]
