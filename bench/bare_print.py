"""WeasyPrint alone, tagging as we do, in a process of its own: `python -m bench.bare_print <page.html> <file.pdf>`.

Prints the seconds of processor time that the document took, its megabytes at most, and its pages.
"""

import os
import sys
import time
from pathlib import Path

import weasyprint

from bench.processes import peak_mb
from college.paper.child import STYLESHEET


def main() -> None:
    html = Path(sys.argv[1]).read_text()
    weasyprint.HTML(string="<p>warm").write_pdf()
    began = time.process_time()
    stylesheet = weasyprint.CSS(string=STYLESHEET.read_text())
    document = weasyprint.HTML(string=html).render(stylesheets=[stylesheet], pdf_variant="pdf/ua-1")
    document.write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
    seconds = time.process_time() - began
    peak = peak_mb(os.getpid())
    print(seconds, peak, len(document.pages))


if __name__ == "__main__":
    main()
