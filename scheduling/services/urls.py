"""Addresses of services."""

from django.urls import path

from scheduling.services import views

service_urls = [
    path("services/", views.services, name="services"),
    path("services/new/", views.new_service, name="new_service"),
    path("services/<int:service>/", views.service, name="service"),
    path("services/<int:service>/prices/", views.set_prices, name="set_prices"),
    path("services/<int:service>/retire/", views.retire_service, name="retire_service"),
    path("services/<int:service>/offer/", views.offer_service, name="offer_service"),
]
