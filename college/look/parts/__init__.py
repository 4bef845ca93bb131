"""What pages are made of: the template tags behind `{% load components %}`, by kind."""
