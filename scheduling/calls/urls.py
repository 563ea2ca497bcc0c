"""Addresses of the list of whom to ring."""

from django.urls import path

from scheduling.calls import views

calls_urls = [
    path("to-call/", views.to_call, name="to_call"),
    path("to-call/<int:call>/", views.called, name="called"),
    path("to-call/<int:call>/again/", views.call_again, name="call_again"),
]
