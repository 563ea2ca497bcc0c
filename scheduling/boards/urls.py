"""Addresses of what a hand does on the board."""

from django.urls import path

from scheduling.boards import hand

board_urls = [
    path("appointments/<int:pk>/drop/", hand.drop, name="drop"),
    path("appointments/<int:pk>/resize/", hand.resize, name="resize"),
]
