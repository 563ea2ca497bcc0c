"""Addresses of taking in another calendar."""

from django.urls import path

from scheduling.ics_import import views

import_urls = [
    path("schedule/import/", views.import_calendar, name="import_calendar"),
    path("schedule/import/review/", views.review_import, name="review_import"),
    path("schedule/import/yes/", views.bring_in, name="bring_in"),
    path("schedule/import/<int:batch>/undo/", views.undo_import, name="undo_import"),
]
