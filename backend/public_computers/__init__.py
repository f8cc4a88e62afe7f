"""Machines of public places: are they working, are the doors open, who comes, what does it cost."""
