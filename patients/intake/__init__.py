"""What a patient tells the clinic before the first thumb presses: asked on their phone, kept as rows."""
