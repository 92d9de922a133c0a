"""One root error. Each kind has a stable code, an exit status, and words that say what to do.

Exit statuses of the command: 0 every file completely read, 1 something asked for was not found or
an unexpected error, 2 usage, 3 some file partly read, 4 some file failed, 5 database, 6 engine
missing or unusable, 130 interrupted.
"""

from __future__ import annotations

from typing import ClassVar


class LicetError(Exception):
    """Root of all errors that licet raises on purpose. ``str(error)`` is for a person."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1


class InputError(LicetError):
    """The file cannot be read; the batch goes on."""

    code = "input_error"
    exit_status = 4


class MissingFileError(InputError):
    code = "missing"


class NotAFileError(InputError):
    """A directory, device, socket or pipe where a file was expected."""

    code = "not_a_file"


class EmptyFileError(InputError):
    code = "empty"


class FileTooLargeError(InputError):
    code = "too_large"


class UnsupportedTypeError(InputError):
    code = "unsupported_type"


class TruncatedError(InputError):
    """The file ends early or its structure is broken."""

    code = "damaged"


class EncryptedError(InputError):
    code = "encrypted"


class TooManyPixelsError(InputError):
    code = "too_many_pixels"


class TooManyImagesError(InputError):
    """A page of a PDF is made of more images than any scan."""

    code = "too_many_images"


class TooManyPagesError(InputError):
    code = "too_many_pages"


class UnreadableFileError(InputError):
    """Permissions or the disk."""

    code = "unreadable"


class ExtraMissingError(InputError):
    """The package that reads this type of file is not installed; the message says how to install it."""

    code = "extra_missing"


class FontMissingError(InputError):
    """Text has to be drawn to be read, and neither file nor machine has a font for it."""

    code = "font_missing"


class EngineError(LicetError):
    """An engine failed on a page; other pages and files go on."""

    code = "engine_failed"
    exit_status = 4


class WorkerError(LicetError):
    """What read the file came to a bad end, twice: the file has this outcome, the batch goes on."""

    code = "worker_failed"
    exit_status = 4


class WorkerCrashedError(WorkerError):
    code = "worker_crashed"


class WorkerHungError(WorkerError):
    code = "worker_hung"


class WorkerMemoryError(WorkerError):
    code = "worker_memory"


class EngineMissingError(LicetError):
    """The engine is not installed or not usable here; the message says what to install."""

    code = "engine_missing"
    exit_status = 6


class OptionError(LicetError):
    code = "option"
    exit_status = 2


class StoreError(LicetError):
    code = "database"
    exit_status = 5


class StoreAwayError(StoreError):
    """The database does not answer, or another program holds it: it may be there again in a minute."""

    code = "database_away"


class TypeDeclarationError(LicetError):
    """A declaration in ``schemas/types`` is wrong; names file and key."""

    code = "type_declaration"
    exit_status = 2
