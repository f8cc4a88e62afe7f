"""Tests of messages to many."""
