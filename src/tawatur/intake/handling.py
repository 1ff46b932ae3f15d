"""What becomes of one document: a reading, or why there is none."""

from __future__ import annotations

from tawatur.errors import SetAside, TawaturError, bug_in
from tawatur.ingest.extraction import Defaults, report_of
from tawatur.ingest.fingerprints import fingerprint
from tawatur.model import Document, Handled, Status
from tawatur.pipeline import Reader


def handle(document: Document, defaults: Defaults, reader: Reader) -> Handled:
    """Return what becomes of a document; nothing in it raises, but for the want of memory or time."""
    stage = "extract"
    try:
        report = report_of(document, defaults)
        stage = "read"
        reading = reader.read(report)
        stage = "fingerprint"
        return Handled(document, Status.READ, reading=reading, fingerprint=fingerprint(report.text))
    except SetAside as reason:
        return Handled(document, Status.SET_ASIDE, stage, str(reason))
    except TawaturError as error:
        return Handled(document, Status.FAILED, stage, str(error))
    except MemoryError:
        return Handled(document, Status.FAILED, stage, "it takes more memory than one document may")
    except RecursionError:
        return Handled(document, Status.FAILED, stage, "it is nested too deeply")
    except Exception as error:  # a bug of ours, or of a library: the other documents still count
        return Handled(document, Status.FAILED, stage, bug_in(error))
