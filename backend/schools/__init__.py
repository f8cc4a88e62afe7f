"""The schools of a commune and their sites: where children learn, and where the Internet reaches."""
