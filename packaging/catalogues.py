"""Translation catalogues: gather the texts of the source, compare, update and compile.

    python packaging/catalogues.py update | check | compile

Runs in the project's environment (``packaging/dev.py strings`` and ``check`` do it). The source is read as Python
reads it, so that joined and nested texts are seen whole.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("app", "ui")
LANGUAGES = ("lv", "en")
COMPLETE = "lv"
WIDTH = 110

PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}")
#: Signs that Latvian print does not use, and what it uses instead.
WRONG_SIGNS = {'"': "„…”", "...": "…"}


@dataclass(frozen=True)
class Text:
    """One text of the source: what is shown, its plural and its context where it has them."""

    text: str
    place: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        return (self.text, self.plural) if self.plural is not None else self.text


class NotLiteral(Exception):
    """A text marked for translation is made at run time, so no catalogue can hold it."""


def texts_in(source: str, place: str) -> Iterator[Text]:
    """The texts marked by ``N_``, ``NN_``, ``C_`` and ``tr`` in one file."""
    for node in ast.walk(ast.parse(source, place)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "tr":
            # A Message or a variable is marked where it is made.
            if node.args and (literal := _literal(node.args[0])) is not None:
                yield Text(literal, place)
        elif name == "N_":
            (text,) = _literals(node, 1, place)
            yield Text(text, place)
        elif name == "NN_":
            one, many = _literals(node, 2, place)
            yield Text(one, place, plural=many)
        elif name == "C_":
            context, text = _literals(node, 2, place)
            yield Text(text, place, context=context)


def _literals(node: ast.Call, count: int, place: str) -> list[str]:
    found = [_literal(argument) for argument in node.args[:count]]
    plain = [literal for literal in found if literal is not None]
    if len(plain) != count:
        raise NotLiteral(f"{place}:{node.lineno}: the text must stand here as it is, so that it can be translated")
    return plain


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def gather() -> Catalog:
    """All texts of the program, with the files they stand in."""
    template = Catalog(project="Lete", version="0.1.0", copyright_holder="Lete", fuzzy=False)
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for text in texts_in(path.read_text(encoding="utf-8"), place):
                template.add(text.key, locations=[(place, 0)], context=text.context)
    return template


def catalogue_file(language: str) -> Path:
    return ROOT / "translations" / language / "LC_MESSAGES" / "lete.po"


def load(language: str) -> Catalog:
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language, project="Lete", version="0.1.0", copyright_holder="Lete", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update() -> list[str]:
    """Write lete.pot and bring each language's catalogue up to it; what is no longer used is dropped."""
    template = gather()
    pot = ROOT / "translations" / "lete.pot"
    if pot.exists():
        with pot.open("rb") as stream:
            template.creation_date = read_po(stream).creation_date
    _write(pot, template)
    for language in LANGUAGES:
        catalogue = load(language)
        created = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.creation_date = created
        catalogue.obsolete.clear()
        catalogue_file(language).parent.mkdir(parents=True, exist_ok=True)
        _write(catalogue_file(language), catalogue)
    compile_all()
    return []


def _write(path: Path, catalogue: Catalog) -> None:
    catalogue.header_comment = "# The texts of Lete. Made by packaging/dev.py strings."
    catalogue.last_translator = catalogue.language_team = "Lete"
    catalogue.msgid_bugs_address = ""
    catalogue.revision_date = catalogue.creation_date
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=WIDTH, sort_output=True, include_lineno=False, ignore_obsolete=True)


def compile_all() -> list[str]:
    """Make the .mo files that the program reads."""
    for language in LANGUAGES:
        path = catalogue_file(language)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as stream:
                write_mo(stream, load(language))
    return []


def check() -> list[str]:
    """What is wrong: texts without Latvian, texts no longer used, placeholders that differ, wrong signs."""
    template = gather()
    catalogue = load(COMPLETE)
    known = {(message.context, _first(message)): message for message in catalogue if message.id}
    used = {(message.context, _first(message)): message for message in template if message.id}
    trouble = [
        f"not in the Latvian catalogue: {_name(message)}" for key, message in used.items() if key not in known
    ]
    trouble += [f"no longer used: {_name(message)}" for key, message in known.items() if key not in used]
    for key in used.keys() & known.keys():
        trouble += faults(known[key])
    return sorted(trouble)


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    sources, forms = _forms(message.id), _forms(message.string)
    if not forms or not all(forms) or message.fuzzy:
        yield f"not translated: {_name(message)}"
        return
    allowed = {name for source in sources for name in PLACEHOLDER.findall(source)}
    for form in forms:
        names = set(PLACEHOLDER.findall(form))
        # A plural may say "one" in words; a single text must use all it is given.
        if not names <= allowed or (len(forms) == 1 and names != allowed):
            yield f"other placeholders than in English: {_name(message)}: {form!r}"
        for sign, better in WRONG_SIGNS.items():
            if sign in form:
                yield f"{sign} instead of {better}: {_name(message)}: {form!r}"


def _forms(text: str | Iterable[str] | None) -> tuple[str, ...]:
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else tuple(text)


def _first(message: Message) -> str:
    return _forms(message.id)[0]


def _name(message: Message) -> str:
    where = ", ".join(sorted({place for place, _line in message.locations}))
    return f"{_first(message)!r}" + (f" ({where})" if where else "")


def main(arguments: list[str]) -> int:
    jobs = {"update": update, "check": check, "compile": compile_all}
    if len(arguments) != 1 or arguments[0] not in jobs:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        trouble = jobs[arguments[0]]()
    except NotLiteral as found:
        trouble = [str(found)]
    for line in trouble:
        print(line, file=sys.stderr)
    if trouble:
        print(
            f"translations: {len(trouble)} to mend; new and unused texts: packaging/dev.py strings",
            file=sys.stderr,
        )
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
