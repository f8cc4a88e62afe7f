"""Titles of learning: what people apply for, how it is scored and recognised, and where they learn."""
