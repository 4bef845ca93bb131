"""HTML in, tagged PDF out, made in a limited child process. The door is `pdf.py`."""
