"""What run.py needs to set the clinic up and start it: the standard library only."""
