"""What people read: every word translatable, every refusal a sentence, none of the words a college does not say.

And what a view may not do: go round the gates to the rows.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.functional import Promise

from college.refusals import Refusal
from tests.architecture.knocking import our_routes

pytestmark = pytest.mark.once

HOUSE = Path(__file__).resolve().parents[2]
PACKAGES = ("college", "courses", "enrolment", "cms")
TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "format_lazy"}


def python_files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in (HOUSE / package).rglob("*.py") if "migrations" not in path.parts)


def templates(*endings: str) -> list[Path]:
    return sorted(path for path in (HOUSE / "templates").rglob("*") if path.suffix in endings)


# Views ---------------------------------------------------------------------------------------

ROUND_THE_GATE = {"objects", "_default_manager", "_base_manager"}


def view_modules() -> set[str]:
    """The modules of ours in which an address ends."""
    found = {route.pattern.callback.__module__ for route in our_routes().values()}
    return {name for name in found if name.partition(".")[0] in PACKAGES}


def reached_round_the_gate(source: str) -> list[str]:
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return [f"{node.lineno}: {ast.unparse(node)}" for node in nodes if node.attr in ROUND_THE_GATE]


@pytest.mark.parametrize("name", sorted(view_modules()))
def test_no_view_goes_round_the_gates(name):
    """Rows are reached by what a person may see (permissions) or by a question with a name (queries)."""
    assert reached_round_the_gate(Path(importlib.import_module(name).__file__).read_text()) == []


def test_a_view_that_did_would_be_seen():
    assert reached_round_the_gate("def page(request):\n    return Run.objects.get(code=1)\n") == ["2: Run.objects"]
    assert len(view_modules()) > 15


# Refusals --------------------------------------------------------------------------------------


def refusals() -> list[type[Refusal]]:
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(HOUSE / package)], f"{package}."):
            if not re.search(r"\.(settings|migrations|management|wsgi|child)\b", module.name):
                importlib.import_module(module.name)
    found, open_ends = [], [Refusal]
    while open_ends:
        below = [kind for kind in open_ends.pop().__subclasses__() if kind.__module__.partition(".")[0] in PACKAGES]
        found += below
        open_ends += below
    return sorted(set(found), key=lambda kind: kind.__qualname__)


def is_translated(node: ast.AST) -> bool:
    """Whether a call of gettext's stands somewhere in `node`."""
    return any(isinstance(call, ast.Call) and name_of(call.func) in TRANSLATES for call in ast.walk(node))


def says_english(node: ast.AST) -> bool:
    """Whether words stand in `node` that gettext never sees."""
    if isinstance(node, ast.Call) and name_of(node.func) in TRANSLATES:
        return False
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", node.value))
    return any(says_english(child) for child in ast.iter_child_nodes(node))


def spoken_where_raised(kind: type[Refusal]) -> bool:
    """A refusal without a sentence of its own is given one, translatable, wherever it is raised."""
    calls = [node for path in python_files() for node in ast.walk(ast.parse(path.read_text())) if calls_for(kind, node)]
    return bool(calls) and all(call.args and not says_english(call.args[0]) for call in calls)


def calls_for(kind: type[Refusal], node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node.func) == kind.__name__


def name_of(node: ast.AST) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__qualname__)
def test_every_refusal_is_a_sentence_that_can_be_translated(kind):
    if isinstance(kind.sentence, Promise):
        assert re.search(r"[.?!]$", str(kind.sentence)), "a whole sentence"
    elif "__init__" in vars(kind):
        source = Path(importlib.import_module(kind.__module__).__file__).read_text()
        made = [node for node in ast.walk(ast.parse(source)) if getattr(node, "name", "") == kind.__name__]
        assert is_translated(made[0])
    elif kind.__subclasses__() and all(isinstance(below.sentence, Promise) for below in kind.__subclasses__()):
        return  # a family, whose members speak
    else:
        assert spoken_where_raised(kind)


def test_refusals_are_found():
    assert len(refusals()) > 40


# Templates ------------------------------------------------------------------------------------------

# Read by machines or by nobody, and the page on which developers look at components.
NOT_READ = ("templates/design/", "templates/cms/admin/")
# Text that is the same in every language.
SAME_EVERYWHERE = re.compile(r"^\W*(?:QR|PDF)?\W*$")
TAG = re.compile(r"\{%-?\s*(\w+)(.*?)%\}", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:alt|title|aria-label|placeholder|summary)=\"([^\"]*)\"")
# Tags of Django's and ours whose quoted words nobody reads.
NO_WORDS = {
    "autoescape", "block", "blocktranslate", "cycle", "elif", "extends", "filter", "firstof", "for", "if", "ifchanged",
    "image", "include", "include_block", "language", "load", "now", "querystring", "regroup", "static", "translate",
    "url", "with",
}  # fmt: skip


def without(source: str, *patterns: str) -> str:
    for pattern in patterns:
        source = re.sub(pattern, " ", source, flags=re.DOTALL)
    return source


def bare_words(source: str) -> list[str]:
    """Words in `source` that stand there in English alone: between tags, in attributes, in our tags' arguments."""
    source = without(
        source,
        r"\{#.*?#\}",
        r"\{%\s*comment.*?endcomment\s*%\}",
        r"\{%-?\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*-?%\}",
        r"<!--.*?-->",
        r"<(script|style)\b.*?</\1>",
        r"\{% block (width|kind|body_class) %\}.*?\{% endblock %\}",  # a class of the page's body
    )
    found = [argument for tag in TAG.finditer(source) for argument in _spoken_arguments(*tag.groups())]
    plain = without(source, r"\{%.*?%\}", r"\{\{.*?\}\}")
    found += [words for words in READ_ALOUD.findall(plain) if words.strip()]
    found += re.split(r"<[^>]*>", plain)
    return [" ".join(words.split()) for words in found if re.search(r"[A-Za-z]{2}", words) and not _is_same(words)]


def _spoken_arguments(tag: str, arguments: str) -> list[str]:
    """Quoted words of a component's tag that are not within `_(…)`; identifiers are small letters without a space."""
    if tag in NO_WORDS:
        return []
    of_machines, translated = r"\b(?:value|name|kind)=\"[^\"]*\"", r"_\(\s*\"[^\"]*\"\s*\)"
    of_filters = r"\|\w+:\"[^\"]*\""
    quoted = re.findall(r"\"([^\"]*)\"", without(arguments, of_machines, translated, of_filters))
    return [words for words in quoted if re.search(r"[A-Z]| ", words) and re.search(r"[A-Za-z]{2}", words)]


def _is_same(words: str) -> bool:
    return bool(SAME_EVERYWHERE.match(words.strip())) or "&" in words and not re.sub(r"&\w+;|\W", "", words)


@pytest.mark.parametrize("path", templates(".html"), ids=lambda path: str(path.relative_to(HOUSE / "templates")))
def test_every_word_of_a_template_can_be_translated(path):
    name = str(path.relative_to(HOUSE))
    if not name.startswith(NOT_READ):
        assert bare_words(path.read_text()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Hello there</p>",
        "{% if x %}Yes{% endif %}",
        '<img alt="A picture">',
        '{% button "Save it" %}',
        "{{ name }} says",
    ],
)
def test_a_bare_word_would_be_seen(planted):
    assert bare_words(planted)
    assert not bare_words('<p class="a b">{% translate "Hello" %}{% button _("Save it") kind="secondary" %}</p>')


# Words we do not say (domain guide, section 8) ------------------------------------------------------------

DO_NOT_SAY = re.compile(
    r"""\b(
        (ex-)?patients? | service\susers? | clients? | (?<!in\s)(?<!lower[\s-])(?<!upper[\s-])cases? | episodes?
        | experts? | clinicians? | clinics? | treatments? | group\stherapy | appointments? | programme\scycle
        | catchment | admissions? | intake | referral\s(accepted|rejected) | user\stypes? | slots? | last\schance
        | excuses? | cancelled\slate | DNA | no-?shows? | non-?compliant | chasing | fail(s|ed)?\sto\sattend
        | care\splans? | ILP | special\sneeds | deficits? | vetted | drop(ped)?[\s-]?outs? | discharged?
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Said of others, and of what the college is not.
SAID = ("ask your GP for an urgent appointment", "We are not a clinic and not a crisis service")


def spoken() -> Iterator[tuple[str, str]]:
    """Every sentence that somebody may read, with where it stands."""
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and name_of(node.func) in TRANSLATES:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{path.relative_to(HOUSE)}:{node.lineno}", argument.value
    for path in templates(".html", ".txt", ".sms", ".subject"):
        source = path.read_text()
        said = re.findall(r"\{%\s*translate\s+\"([^\"]*)\"", source) + re.findall(r"_\(\"([^\"]*)\"\)", source)
        said += re.findall(r"\{%\s*blocktranslate.*?%\}(.*?)\{%\s*endblocktranslate", source, re.DOTALL)
        yield from ((str(path.relative_to(HOUSE)), words) for words in said)


def test_no_sentence_holds_a_word_we_do_not_say():
    wrong = []
    for where, words in spoken():
        for other in SAID:
            words = words.replace(other, "")
        if DO_NOT_SAY.search(words):
            wrong.append(f"{where}: {words}")
    assert wrong == []


def test_such_a_word_would_be_seen():
    assert len(list(spoken())) > 1000
    for words in ("The patient did not come", "a DNA", "no-show", "Your slot", "He dropped out", "this case"):
        assert DO_NOT_SAY.search(words), words
    for words in ("In case you are late", "patience", "expertise", "a place of your own"):
        assert not DO_NOT_SAY.search(words), words
