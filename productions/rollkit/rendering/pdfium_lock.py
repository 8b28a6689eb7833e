"""The one lock around PDFium: it is not safe to use from two threads, not even on two documents."""

import threading

PDFIUM_LOCK = threading.Lock()
