"""Addresses of a patient's documents; a part of the patients' own."""

from django.urls import path

from patients.files import views

document_urls = [
    path("patients/<int:number>/documents/", views.documents, name="documents"),
    path("patients/<int:number>/documents/<int:document>/", views.document, name="document"),
    path("patients/<int:number>/documents/<int:document>/file/", views.document_file, name="document_file"),
    path(
        "patients/<int:number>/documents/<int:document>/thumbnail/",
        views.document_thumbnail,
        name="document_thumbnail",
    ),
    path(
        "patients/<int:number>/documents/<int:document>/remove/",
        views.remove_document,
        name="remove_document",
    ),
    path(
        "patients/<int:number>/documents/<int:document>/restore/",
        views.restore_document,
        name="restore_document",
    ),
]
