"""Addresses of this room."""

from django.urls import path

from sessions import chart_views, muscle_views, views
from sessions.writing.urls import writing_urls

app_name = "sessions"
urlpatterns = [
    path("my-day/", views.my_day, name="my_day"),
    path("unsigned/", views.unsigned, name="unsigned"),
    path("muscles/", muscle_views.muscles, name="muscles"),
    path("muscles/from-pain/", muscle_views.from_pain, name="from_pain"),
    path("muscles/<slug:slug>/", muscle_views.muscle, name="muscle"),
    path("catalogue.json", views.catalogue, name="catalogue"),
    path("appointments/<int:pk>/session/", chart_views.start, name="start"),
    path("sessions/<int:pk>/", views.detail, name="detail"),
    path("sessions/<int:pk>/chart/", chart_views.chart, name="chart"),
    path("sessions/<int:pk>/points/", chart_views.place, name="place"),
    path("sessions/<int:pk>/points/<int:finding>/", chart_views.score, name="score"),
    path("sessions/<int:pk>/points/<int:finding>/remove/", chart_views.remove, name="remove"),
    path("sessions/<int:pk>/note/", chart_views.write, name="write"),
    path("sessions/<int:pk>/sign/", chart_views.sign, name="sign"),
    path("sessions/<int:pk>/addenda/", views.amend, name="amend"),
    *writing_urls,
]
