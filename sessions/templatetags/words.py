"""What people wrote, set among the words of a page."""

from django import template

from sessions.writing.words import sentence

register = template.Library()
register.filter("sentence", sentence)
