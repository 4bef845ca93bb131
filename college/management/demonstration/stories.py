"""A story and a piece of news, both invented."""

from typing import Any

from wagtail.rich_text import RichText

from cms.models import StoryIndexPage, StoryPage

STORIES: list[dict[str, Any]] = [
    {
        "title": "A new room at the library",
        "lead": "From next term we meet at Eastmoor Library, too. It is level all the way from the station.",
        "words": "<p>Come and look at it before you choose: ring us, and we show you round.</p>",
    },
    {
        "title": "I came for the tea",
        "lead": "I sat by the door for two weeks. In the third I asked a question.",
        "told_by": "Maureen, learner",
        "may_be_told": True,
        "words": (
            "<p>I had not been in a room with other people for a year. Somebody met me at the gate. Nobody asked "
            "what was wrong with me.</p><p>Now I put the kettle on for whoever sits by the door.</p>"
        ),
    },
]


def tell_stories() -> None:
    """As an editor publishes them, one after the other."""
    index = StoryIndexPage.objects.get()
    for told in STORIES:
        fields = {name: value for name, value in told.items() if name != "words"}
        body = [("text", RichText(told["words"]))]
        page = index.add_child(instance=StoryPage(live=False, body=body, **fields))
        page.save_revision().publish()
