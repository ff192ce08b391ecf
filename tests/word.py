"""A Word file edited as a person would, without Word."""

import io
import zipfile


def with_body(data: bytes, more: str) -> bytes:
    """The same file with this XML at the end of its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            body = source.read(name)
            if name == "word/document.xml":
                text = body.decode()
                at = text.rindex("<w:sectPr")
                body = (text[:at] + more + text[at:]).encode()
            made.writestr(name, body)
    return out.getvalue()
