"""Addresses of who works here."""

from django.urls import path

from scheduling.staffing import door, views

staffing_urls = [
    path("join/<str:way>/", door.way_in, name="way_in"),
    path("forgotten/", door.forgotten, name="forgotten"),
    path("me/password/", door.own_password, name="own_password"),
    path("staff/", views.colleagues, name="colleagues"),
    path("staff/new/", views.new_colleague, name="new_colleague"),
    path("staff/<int:staff>/", views.colleague, name="colleague"),
    path("staff/<int:staff>/link/", views.give_way_in, name="give_way_in"),
    path("staff/<int:staff>/link/mail/", views.mail_way_in, name="mail_way_in"),
    path("staff/<int:staff>/link/end/", views.end_way_in, name="end_way_in"),
    path("staff/<int:staff>/leave/", views.let_go, name="let_go"),
    path("staff/<int:staff>/return/", views.take_back, name="take_back_colleague"),
]
