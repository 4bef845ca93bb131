"""What print needs and pip can't bring is missed aloud, with the command that mends it."""

from django.core.checks import ERROR, WARNING, registry

from college.paper import checks


def test_with_everything_in_place_nothing_is_said():
    assert checks.libraries_for_print(None) == []


def test_without_pango_the_site_starts_and_says_what_to_install(monkeypatch):
    monkeypatch.setitem(checks.PANGO, "Pango", ("libpango-that-is-not-there.so",))
    (message,) = checks.libraries_for_print(None)
    assert message.level == WARNING
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in message.hint


def test_without_the_harfbuzz_subset_library_the_check_fails(monkeypatch):
    monkeypatch.setattr(checks, "HARFBUZZ_SUBSET", ("libharfbuzz-that-is-not-there.so",))
    (message,) = checks.libraries_for_print(None)
    assert message.level == ERROR
    assert "libharfbuzz-subset0" in message.hint


def test_without_the_letters_of_other_scripts_it_is_said(monkeypatch, tmp_path):
    assert checks.letters_for_print(None) == []
    monkeypatch.setattr(checks, "PAPER_FONTS", tmp_path)
    (message,) = checks.letters_for_print(None)
    assert message.level == WARNING and "make assets" in message.hint


def test_django_asks_this_check():
    assert checks.libraries_for_print in registry.registry.get_checks()
