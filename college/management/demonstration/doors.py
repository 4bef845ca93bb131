"""A drawn door for each venue of the demonstration: no photograph of a real place."""

import datetime as dt
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from cms.venues.actions import add_picture
from college.models import User
from college.pictures import redrawn
from courses.models import Venue

COLOURS = {"green": "#2f6b4f", "blue": "#2b4c7e", "red": "#a23b33", "yellow": "#c99a2e", "grey": "#5c6670"}


def hang_doors(by: User, now: dt.datetime) -> None:
    """Each venue gets its door, in a colour of its own."""
    venues = Venue.objects.filter(is_online=False).order_by("pk")
    for number, venue in enumerate(venues):
        colour = list(COLOURS)[number % len(COLOURS)]
        shows = f"A {colour} door with a glass pane, between two windows. A ramp leads up to it from the left."
        file = SimpleUploadedFile("door.png", draw(COLOURS[colour]))
        add_picture(venue=venue, file=redrawn(file), shows=shows, by=by, now=now)


def draw(colour: str) -> bytes:
    """A house front of 800 by 600 points with a door of `colour`."""
    front = Image.new("RGB", (800, 600), "#d9c9b4")
    pen = ImageDraw.Draw(front)
    pen.rectangle((0, 500, 800, 600), fill="#8d8a85")
    pen.polygon(((60, 500), (310, 470), (490, 470), (490, 500)), fill="#b9b4ab")
    for left in (90, 560):
        pen.rectangle((left, 170, left + 150, 340), fill="#9fb9c6", outline="#f6f1e7", width=12)
        pen.line((left + 75, 170, left + 75, 340), fill="#f6f1e7", width=8)
    pen.rectangle((310, 130, 490, 470), fill=colour, outline="#f6f1e7", width=14)
    pen.rectangle((350, 170, 450, 290), fill="#cfe0e6")
    pen.ellipse((452, 310, 472, 330), fill="#e8d9a0")
    drawn = BytesIO()
    front.save(drawn, "PNG")
    return drawn.getvalue()
