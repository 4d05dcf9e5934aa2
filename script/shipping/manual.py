#!/usr/bin/python3
"""Writes what goes with a program, from what the program says of itself: man pages, from its help, and completions. A page a
program, and one for each command that a program has. `cmake --install` runs it (cmake/Install.cmake).

Usage: manual.py PROGRAM PREFIX [--usr] [--starter WORDS]

  PROGRAM          the program, which is started
  PREFIX           gets share/man/man1 and, of a program that prints completions, those of bash, zsh and fish
  --usr            PREFIX is what will be /usr, where Debian's packages put zsh's completions in a folder of theirs
  --starter WORDS  what starts a program of another architecture, such as qemu-aarch64-static
"""

import argparse
import os
import pathlib
import re
import subprocess
import time

LITERAL = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
TWO_COLUMNS = re.compile(r"  (\S(?: ?\S)*)(?:  +(\S.*))?")


def escaped(text):
    """As roff prints it unchanged, signs that are copied into a shell included."""
    return "".join(LITERAL.get(sign, sign if sign.isascii() else rf"\[u{ord(sign):04X}]") for sign in text)


def line(text):
    return (r"\&" if text.startswith((".", "'")) else "") + escaped(text)


class Section:
    """A part of a help text: a title, if it has one, and the lines below it."""

    def __init__(self, title, lines):
        self.title, self.lines = title, lines

    def entries(self):
        """[(what is written, what it means)], or None if the lines are not in two columns."""
        found, column = [], None
        for text in self.lines:
            if column and not text[:column].strip() and found:
                found[-1][1].append(text.strip())
                continue
            match = TWO_COLUMNS.fullmatch(text)
            if not match:
                return None
            found.append((match[1], [match[2]] if match[2] else []))
            column = match.start(2) if match[2] else column or 34
        described = [entry for entry in found if entry[1]]
        return [(term, " ".join(words)) for term, words in found] if described and len(described) == len(found) else None


def sections(text):
    """Blocks between empty lines: with a title of their own, "" for a list without one, None for sentences and what they show."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines = block.splitlines()
        head = re.fullmatch(r"(\S.*):", lines[0])
        used = re.fullmatch(r"([Uu]sage): (.*)", lines[0])
        if used:
            found.append(Section("SYNOPSIS", [used[2], *lines[1:]]))
        elif head and len(lines) > 1 and all(other.startswith("  ") for other in lines[1:]):
            found.append(Section(head[1], lines[1:]))
        elif lines[0].startswith("  ") and not Section("", lines).entries():
            found[-1].lines += ["", *lines]
        elif lines[0].startswith("  "):
            found.append(Section("", lines))
        else:
            found.append(Section(None, lines))
    return found


def shown(lines):
    """As it stands, or, in sentences, what stands between them."""
    return [".nf", *[line(text.removeprefix("  ")) for text in lines], ".fi"]


def body(section):
    entries = section.entries()
    if entries:
        return [part for term, words in entries for part in (".TP", rf"\fB{escaped(term)}\fR", line(words))]
    return shown(section.lines)


def paragraph(section):
    said = [text for text in section.lines if text and not text.startswith("  ")]
    example = [text for text in section.lines if text.startswith("  ")]
    return [".PP", *[line(text) for text in said], *([".PP", *shown(example)] if example else [])]


def page(name, text, version, others, epoch):
    """The page of a help text: its first line, how it is used, what it says, its lists, its examples."""
    first, *parts = sections(text)
    about = " ".join(first.lines).removeprefix(f"{name}: ").rstrip(".")
    date = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    out = [f'.TH {escaped(name.upper())} 1 "{date}" "{escaped(f"interconnect {version}")}" "Interconnect"', ".nh", ".ad l",
           ".SH NAME", rf"{escaped(name)} \- {escaped(about.removeprefix(f'{name} '))}"]
    prose = [part for part in parts if part.title is None]
    for part in parts:
        if part.title == "SYNOPSIS":
            out += [".SH SYNOPSIS", *[rf"\fB{escaped(text.strip())}\fR" for text in part.lines]]
    sentence = about if about.startswith(name) else about[0].upper() + about[1:]
    out += [".SH DESCRIPTION", line(f"{sentence}.")]
    for part in prose:
        out += paragraph(part)
    for part in parts:
        if part.title is not None and part.title != "SYNOPSIS":
            out += [f".SH {escaped((part.title or 'Options').upper())}", *body(part)]
    if others:
        out += [".SH SEE ALSO", ",\n".join(rf"\fB{escaped(other)}\fR(1)" for other in others)]
    return "\n".join(out) + "\n"


def commands(text):
    """The commands that a program's help lists."""
    return [term for part in sections(text) if part.title == "Commands" for term, _ in part.entries()]


def pages(name, says, epoch):
    """name of the page → its text; `says(arguments ...)` is what the program prints."""
    version = says("--version").split()[1]
    top = says("--help")
    names = [f"{name}-{command}" for command in commands(top)]
    made = {name: page(name, top, version, names, epoch)}
    for command in commands(top):
        others = [other for other in (name, *names) if other != f"{name}-{command}"]
        made[f"{name}-{command}"] = page(f"{name}-{command}", says(command, "--help"), version, others, epoch)
    return made


def completions(name, usr):
    """shell → where below a prefix it looks for completions of that program."""
    zsh = "vendor-completions" if usr else "site-functions"
    return {"bash": f"share/bash-completion/completions/{name}", "zsh": f"share/zsh/{zsh}/_{name}",
            "fish": f"share/fish/vendor_completions.d/{name}.fish"}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o644)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("prefix", type=pathlib.Path)
    parser.add_argument("--usr", action="store_true")
    parser.add_argument("--starter", default="")
    options = parser.parse_args()
    name = options.program.name

    def says(*arguments):
        return subprocess.run([*options.starter.split(), options.program, *arguments], check=True, capture_output=True, text=True).stdout

    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    for title, text in pages(name, says, epoch).items():
        write(options.prefix / f"share/man/man1/{title}.1", text)
    if "completion" in commands(says("--help")):
        for shell, place in completions(name, options.usr).items():
            write(options.prefix / place, says("completion", shell))


if __name__ == "__main__":
    main()
