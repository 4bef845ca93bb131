"""Pictures as signed: not only which, but these very pixels and what they are said to show."""

from wagtail.images import get_image_model


def picture_key(picture) -> str:
    """Names a picture and its content: a file put in its place is another picture, to be signed again."""
    return f"{picture.pk} {picture.get_file_hash()} {picture.default_alt_text}" if picture else ""


def pictures_in(words: dict) -> list[str]:
    """The keys of all pictures among the words of a course, in their order."""
    more = words.get("more", {})
    return [more.get("picture", ""), *(key for _sentence, key in more.get("easy_read", []))]


def without_pictures(words: dict) -> dict:
    """What is left of them to read."""
    more = words.get("more", {})
    sentences = [sentence for sentence, _key in more.get("easy_read", [])]
    return words | {"more": {"easy_read": sentences, "search": more.get("search", "")}}


def picture_behind(key: str):
    """The picture that a key names, if it is still the same one; else None."""
    number = key.partition(" ")[0]
    picture = get_image_model().objects.filter(pk=number).first() if number.isdigit() else None
    return picture if picture is not None and picture_key(picture) == key else None


def files_alone_changed(before: dict, after: dict) -> bool:
    """Whether nothing but the files behind the pictures is different: replaced in their place, or deleted.

    Nobody published anything then. Public pages leave out a picture that is not as it was signed.
    """
    if without_pictures(before) != without_pictures(after):
        return False
    pairs = zip(pictures_in(before), pictures_in(after), strict=True)
    return all(_is_the_same_row(old, new) for old, new in pairs)


def _is_the_same_row(old: str, new: str) -> bool:
    number = old.partition(" ")[0]
    if new:
        return number == new.partition(" ")[0]
    return not old or not get_image_model().objects.filter(pk=number).exists()
