"""Addresses of files on their way out."""

from django.urls import path

from reports.exports import format_views, record_views, views

export_urls = [
    path("exports/", views.exports, name="exports"),
    path("exports/everything/", views.everything, name="everything"),
    path("exports/research/", views.research, name="research"),
    path("exports/news/", views.news, name="export_news"),
    path("exports/<int:export>/", views.export, name="export"),
    path("exports/<int:export>/cancel/", views.cancel, name="cancel_export"),
    path("exports/<int:export>/file/", views.file, name="export_file"),
    path("exports/<int:export>/locked/", views.locked, name="export_locked"),
    path("patients/<int:number>/give-out/", record_views.record, name="record"),
    path("reports/<slug:slug>/as/<slug:form>/", format_views.form, name="form"),
]
