"""The little XML that messages use: elements that hold either text or elements, nothing else."""

from dataclasses import dataclass, field
from xml.parsers import expat

_DEPTH = 12
_ELEMENTS = 100_000


class NotPlain(Exception):
    """No XML, or XML of a kind that no message has."""


@dataclass
class Element:
    """One element; ``text`` is empty when it has children."""

    tag: str
    text: str = ""
    children: list["Element"] = field(default_factory=list)


def parse(text: str) -> Element:
    """The document's root.

    Raises:
        NotPlain: a syntax error, a document type, an attribute, a comment, a processing
            instruction, text between elements, or too many or too deep elements.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(text.encode("utf-8"), True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise NotPlain(str(error)) from error
    return reader.root


class _Reader:
    """Collects the elements as expat tells them; refuses at the first thing that is not plain."""

    root: Element

    def __init__(self) -> None:
        self._open: list[Element] = []
        self._count = 0
        # The declaration names GBK; the text is handed over in UTF-8 whatever it names.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse("a document type")
        self.parser.CommentHandler = self._refuse("a comment")
        self.parser.ProcessingInstructionHandler = self._refuse("a processing instruction")
        self.parser.StartCdataSectionHandler = self._refuse("a CDATA section")

    @staticmethod
    def _refuse(what: str):  # type: ignore[no-untyped-def]  # expat's handlers differ in arguments
        def handler(*_: object) -> None:
            raise NotPlain(f"{what} has no place in a message")

        return handler

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if attributes or len(self._open) >= _DEPTH or self._count > _ELEMENTS:
            raise NotPlain(f"{tag}: an attribute, or too many or too deep elements")
        element = Element(tag)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        element = self._open.pop()
        if element.children:
            if element.text.strip():
                raise NotPlain(f"{element.tag}: text between elements")
            element.text = ""

    def _characters(self, text: str) -> None:
        self._open[-1].text += text
