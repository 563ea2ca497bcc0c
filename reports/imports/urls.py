"""Addresses of files from other programs."""

from django.urls import path

from reports.imports import views

import_urls = [
    path("reports/imports/", views.imports, name="imports"),
    path("reports/imports/<int:file>/", views.import_file, name="import_file"),
    path("reports/imports/<int:file>/whose/", views.whose_import, name="whose_import"),
    path("reports/imports/<int:file>/bring/", views.bring_import, name="bring_import"),
    path("reports/imports/<int:file>/stop/", views.stop_import, name="stop_import"),
    path("reports/imports/<int:file>/undo/", views.undo_import, name="undo_import"),
    path("reports/imports/<int:file>/forget/", views.forget_import, name="forget_import"),
    path("reports/imports/<int:file>/progress/", views.import_progress, name="import_progress"),
    path("reports/imports/<int:file>/left-out.csv", views.import_left_out, name="import_left_out"),
    path("reports/imports/<int:file>/in-part.csv", views.import_in_part, name="import_in_part"),
]
