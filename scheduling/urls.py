"""Addresses of the schedule and of single appointments."""

from django.urls import path, register_converter

from scheduling import booking_views, views
from scheduling.boards.urls import board_urls
from scheduling.days import DayConverter
from scheduling.team.urls import team_urls

register_converter(DayConverter, "day")

app_name = "scheduling"
urlpatterns = [
    path("schedule/", views.today, name="today"),
    path("schedule/<day:day>/", views.day, name="day"),
    path("appointments/book/", booking_views.book, name="book"),
    path("appointments/free/", booking_views.free, name="free"),
    path("appointments/<int:pk>/", views.appointment, name="appointment"),
    path("appointments/<int:pk>/move/", booking_views.move, name="move"),
    path("appointments/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("appointments/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("appointments/<int:pk>/arrive/", views.arrive, name="arrive"),
    path("appointments/<int:pk>/miss/", views.miss, name="miss"),
    path("appointments/<int:pk>/restore/", views.restore, name="restore"),
    *team_urls,
    *board_urls,
]
