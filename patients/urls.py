"""Addresses of people's records: their number and nothing else of theirs."""

from django.urls import path

from patients import care_views, people_views, summary_views, timeline_views, versions_views, views
from patients.files.urls import document_urls
from patients.intake.urls import urls as intake_urls
from patients.merging import views as merging
from patients.posture.urls import posture_urls
from patients.rulebook.urls import urlpatterns as rulebook
from patients.settling.urls import urlpatterns as settling

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
    path("patients/<int:number>/contacts/", people_views.contacts, name="contacts"),
    path("patients/<int:number>/contacts/<int:contact>/", people_views.contact, name="contact"),
    path("patients/<int:number>/people/", people_views.relations, name="relations"),
    path("patients/<int:number>/people/<int:relation>/", people_views.relation, name="relation"),
    path("patients/<int:number>/tags/", people_views.tags, name="tags"),
    path("patients/<int:number>/standing/", people_views.standing, name="standing"),
    path("patients/duplicates/", merging.duplicates, name="duplicates"),
    path("patients/duplicates/apart/", merging.apart, name="apart"),
    path("patients/merge/", merging.merge, name="merge"),
    path("patients/merges/<int:merge>/undo/", merging.unmerge, name="unmerge"),
    *posture_urls,
    *document_urls,
    path("patients/<int:number>/summary.pdf", summary_views.summary, name="summary"),
    path("patients/<int:number>/timeline/", timeline_views.timeline, name="timeline"),
    path("patients/<int:number>/history/versions/", versions_views.versions, name="versions"),
    path("patients/<int:number>/history/compare/", versions_views.compare, name="compare"),
    *settling,
    *rulebook,
    *intake_urls,
]
