"""Addresses of mobile visits; a visit by its own key, and no street in any of them."""

from django.urls import path

from scheduling.mobile import views, zone_views

mobile_urls = [
    path("mobile/", views.mobile, name="mobile"),
    path("mobile/missed/", views.missed, name="missed"),
    path("mobile/<int:trip>/here/", views.here, name="here"),
    path("mobile/<int:trip>/left/", views.left, name="left"),
    path("mobile/<int:trip>/still-there/", views.still_there, name="still_there"),
    path("mobile/<int:trip>/settle/", views.settle, name="settle"),
    path("mobile/<int:trip>/destination/", views.destination, name="destination"),
    path("zones/", zone_views.zones, name="zones"),
    path("zones/new/", zone_views.new_zone, name="new_zone"),
    path("zones/watch/", zone_views.watch, name="watch"),
    path("zones/<int:zone>/", zone_views.zone, name="zone"),
    path("zones/<int:zone>/fee/", zone_views.set_fee, name="set_fee"),
    path("zones/<int:zone>/serve/", zone_views.serve, name="serve_zone"),
]
