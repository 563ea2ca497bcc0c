"""Addresses of calendars: the one that apps read, and a therapist's own page about it."""

from django.urls import path

from scheduling.feeds import views

feed_urls = [
    path("feeds/<str:secret>.ics", views.feed, name="feed"),
    path("me/calendar/", views.my_calendar, name="my_calendar"),
    path("me/calendar/make/", views.make_calendar, name="make_calendar"),
    path("me/calendar/show/", views.show_calendar, name="show_calendar"),
    path("me/calendar/end/", views.end_calendar, name="end_calendar"),
]
