"""Public computers: where they stand, when they are open, and which are near."""
