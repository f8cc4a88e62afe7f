"""Inspections: a random sample of what was handed over, and what was found there."""
