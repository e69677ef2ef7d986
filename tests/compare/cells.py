"""What other readers find in the cells of a workbook, and whether a text has it."""

import datetime
import re
import warnings

import openpyxl
import xlrd

EPOCH = datetime.datetime(1899, 12, 30)


def modern(path):
    """The values of all cells of a workbook of 2007 and later."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=False, data_only=True)
    for sheet in book.worksheets:
        # Of a sheet that calls itself a million rows long the cells that are there.
        yield from (cell.value for cell in getattr(sheet, "_cells", {}).values() if cell.value is not None)


def old(path):
    """The values of all cells of a workbook of 1997 to 2003."""
    with open("/dev/null", "w") as quiet:
        book = xlrd.open_workbook(path, logfile=quiet, ragged_rows=True)
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for cell in sheet.row(row):
                if cell.ctype == xlrd.XL_CELL_TEXT and cell.value:
                    yield cell.value
                elif cell.ctype == xlrd.XL_CELL_NUMBER:
                    yield cell.value
                elif cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 61:
                    yield xlrd.xldate_as_datetime(cell.value, book.datemode)


def flat(text):
    # openpyxl leaves some characters as they are escaped (ECMA-376, 22.9.2.19).
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
    return re.sub(r"\s+", " ", re.sub("[\x00-\x1f]", " ", text)).strip()


def kind(value):
    """What a value is counted as, and the texts of which one must be there."""
    if isinstance(value, str):
        return ("texts", [flat(value)]) if flat(value) else None
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        whole = isinstance(value, int) or value.is_integer()
        return ("integers", [str(int(value))]) if whole and abs(value) < 1e15 else None
    if isinstance(value, (datetime.datetime, datetime.date)) and value.year >= 1900:
        moment = value if isinstance(value, datetime.datetime) else datetime.datetime(value.year, value.month, value.day)
        serial = (moment - EPOCH).days
        # Both calendars of Excel: the other one begins 1,462 days later.
        return "dates", [moment.date().isoformat(), str(serial), str(serial - 1462)]
    return None


def compared(path, text):
    """For texts, integers and dates: how many there are in the workbook, and how many of them are in the text."""
    try:
        values = list(old(path) if path.suffix.lower() == ".xls" else modern(path))
    except Exception:  # noqa: BLE001 -- whatever the other reader trips over, there is nothing to compare with
        return {}
    cells = {flat(cell) for cell in re.split("[\x01\x02\x1c-\x1f]", text)}
    whole = flat(text)
    # A cell with a date may be shown with its hour.
    dates = {cell[:10] for cell in cells} | {cell.split(".")[0] for cell in cells}
    counts = {}
    for value in values:
        if said := kind(value):
            name, wanted = said
            found = any(
                want in cells or name == "texts" and want in whole or name == "dates" and want in dates for want in wanted
            )
            there, read = counts.get(name, (0, 0))
            counts[name] = (there + 1, read + found)
    return counts
