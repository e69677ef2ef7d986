"""`make compare`: real documents that nobody here made, against other readers of them.

Every document must be read within the time and the memory, and without a panic. The words of a PDF are compared with
those of `pdftotext`, the cells of a workbook with what openpyxl or xlrd say of it. Only counts and file names are printed.

    compare.py READER TARGET [CORPUS] [--worst N]

READER is `target/debug/examples/read`; TARGET a folder for what is fetched and the report.
"""

import argparse
import collections
import datetime
import json
import multiprocessing
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import cells
import fetch

SECONDS = 20
# The budget's four stages of 32 MiB, what a body's inspection holds by itself, and the document.
PEAK = (4 * 32 + 16) << 20
# A page with fewer is a picture, or a test of something else than text.
WORDS = 20
# Of integers some hundred thousand: three stand in cells that are broken on purpose or that readers differ on.
WANTED = {"words": 0.95, "texts": 1.0, "integers": 0.9999, "dates": 1.0}


def read(reader, path):
    """What Dwarpal says of the document and the text that it reads; or what went wrong."""
    try:
        done = subprocess.run([reader, path], capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"failed": "time"}, ""
    lines = done.stderr.decode(errors="replace").splitlines()
    if done.returncode != 0 or not lines:
        return {"failed": "panic"}, ""
    said = json.loads(lines[-1])
    if said["peak"] > PEAK + path.stat().st_size:
        said["failed"] = "memory"
    return said, done.stdout.decode(errors="replace")


def words(text):
    text = unicodedata.normalize("NFKC", text)
    # A hyphen at the end of a line is the typesetter's; a soft one nobody sees.
    text = re.sub("\u00ad|(?<=\\w)[-\u2010]\\s*[\n\x0c\x1d\x1e]\\s*", "", text)
    return re.findall(r"\w+", text)


def pdf_words(path):
    """The words that pdftotext reads; nothing where it can't."""
    try:
        done = subprocess.run(["pdftotext", "-q", "-enc", "UTF-8", path, "-"], capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return []
    return words(done.stdout.decode(errors="replace")) if done.returncode == 0 else []


def shared(theirs, ours):
    """How many of their words are ours, each as often as it is there."""
    return sum((collections.Counter(theirs) & collections.Counter(ours)).values())


def compared(path, text):
    """For each kind of thing: how many there are in the document, and how many of them were read."""
    if path.suffix.lower() == ".pdf":
        theirs = pdf_words(path)
        return {"words": (len(theirs), shared(theirs, words(text)))} if len(theirs) >= WORDS else {}
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        return cells.compared(path, text)
    return {}


def within_time(path, text):
    """What `compared` says, if the other reader is done in time."""
    with multiprocessing.Pool(1) as pool:
        try:
            return pool.apply_async(compared, (path, text)).get(SECONDS)
        except multiprocessing.TimeoutError:
            return {}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("reader", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("corpus", type=Path, nargs="?")
    arguments.add_argument("--worst", type=int, default=10)
    given = arguments.parse_args()
    folders = fetch.documents(Path(__file__).with_name("packages.tsv"), given.target)
    if given.corpus and given.corpus.exists():
        folders |= {f"corpus {kind}": given.corpus / "clean" / kind for kind in ("pdf", "xlsx")}
    paths = [(name, path) for name, folder in folders.items() for path in sorted(folder.iterdir())]
    failed, unread, sums, worst = [], collections.Counter(), collections.defaultdict(lambda: [0, 0, 0]), []
    slowest, largest, texts_unread = (0, ""), (0, ""), []
    for number, (name, path) in enumerate(paths):
        if number % 100 == 0:
            print(f"{number} of {len(paths)}", file=sys.stderr, flush=True)
        said, text = read(given.reader, path)
        label = f"{name}/{path.name}"
        if "failed" in said:
            failed.append(f"{label}: {said['failed']}")
            continue
        slowest, largest = max(slowest, (said["ms"], label)), max(largest, (said["peak"], label))
        counts = within_time(path, text)
        if said["verdict"] == "Uninspectable":
            unread[said["reason"]] += 1
            if counts:
                texts_unread.append(f"{label}: {said['reason']}")
            continue
        for kind, (there, found) in counts.items():
            total = sums[kind]
            total[0], total[1], total[2] = total[0] + 1, total[1] + there, total[2] + found
            if there > found:
                worst.append((there - found, found / there, kind, label))
    print(f"{len(paths)} documents of {len(folders)} origins, {datetime.date.today()}")
    print(f"failed: {len(failed)}", *failed, sep="\n  ")
    print(f"slowest: {slowest[0]} ms ({slowest[1]}); most memory: {largest[0] >> 20} MiB ({largest[1]})")
    print(f"uninspectable: {sum(unread.values())}", dict(unread))
    print(f"  of which others read: {len(texts_unread)}", *texts_unread[: given.worst], sep="\n    ")
    short = []
    for kind, (documents, there, found) in sorted(sums.items()):
        print(f"{kind}: {found} of {there} in {documents} documents, {found / max(there, 1):.4%}")
        if found < WANTED[kind] * there:
            short.append(kind)
    for missing, share, kind, label in sorted(worst, reverse=True)[: given.worst]:
        print(f"  {label}: {missing} {kind} missing, {share:.1%} there")
    if failed or short or len(paths) < 500:
        sys.exit(f"not good enough: {len(failed)} failed, {', '.join(short) or 'nothing'} short, {len(paths)} documents")


if __name__ == "__main__":
    main()
