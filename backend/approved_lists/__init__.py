"""Approved lists: the requests that a signed decision names, as they stood on its day."""
