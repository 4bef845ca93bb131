"""Every page type, and the editions in print, for Django to find."""

from cms.pages.course import CoursePage
from cms.pages.courses import CourseIndexPage
from cms.pages.home import HomePage
from cms.pages.plain import PlainPage
from cms.pages.prospectus import LocalityPage, ProspectusIndexPage, ProspectusPage
from cms.pages.stories import StoryIndexPage, StoryPage
from cms.printing.models import PrintedProspectus
from cms.signoff.models import SignEvent, SignOffOverride, SignRequest
from cms.venues.models import VenuePicture

__all__ = [
    "CourseIndexPage",
    "CoursePage",
    "HomePage",
    "LocalityPage",
    "PlainPage",
    "PrintedProspectus",
    "ProspectusIndexPage",
    "ProspectusPage",
    "SignEvent",
    "SignOffOverride",
    "SignRequest",
    "StoryIndexPage",
    "StoryPage",
    "VenuePicture",
]
