"""Addresses of the clinic's own part of the catalogue; they are about nobody."""

from django.urls import path

from sessions.our_muscles import views

our_muscle_urls = [
    path("clinic/muscles/", views.our_muscles, name="our_muscles"),
    path("clinic/muscles/new/", views.our_muscle_new, name="our_muscle_new"),
    path("clinic/muscles/<slug:slug>/", views.our_muscle, name="our_muscle"),
]
