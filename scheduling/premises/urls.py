"""Addresses of the clinic's places and rooms."""

from django.urls import path

from scheduling.premises import views

premises_urls = [
    path("rooms/", views.premises, name="premises"),
    path("rooms/<int:room>/", views.room, name="room"),
    path("rooms/<int:room>/use/", views.use_room, name="use_room"),
    path("locations/new/", views.new_location, name="new_location"),
    path("locations/<int:location>/", views.location, name="location"),
    path("locations/<int:location>/use/", views.use_location, name="use_location"),
    path("locations/<int:location>/rooms/new/", views.new_room, name="new_room"),
]
