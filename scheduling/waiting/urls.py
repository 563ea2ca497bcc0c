"""Addresses of the wait list."""

from django.urls import path

from scheduling.waiting import views

waiting_urls = [
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/hold/", views.hold, name="hold"),
    path("waiting/<int:wish>/places/", views.places, name="places"),
    path("waiting/<int:wish>/withdraw/", views.withdraw, name="withdraw"),
    path("waiting/<int:wish>/on/", views.wait_on, name="wait_on"),
    path("waiting/held/<int:place>/accept/", views.accept, name="accept"),
    path("waiting/held/<int:place>/decline/", views.decline, name="decline"),
    path("patients/<int:number>/wait/", views.wait, name="wait"),
    path("appointments/<int:pk>/who-waits/", views.who_waits, name="who_waits"),
]
