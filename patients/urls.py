"""Addresses of people's records: their number and nothing else of theirs."""

from django.urls import path

from patients import care_views, summary_views, timeline_views, versions_views, views
from patients.files.urls import document_urls

app_name = "patients"
urlpatterns = [
    path("patients/", views.list, name="list"),
    path("patients/find/", views.find, name="find"),
    path("patients/new/", views.new, name="new"),
    path("patients/new/twins/", views.twins, name="twins"),
    path("patients/<int:number>/", views.detail, name="detail"),
    path("patients/<int:number>/edit/", views.edit, name="edit"),
    path("patients/<int:number>/history/", views.history, name="history"),
    path("patients/<int:number>/access/", views.access, name="access"),
    path("patients/<int:number>/open/", care_views.open, name="open"),
    path("patients/<int:number>/team/", care_views.team, name="team"),
    path("patients/<int:number>/team/<int:member>/leave/", care_views.leave, name="leave"),
    path("patients/<int:number>/alerts/", care_views.alerts, name="alerts"),
    path("patients/<int:number>/alerts/<int:alert>/end/", care_views.end_alert, name="end_alert"),
    *document_urls,
    path("patients/<int:number>/summary.pdf", summary_views.summary, name="summary"),
    path("patients/<int:number>/timeline/", timeline_views.timeline, name="timeline"),
    path("patients/<int:number>/history/versions/", versions_views.versions, name="versions"),
    path("patients/<int:number>/history/compare/", versions_views.compare, name="compare"),
]
