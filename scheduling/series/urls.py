"""Addresses of visits that repeat."""

from django.urls import path

from scheduling.series import views

series_urls = [
    path("appointments/<int:pk>/again/", views.again, name="again"),
    path("appointments/<int:pk>/repeat/", views.repeat, name="repeat"),
    path("series/<int:series_id>/", views.series, name="series"),
]
