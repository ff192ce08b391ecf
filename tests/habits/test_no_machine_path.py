"""The project runs from any folder on any machine: no file of it knows another one's paths."""

import re
import zipfile

from tests.habits.source import ROOT, files

# The brackets keep this file from finding itself.
PLACE = re.compile(r"(?<![\w.])/(?:[w]ork|[r]oot|[U]sers|[h]ome/\w+)/")
BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".zip", ".db"}


def texts():
    """Name and text of each file; of a Word file, of each part."""
    for path in files():
        name = str(path.relative_to(ROOT))
        if path.suffix == ".docx" and "reject" not in path.parts:  # those are broken on purpose
            with zipfile.ZipFile(path) as package:
                for part in package.namelist():
                    yield f"{name}!{part}", package.read(part).decode(errors="replace")
        elif path.suffix not in BINARY:
            yield name, path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_folder_of_one_machine():
    found = [(name, match[0]) for name, text in texts() if (match := PLACE.search(text))]
    assert found == []
