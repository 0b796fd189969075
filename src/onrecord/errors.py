"""The exception tree.

OnRecordError
├── InputError             an input that can't be read; the other inputs still are
│   ├── UnreadableFile     missing, a directory, no permission, damaged compression
│   ├── NotText            binary content: an image, a PDF, an archive
│   ├── TooLarge           more bytes or deeper markup than is read
│   ├── BrokenRow          a line of JSON Lines that is not an object with a text
│   ├── Unfetched          an address that gave no page: no answer, "not found", a broken or endless answer
│   │   ├── RefusedAddress    not asked for: private, not http or https, with a password
│   │   └── ForbiddenByRobots its site's robots.txt asks not to read it
│   ├── NoArticleText      nothing to read: empty, a login page, a consent page
│   ├── ForeignLanguage    a language that no model here reads
│   ├── TookTooLong        a page that was given up, as reading it did not end
│   └── ReaderDied         a page that the process reading it died of
├── WorkerError            a process that was to read pages and did not start
├── ModelError             weights that are missing or not the ones that were shipped
├── CorpusError            a labelled corpus or gold file that is not in the documented form
└── LedgerError            a ledger that can't be opened, written or asked
    ├── NoLedger           there is none at the path, or what is there is none
    ├── LedgerBusy         somebody else has it open for too long; says who
    ├── NewerLedger        a newer onrecord wrote it
    ├── BadQuery           SQL that can't be run, or does more than ask
    ├── BadFilter          a question's filter that means nothing: a day that is none, a kind that there isn't
    ├── NotInLedger        an article, actor or outlet that the ledger doesn't hold; names those that are near
    ├── AmbiguousActor     a name that several actors bear; says what tells them apart
    └── BadCorrection      a correction that can't be made: of nothing, or of what is so already
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


class Unfetched(InputError):
    """An address that gave no page: no answer, one that says no, or one that is broken or doesn't end."""


class RefusedAddress(Unfetched):
    """An address that isn't asked for: a private one, one that is not http or https, one with a password."""


class ForbiddenByRobots(Unfetched):
    """An address that its site's robots.txt asks not to read."""


class NoArticleText(InputError):
    """A page on which no article text is found."""


class ForeignLanguage(InputError):
    """An article in a language that no model here reads."""


class TookTooLong(InputError):
    """A page whose reading was given up after a time."""


class ReaderDied(InputError):
    """A page that the process reading it died of: a crash inside a library, or no memory left."""


class WorkerError(OnRecordError):
    """A process that was to read pages and did not start."""


class ModelError(OnRecordError):
    """Weights that are missing or differ from the ones that were shipped."""


class CorpusError(OnRecordError):
    """A labelled corpus or gold file that is not in the documented form."""


class LedgerError(OnRecordError):
    """A ledger that can't be opened, written or asked."""


class NoLedger(LedgerError):
    """There is no ledger at the path, or the file there is something else or damaged."""


class LedgerBusy(LedgerError):
    """Somebody else has the ledger open for longer than was waited; the message says who."""


class NewerLedger(LedgerError):
    """A ledger that a newer onrecord, or a newer DuckDB, has written."""


class BadQuery(LedgerError):
    """SQL that can't be run, or that does more than ask."""


class BadFilter(LedgerError):
    """A filter of a question that means nothing: a day that is none, a kind that there isn't."""


class NotInLedger(LedgerError):
    """An article, an actor or an outlet that is asked for and that the ledger doesn't hold."""


class AmbiguousActor(LedgerError):
    """A name that several actors bear where one is asked for; the message says what tells them apart."""


class BadCorrection(LedgerError):
    """A correction that can't be made: of nothing, or of what is so already."""
