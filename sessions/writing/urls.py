"""Addresses of the note's room."""

from django.urls import path

from sessions.writing import kept_views, views

SESSION, WORDS = "sessions/<int:pk>/", "phrases/<slug:kind>/<int:key>/"
writing_urls = [
    path(f"{SESSION}note/text/", views.note_text, name="note_text"),
    path(f"{SESSION}note/tools/", views.note_tools, name="note_tools"),
    path(f"{SESSION}conduct/", views.conduct, name="conduct"),
    path(f"{SESSION}line/", views.line, name="line"),
    path(f"{SESSION}motion/", views.motion, name="motion"),
    path(f"{SESSION}tests/", views.physical_test, name="physical_test"),
    path("phrases/", kept_views.phrases, name="phrases"),
    path(WORDS, kept_views.phrase, name="phrase"),
    path(f"{WORDS}remove/", kept_views.remove_phrase, name="remove_phrase"),
    path(f"{WORDS}restore/", kept_views.restore_phrase, name="restore_phrase"),
]
