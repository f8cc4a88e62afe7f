"""Tests of the texts that officers use again."""
