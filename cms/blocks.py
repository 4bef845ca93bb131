"""What a plain page is made of. Nothing here can carry a script, an embed or a table."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["bold", "italic", "link", "ul", "ol"]


class PictureBlock(blocks.StructBlock):
    """A picture with the words for people who can't see it."""

    picture = ImageChooserBlock(label=_("picture"))
    says = blocks.CharBlock(
        label=_("what it shows"),
        max_length=200,
        help_text=_("For people who can't see it. One sentence."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "cms/blocks/picture.html"


class StepBlock(blocks.StructBlock):
    """One step of how things go, with a heading and a sentence or two."""

    heading = blocks.CharBlock(label=_("heading"), max_length=60)
    text = blocks.TextBlock(label=_("text"), max_length=300)

    class Meta:
        icon = "order"
        label = _("Step")


class QuestionBlock(blocks.StructBlock):
    """A question that people ask, which opens to its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=140)
    answer = blocks.RichTextBlock(label=_("answer"), features=FEATURES)

    class Meta:
        icon = "help"
        label = _("Question and answer")
        template = "cms/blocks/question.html"


class BodyBlock(blocks.StreamBlock):
    """The blocks of a plain page, in the order in which an editor puts them."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title", template="cms/blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, template="cms/blocks/text.html")
    inset = blocks.RichTextBlock(
        label=_("Words set apart"), features=FEATURES, icon="openquote", template="cms/blocks/inset.html"
    )
    question = QuestionBlock()
    picture = PictureBlock()
    help = blocks.StaticBlock(
        label=_("How to reach us"),
        icon="mail",
        admin_text=_("Prints the college's telephone, e-mail, hours and crisis words."),
        template="cms/blocks/help.html",
    )
    purposes = blocks.StaticBlock(
        label=_("What we ask, and why"),
        icon="list-ul",
        admin_text=_(
            "Prints what the college asks people: why, who sees it, how long it is kept. It follows the settings."
        ),
        template="cms/blocks/purposes.html",
    )


def refuse_long(sentence: str) -> None:
    """Raises ValidationError for a sentence of Easy Read that holds more than one idea can."""
    if len(sentence.split()) > EasyReadBlock.MOST_WORDS:
        raise ValidationError(_("Keep it to 15 words: one idea a sentence. Make two of it."))


class EasyReadBlock(blocks.StructBlock):
    """One sentence of Easy Read with its picture: written by people, never made from other words."""

    MOST_LETTERS, MOST_WORDS = 140, 15

    words = blocks.CharBlock(
        label=_("one idea, in one short sentence"),
        max_length=MOST_LETTERS,
        help_text=_("At most 15 words. Write it with people who use Easy Read."),
    )
    picture = ImageChooserBlock(label=_("picture"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Sentence")

    def clean(self, value):
        value = super().clean(value)
        try:
            refuse_long(value["words"])
        except ValidationError as refused:
            raise blocks.StructBlockValidationError({"words": refused}) from None
        return value


class EasyRead(blocks.StreamBlock):
    sentence = EasyReadBlock()
