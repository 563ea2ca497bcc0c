"""Addresses of notes from elsewhere."""

from django.urls import path

from sessions.earlier import views

earlier_urls = [
    path("patients/<int:number>/earlier/", views.earlier_notes, name="earlier_notes"),
    path("patients/<int:number>/earlier/<int:earlier>/", views.earlier_note, name="earlier_note"),
]
