"""Addresses of the reports and of their files."""

from django.urls import path

from reports import overview, own, views
from reports.exports.urls import export_urls
from reports.imports.urls import import_urls
from reports.saved import views as saved
from scheduling.days import DAY

app_name = "reports"
urlpatterns = [
    *export_urls,
    path("overview/", overview.overview, name="overview"),
    path("my-figures/", own.own, name="own"),
    path("reports/", views.index, name="index"),
    path("reports/saved/<int:saved>/", saved.saved, name="saved"),
    path(f"reports/saved/<int:saved>/{DAY}/", saved.sent, name="sent"),
    path("reports/saved/<int:saved>/remove/", saved.remove, name="remove"),
    path("reports/audit-log.csv", views.audit_log_csv, name="audit_log_csv"),
    path("reports/who-looked.csv", views.who_looked_csv, name="who_looked_csv"),
    *import_urls,
    path("reports/<slug:slug>.csv", views.csv, name="csv"),
    path("reports/<slug:slug>/", views.report, name="report"),
    path("reports/<slug:slug>/save/", saved.save, name="save"),
]
