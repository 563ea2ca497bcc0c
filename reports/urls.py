"""Addresses of the reports and of their files."""

from django.urls import path

from reports import views
from reports.exports.urls import export_urls

app_name = "reports"
urlpatterns = [
    *export_urls,
    path("reports/", views.index, name="index"),
    path("reports/access-log.csv", views.access_log_csv, name="access_log_csv"),
    path("reports/<slug:slug>.csv", views.csv, name="csv"),
    path("reports/<slug:slug>/", views.report, name="report"),
]
