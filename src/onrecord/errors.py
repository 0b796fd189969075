"""The exception tree.

OnRecordError
├── InputError             an input that can't be read; the other inputs still are
│   ├── UnreadableFile     missing, a directory, no permission, damaged compression
│   ├── NotText            binary content: an image, a PDF, an archive
│   ├── TooLarge           more bytes or deeper markup than is read
│   ├── BrokenRow          a line of JSON Lines that is not an object with a text
│   ├── NoArticleText      nothing to read: empty, a login page, a consent page
│   └── ForeignLanguage    a language that no model here reads
├── ModelError             weights that are missing or not the ones that were shipped
└── CorpusError            a labelled corpus or gold file that is not in the documented form
"""


class OnRecordError(Exception):
    """Base of every error that onrecord raises on purpose; the message names the thing and the way out."""


class InputError(OnRecordError):
    """An input that can't be read."""


class UnreadableFile(InputError):
    """A path that is missing, a directory, forbidden, or compressed data that is damaged."""


class NotText(InputError):
    """Content that is neither markup nor text."""


class TooLarge(InputError):
    """More bytes or deeper markup than is read."""


class BrokenRow(InputError):
    """A line of JSON Lines that is not an object with a text."""


class NoArticleText(InputError):
    """A page on which no article text is found."""


class ForeignLanguage(InputError):
    """An article in a language that no model here reads."""


class ModelError(OnRecordError):
    """Weights that are missing or differ from the ones that were shipped."""


class CorpusError(OnRecordError):
    """A labelled corpus or gold file that is not in the documented form."""
