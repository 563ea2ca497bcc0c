"""Addresses of hours, time off and closed days."""

from django.urls import path

from scheduling.team import views

team_urls = [
    path("team/", views.team, name="team"),
    path("team/<int:staff>/hours/", views.hours, name="hours"),
    path("team/time-off/", views.time_off, name="time_off"),
    path("team/time-off/<int:off>/give-back/", views.give_back, name="give_back"),
    path("team/closed-days/", views.closed_days, name="closed_days"),
    path("team/closed-days/region/", views.region, name="region"),
]
