"""Many rows at once, as the clinic itself loads them."""

from clinic.loading import load, save_many, take_keys

__all__ = ["load", "save_many", "take_keys"]
