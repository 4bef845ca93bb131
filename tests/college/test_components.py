"""The pieces of a page: right when used right, loud when a piece is missing."""

import datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from college.formfields import Checkboxes, DatePartsField, Radios


def draw(source, **context):
    return " ".join(Template("{% load components %}" + source).render(Context(context)).split())


class Questions(forms.Form):
    name = forms.CharField(label="Your name", help_text="As you like to be called.")
    times = forms.ChoiceField(
        label="When?",
        choices=[("am", "Mornings"), ("any", "Any")],
        widget=Radios(hints={"am": "10am"}, divider="any"),
    )
    needs = forms.MultipleChoiceField(label="Needs", required=False, choices=[("loop", "A loop")], widget=Checkboxes)
    born_on = DatePartsField(label="Born", birthday=True)
    agree = forms.BooleanField(label="I agree")


# Missing pieces -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "{% button %}",
        '{% link_button "Go" %}',
        '{% post_button "Go" %}',
        "{% back_link %}",
        "{% panel %}{% endpanel %}",
        "{% card %}{% endcard %}",
        '{% course_card title="Sleep" %}{% endcourse_card %}',
        '{% task "Needs" %}',
        "{% table %}{% endtable %}",
        "{% headings %}",
        "{% breadcrumb %}",
        '{% breadcrumb "Courses" %}',
        "{% field %}",
        "{% error_summary %}",
        "{% fieldset %}{% endfieldset %}",
        "{% filter_links %}{% endfilter_links %}",
    ],
)
def test_an_argument_left_out_is_a_mistake_and_not_half_a_component(source):
    with pytest.raises(TemplateSyntaxError):
        draw(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% button misspelt %}",
        '{% link_button "Go" misspelt %}',
        "{% tag misspelt %}",
        "{% warning misspelt %}{% endwarning %}",
        "{% answer misspelt %}",
        "{% date_block misspelt %}",
        "{% field form.misspelt %}",
        "{% error_summary misspelt %}",
        '{% button "Go" kind="huge" %}',
        '{% tag "New" "mauve" %}',
    ],
)
def test_a_misspelt_variable_or_word_is_a_mistake_too(source):
    with pytest.raises(TemplateSyntaxError):
        draw(source, form=Questions())


# Questions --------------------------------------------------------------------------------


def test_a_question_ties_its_hint_and_error_to_its_control():
    html = draw("{% field form.name %}", form=Questions({}))
    assert '<label class="nhsuk-label" for="id_name">Your name</label>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html and 'id="id_name_error"' in html
    assert "“Your name” needs an answer." in html


def test_the_only_question_of_a_page_is_its_heading():
    assert '<h1 class="nhsuk-label-wrapper">' in draw("{% field form.name h1=True %}", form=Questions())
    assert '<h1 class="nhsuk-fieldset__heading">When?</h1>' in draw("{% field form.times h1=True %}", form=Questions())


def test_radios_stand_in_a_named_group_with_their_hints():
    html = draw("{% field form.times %}", form=Questions({"times": "am"}))
    assert "<fieldset" in html and "When? </legend>" in html
    assert 'id="id_times_0" name="times" type="radio" value="am" checked' in html
    assert 'aria-describedby="id_times_0-hint"' in html
    assert html.index("__divider") > html.index("Mornings")


def test_a_hint_given_on_the_page_replaces_the_forms_own():
    html = draw('{% field form.name hint="Two words." label="Name" %}', form=Questions())
    assert "Two words." in html and "As you like" not in html and ">Name</label>" in html


def test_a_form_draws_the_same_markup_by_itself():
    html = str(Questions())
    assert "nhsuk-form-group" in html and "nhsuk-radios__item" in html and "nhsuk-date-input" in html


def test_what_people_type_is_never_markup():
    html = draw("{% error_summary form %}{% fields form %}", form=Questions({"name": "<script>x</script>"}))
    assert "<script>" not in html


def test_every_line_of_the_error_summary_leads_to_something_on_the_page():
    form = Questions({})
    html = draw("{% error_summary form %}{% fields form %}", form=form)
    for target in ("id_name", "id_times_0", "id_born_on_0", "id_agree"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html


def test_there_is_no_summary_while_nothing_is_wrong():
    assert draw("{% error_summary form %}", form=Questions()) == ""


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("5", "3", "1985"), ("05", "03", "1985"), ("5", "March", "1985"), (" 5 ", "mar", "1985")],
)
def test_a_date_is_taken_however_it_is_written(day, month, year):
    form = Questions({"born_on_day": day, "born_on_month": month, "born_on_year": year})
    form.is_valid()
    assert form.cleaned_data["born_on"] == datetime.date(1985, 3, 5)


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("", "", "", "Write the date"),
        ("5", "", "1985", "One is missing"),
        ("31", "2", "1985", "no such date"),
        ("5", "xx", "1985", "month"),
        ("5", "ma", "1985", "month"),
        ("5", "3", "85", "four figures"),
        ("²", "3", "1985", "no such date"),
    ],
)
def test_a_date_that_is_none_is_refused_in_a_sentence_and_kept_as_typed(day, month, year, words):
    form = Questions({"born_on_day": day, "born_on_month": month, "born_on_year": year})
    assert words in form.errors["born_on"][0]
    assert f'name="born_on_year" type="text" inputmode="numeric" autocomplete="bday-year" value="{year}"' in draw(
        "{% field form.born_on %}", form=form
    )


# Rows and pages -------------------------------------------------------------------------------


def test_an_answer_nobody_gave_says_so_and_its_link_says_what_it_changes():
    html = draw('{% summary_list %}{% answer "Telephone" "" "/change/" %}{% endsummary_list %}')
    assert "Not provided" in html
    assert 'Change<span class="nhsuk-u-visually-hidden"> Telephone</span>' in html


def test_a_cell_carries_the_name_of_its_column_to_a_phone():
    html = draw('{% row %}{% cell "Name" header=True %}{{ who }}{% endcell %}{% endrow %}', who="<b>Sam</b>")
    assert 'aria-hidden="true">Name </span>' in html
    assert 'scope="row"' in html
    assert "&lt;b&gt;Sam" in html


def test_pages_of_a_list_keep_its_filters():
    request = RequestFactory().get("/courses/?place=batley&page=2")
    html = draw("{% pagination page %}", page=Paginator(range(50), 10).page(2), request=request)
    assert 'href="?place=batley&amp;page=3"' in html
    assert 'href="?place=batley&amp;page=2" aria-current="page"' in html


def test_a_list_that_fits_on_one_page_has_no_pages():
    assert draw("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""


def test_a_title_says_error_only_after_something_was_wrong():
    assert draw("{% error_prefix %}", form=Questions()) == ""
    assert draw("{% error_prefix %}", form=Questions({})) == "Error:"
    assert draw("{% error_prefix %}", forms=[Questions(), Questions({})]) == "Error:"
