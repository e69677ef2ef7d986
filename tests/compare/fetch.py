"""Brings the packages of packages.tsv into target/compare and unpacks the documents in them.

Each registry is asked by its own client, as that is set up on this machine. What is there already is not fetched again.
"""

import shutil
import subprocess
import tarfile
from pathlib import Path

ENDINGS = {".pdf", ".xlsx", ".xlsm", ".xls", ".docx", ".pptx", ".odt", ".ods", ".doc", ".ppt", ".msg"}


def run(args, **more):
    subprocess.run(args, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)


def sources(to):
    """apt's options for reading sources where only binary packages are asked for: lists of their own, in `to`."""
    parts, lists = to / "parts", to / "lists"
    options = ["-o", "Dir::Etc::sourcelist=/dev/null", "-o", f"Dir::Etc::sourceparts={parts}", "-o", f"Dir::State::lists={lists}"]
    if not parts.exists():
        parts.mkdir(parents=True)
        (lists / "partial").mkdir(parents=True)
        found = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").iterdir()]
        for file in found:
            if file.suffix in {".list", ".sources"} and file.exists():
                text = file.read_text()
                text = text.replace("Types: deb\n", "Types: deb-src\n").replace("\ndeb ", "\ndeb-src ")
                (parts / file.name).write_text("deb-src " + text[4:] if text.startswith("deb ") else text)
        run(["apt-get", *options, "update"])
    return options


def fetch(registry, name, version, to, target):
    if registry == "debian":
        run(["apt-get", *sources(target / "apt"), "source", "--download-only", f"{name}={version}"], cwd=to)
    elif registry == "pypi":
        run(["pip", "download", "-q", "--no-deps", "--no-binary", ":all:", f"{name}=={version}"], cwd=to)
    elif registry == "npm":
        run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=to)
    else:
        raise ValueError(registry)


def unpack(archive, to):
    """The documents of an archive; their paths are told apart, not kept."""
    with tarfile.open(archive) as tar:
        for number, member in enumerate(tar):
            name = Path(member.name)
            if member.isfile() and name.suffix.lower() in ENDINGS:
                with tar.extractfile(member) as source, open(to / f"{number:05}-{name.name}", "wb") as copy:
                    shutil.copyfileobj(source, copy)


def documents(packages, target):
    """The folders of the documents of all packages, by the packages' names; those that can't be had are told."""
    folders = {}
    for line in packages.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        registry, name, version = line.split("\t")
        folder = target / "documents" / name
        if not folder.exists():
            archives = target / "packages" / name
            try:
                if not archives.exists():
                    archives.mkdir(parents=True)
                    fetch(registry, name, version, archives, target)
            except (OSError, subprocess.CalledProcessError) as why:
                shutil.rmtree(archives, ignore_errors=True)
                print(f"{name} {version}: not to be had ({type(why).__name__})")
                continue
            folder.mkdir(parents=True)
            for archive in sorted(archives.iterdir()):
                if tarfile.is_tarfile(archive):
                    unpack(archive, folder)
        folders[name] = folder
    return folders
