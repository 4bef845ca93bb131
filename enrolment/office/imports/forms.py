"""Forms of the imports: bring a sheet, write a line anew."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import SheetImport, Term
from courses.sheets.files import LARGEST_FILE
from courses.sheets.headings import BEYOND
from enrolment.office.actions.sheets import LONGEST_CELL
from enrolment.office.imports.reading import COLUMNS

KINDS = [
    (SheetImport.Kind.PROGRAMME, _("The programme of a term, a run a line")),
    (SheetImport.Kind.TRAINERS, _("Trainers, one a line")),
    (SheetImport.Kind.PEOPLE, _("People: who has a place on which course, and who waits")),
]


class UploadForm(forms.Form):
    """Which sheet it is, of which term, and the file."""

    kind = forms.ChoiceField(label=_("What does it hold?"), choices=KINDS, widget=forms.RadioSelect)
    term = forms.ModelChoiceField(label=_("Which term?"), queryset=Term.objects.all(), empty_label=None)
    file = forms.FileField(
        label=_("The sheet"),
        help_text=_("A .csv or .xlsx file of at most 5 MB. Nothing is saved until you have seen what it would make."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )

    def contents(self) -> tuple[bytes, str]:
        """The bytes, one more than may be at most, and the file's name."""
        file = self.cleaned_data["file"]
        return file.read(LARGEST_FILE + 1), file.name


class LineForm(forms.Form):
    """Every cell of one line, by column."""

    def __init__(self, *args, kind: str, cells: dict[str, str], **options):
        super().__init__(*args, **options)
        self.columns = [column.name for column in COLUMNS[kind]]
        if cells.get(BEYOND):
            self.columns.append(BEYOND)
        fills_down = {"Locality"} if kind == SheetImport.Kind.PROGRAMME else set()
        for place, column in enumerate(self.columns):
            self.fields[f"cell-{place}"] = forms.CharField(
                label=column,
                required=False,
                max_length=LONGEST_CELL,
                initial=cells.get(column, ""),
                help_text=_("Empty: as in the line above.") if column in fills_down else "",
            )

    def cells(self) -> dict[str, str]:
        return {column: self.cleaned_data[f"cell-{place}"] for place, column in enumerate(self.columns)}
