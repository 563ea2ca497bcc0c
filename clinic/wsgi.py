"""The door for the web server: granian --interface wsgi clinic.wsgi:application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
application = get_wsgi_application()

# What was imported stays, so nobody looks through it again; and waste is looked for less often than usual.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
