"""Two records of one person made one, and taken apart again.

merge() and undo() stand in apply.py and undo.py; what is found in the way and what is moved, in plan.py.
An app whose rows point at patients needs nothing here, unless its rows can get into each other's way:
then it keeps a module merging.py with a Concern (concerns.py), which is found by its name.
"""
