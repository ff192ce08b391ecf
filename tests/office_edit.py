"""Run by the system's Python, which has LibreOffice's bridge: opens, edits and saves a letter.

office_edit.py PIPE FILE-OR-ADDRESS FIND REPLACE [wait]

With "wait" it says "open" when the letter is open, and goes on at a line from standard input.
"""

import contextlib
import os
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def connect(pipe):
    """The office behind this pipe; it needs a few seconds to start."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not answer")


def setting(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def main(pipe, path, find, replace, wait=""):
    context = connect(pipe)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    address = path if "://" in path else Path(path).as_uri()
    document = desktop.loadComponentFromURL(address, "_blank", 0, (setting("Hidden", True),))
    if wait:
        sys.stdout.write("read-only\n" if document.isReadonly() else "open\n")
        sys.stdout.flush()
        sys.stdin.readline()
    search = document.createReplaceDescriptor()
    search.SearchString, search.ReplaceString = find, replace
    count = document.replaceAll(search)
    document.storeToURL(address, (setting("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    sys.stdout.write(f"{count}\n")
    sys.stdout.flush()
    with contextlib.suppress(Exception):  # the bridge goes down with the office
        desktop.terminate()
    os._exit(0)  # and its clean-up after that has been seen to crash


main(*sys.argv[1:])
