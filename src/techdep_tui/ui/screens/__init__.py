"""The main screen and the overlays."""
