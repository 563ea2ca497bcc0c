"""Addresses of this room."""

from django.urls import path

from sessions import chart_views, muscle_views, pain_views, point_views, views
from sessions.courses.urls import course_urls
from sessions.earlier.urls import earlier_urls
from sessions.our_muscles.urls import our_muscle_urls
from sessions.past.urls import past_urls
from sessions.visit.urls import visit_urls
from sessions.writing.urls import writing_urls

app_name = "sessions"
urlpatterns = [
    path("my-day/", views.my_day, name="my_day"),
    path("unsigned/", views.unsigned, name="unsigned"),
    path("muscles/", muscle_views.muscles, name="muscles"),
    path("muscles/from-pain/", muscle_views.from_pain, name="from_pain"),
    path("muscles/<slug:slug>/", muscle_views.muscle, name="muscle"),
    path("catalogue.json", views.catalogue, name="catalogue"),
    *visit_urls,
    path("sessions/<int:pk>/", views.detail, name="detail"),
    path("sessions/<int:pk>/chart/", chart_views.chart, name="chart"),
    path("sessions/<int:pk>/points/", chart_views.place, name="place"),
    path("sessions/<int:pk>/points/new/", point_views.new_point, name="new_point"),
    path("sessions/<int:pk>/points/<int:finding>/", chart_views.score, name="score"),
    path("sessions/<int:pk>/points/<int:finding>/remove/", chart_views.remove, name="remove"),
    path("sessions/<int:pk>/points/<int:finding>/edit/", point_views.point, name="point"),
    path("sessions/<int:pk>/points/<int:finding>/treatments/", point_views.treat, name="treat"),
    path("sessions/<int:pk>/treatments/<int:treatment>/", point_views.change, name="change"),
    path("sessions/<int:pk>/treatments/<int:treatment>/remove/", point_views.untreat, name="untreat"),
    path("me/charting/", point_views.habits, name="habits"),
    path("clinic/points/", point_views.criteria, name="criteria"),
    path("sessions/<int:pk>/note/", chart_views.write, name="write"),
    path("sessions/<int:pk>/sign/", chart_views.sign, name="sign"),
    path("sessions/<int:pk>/addenda/", views.amend, name="amend"),
    path("sessions/<int:pk>/from-pain/", pain_views.suggest, name="suggest"),
    *past_urls,
    *earlier_urls,
    *our_muscle_urls,
    *course_urls,
    *writing_urls,
]
