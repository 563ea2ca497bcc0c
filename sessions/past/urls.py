"""Addresses of a patient's points over the visits, below the record."""

from django.urls import path

from sessions.past import views

HERE = "patients/<int:number>/points"
past_urls = [
    path(f"{HERE}/", views.past, name="past"),
    path(f"{HERE}.json", views.past_data, name="past_data"),
    path(f"{HERE}.csv", views.past_csv, name="past_csv"),
    path(f"{HERE}/<slug:view>.svg", views.past_svg, name="past_svg"),
]
