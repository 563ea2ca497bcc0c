"""Addresses of people's records: their number and nothing else of theirs."""

from django.urls import path

from patients import views

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
]
