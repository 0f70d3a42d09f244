"""Commands about paper: what can be printed, and printing it to a PDF file."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.cli.errors import CommandError
from app.core.i18n import LANGUAGES, N_, Message, Translator

if TYPE_CHECKING:
    from app.printing.printouts import Parameter, Printout

#: Paper speaks Latvian unless it is asked to speak another language.
_LANGUAGE = "lang"
_BETWEEN = str.maketrans("", "", "-,")


def list_printouts(_options: argparse.Namespace, _tr: Translator) -> int:
    """A key a line, with its parameters; those in brackets may be left out."""
    for printout in _all():
        shown = [_shown(parameter) for parameter in printout.parameters]
        print(" ".join([printout.key, *shown, f"[{_LANGUAGE}={'|'.join(LANGUAGES)}]"]))
    return 0


def print_one(options: argparse.Namespace, tr: Translator) -> int:
    """Print one document."""
    printout = next((each for each in _all() if each.key == options.key), None)
    if printout is None:
        known = ", ".join(each.key for each in _all())
        raise CommandError(
            N_("There is no such printout: {key}. There are: {known}.", key=options.key, known=known)
        )
    given = _pairs(options.param)
    language = given.pop(_LANGUAGE, "lv")
    if language not in LANGUAGES:
        raise CommandError(_wrong(_LANGUAGE, language, "|".join(LANGUAGES)))
    values = _values(printout, given)
    from app.cli.opening import office  # noqa: PLC0415
    from app.printing.printouts import print_to_file  # noqa: PLC0415

    with office(options) as here:
        print_to_file(printout, here, options.out, Translator(language), **values)
    print(tr(N_("Printed: {path}", path=options.out)))
    return 0


def _all() -> tuple[Printout, ...]:
    from app.printing.printouts import all_printouts  # noqa: PLC0415

    return all_printouts()


def _shown(parameter: Parameter) -> str:
    values = "|".join(value for value, _ in parameter.choices) or parameter.kind
    shown = f"{parameter.name}={values}"
    return shown if parameter.required else f"[{shown}]"


def _pairs(params: list[str]) -> dict[str, str]:
    pairs = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals:
            raise CommandError(N_("Write a parameter as NAME=VALUE: {param}.", param=param))
        pairs[name] = value
    return pairs


def _values(printout: Printout, given: dict[str, str]) -> dict[str, object]:
    known = {parameter.name: parameter for parameter in printout.parameters}
    for name in given:
        if name not in known:
            raise CommandError(
                N_("{key} has no parameter {name}. There are: {known}.", key=printout.key, name=name,
                   known=", ".join([*known, _LANGUAGE]))
            )  # fmt: skip
    missing = [name for name, parameter in known.items() if parameter.required and name not in given]
    if missing:
        raise CommandError(N_("Missing: {what}.", what=", ".join(missing)))
    return {name: _value(known[name], text) for name, text in given.items()}


def _value(parameter: Parameter, text: str) -> object:
    if parameter.kind == "date":
        return _date(parameter.name, text)
    if parameter.kind == "choice":
        values = [value for value, _ in parameter.choices]
        if text not in values:
            raise CommandError(_wrong(parameter.name, text, "|".join(values)))
    if parameter.kind == "id":
        if text.isascii() and text.isdecimal() and len(text) < 16:
            return int(text)
        # A record may also be named by the number people know it by, 2026-1483; several stand behind commas.
        if not text.translate(_BETWEEN).isalnum():
            raise CommandError(_wrong(parameter.name, text, "1483"))
    if parameter.kind == "lines":
        return text.replace("\\n", "\n")  # a line break that any command line takes
    return text


def _date(name: str, text: str) -> date:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y."):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise CommandError(_wrong(name, text, "2026-11-20"))


def _wrong(name: str, value: str, example: str) -> Message:
    return N_(
        "{name}: “{value}” will not do; write for example {example}.", name=name, value=value, example=example
    )
