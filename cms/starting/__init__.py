"""The words that a new site starts with, for the college to make its own."""
