"""The console blocks of README.md print what they show.

A block fenced as ```console holds `$ command` lines, each followed by what it prints. The commands run in order,
in one empty folder beside a copy of examples/, on a terminal (so that output for people is what is compared),
with the built airlog first on the PATH. A line `...` stands for any lines, and `...` at the end of a line for
the rest of it. Blocks of another kind are not run.
"""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import tempfile
import termios
import time

import rule

TIME_LIMIT_S = 60
COLUMNS = 120


def blocks(text):
    """(line number, lines) of each console block."""
    for match in re.finditer(r"^```console[ \t]*\n(.*?)^```[ \t]*$", text, flags=re.S | re.M):
        yield text.count("\n", 0, match.start(1)) + 1, match.group(1).split("\n")[:-1]


def steps(start, lines):
    """(line number, command, expected lines) of a block; a command goes on after a backslash."""
    found = []
    continued = False
    for number, line in enumerate(lines, start):
        if continued:
            found[-1][1] += "\n" + line
        elif line.startswith("$ "):
            found.append([number, line[2:], []])
        elif found:
            found[-1][2].append(line)
        else:
            found.append([number, None, [line]])
        continued = (continued or line.startswith("$ ")) and line.endswith("\\")
    return found


def run(command, folder, environment):
    """What a command prints on a terminal, and None when it takes too long."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (50, COLUMNS))
    process = subprocess.Popen(["bash", "-c", command], cwd=folder, env=environment, stdin=slave, stdout=slave,
                               stderr=slave, start_new_session=True)
    os.close(slave)
    output, end = b"", time.monotonic() + TIME_LIMIT_S
    while time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            try:
                part = os.read(master, 65536)
            except OSError:
                part = b""
            if not part:
                break
            output += part
        elif process.poll() is not None:
            break
    else:
        process.kill()
    process.wait()
    os.close(master)
    if time.monotonic() >= end:
        return None
    return output.decode("utf-8", errors="replace").replace("\r\n", "\n")


def same(expected, printed):
    """Whether one line is what the other shows."""
    expected, printed = expected.rstrip(), printed.rstrip()
    return expected == printed or (expected.endswith("...") and printed.startswith(expected[:-3]))


def matches(expected, printed):
    """Whether the lines are equal, with `...` for any lines."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and same(expected[0], printed[0]) and matches(expected[1:], printed[1:])


def difference(expected, printed):
    for number, line in enumerate(expected):
        if line == "...":
            break
        if number >= len(printed) or not same(line, printed[number]):
            return f"shows {line!r}, prints {printed[number] if number < len(printed) else 'nothing more'!r}"
    return f"shows {len(expected)} lines, prints {len(printed)}: {printed[-3:]}"


def environment_for(tree):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("AIRLOG", "LC_", "LANG"))}
    command = [pathlib.Path(name).resolve().parent for name in tree.arguments.command]
    environment["PATH"] = os.pathsep.join([*map(str, command), environment.get("PATH", "")])
    return environment | {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": str(COLUMNS), "LC_ALL": "C.UTF-8", "TZ": "UTC",
                          "XDG_CONFIG_HOME": "/nowhere"}


def check(tree):
    """console blocks of README.md"""
    readme = tree.root / "README.md"
    if not readme.is_file():
        tree.problem(readme, "is missing")
        return
    with tempfile.TemporaryDirectory() as folder:
        if (tree.root / "examples").is_dir():
            shutil.copytree(tree.root / "examples", pathlib.Path(folder, "examples"))
        for start, lines in blocks(rule.read(readme)):
            for number, command, expected in steps(start, lines):
                if command is None:
                    tree.problem(readme, f"line {number}: output without a command before it")
                    continue
                tree.saw()
                output = run(command, folder, environment_for(tree))
                if output is None:
                    tree.problem(readme, f"line {number}: {command!r} took over {TIME_LIMIT_S} s")
                    continue
                printed = output.rstrip("\n").split("\n") if output.strip() else []
                while expected and not expected[-1].strip():
                    expected.pop()
                if not matches(expected, printed):
                    tree.problem(readme, f"line {number}: $ {command}: {difference(expected, printed)}")


def page(*lines):
    return {"README.md": "\n".join(["# x", "", "```console", *lines, "```", "", "```sh", "$ false", "```", ""]),
            "examples/a.txt": "one\ntwo\n"}


GOOD = page("$ cat examples/a.txt", "one", "two", "$ true", "$ echo a \\", "  b > made.txt; cat made.txt", "a b",
            "", "$ seq 9", "1", "...", "9", "$ echo version 1 of today", "version 1 of ...",
            "$ test -t 1 && echo terminal", "terminal")
BAD = [
    ("shows 'three'", page("$ cat examples/a.txt", "one", "three")),
    ("shows 'three', prints 'nothing more'", page("$ cat examples/a.txt", "one", "two", "three")),
    ("shows 1 lines, prints 2", page("$ cat examples/a.txt", "one")),
    ("shows 0 lines, prints 1", page("$ ls no-such-file")),
    ("shows 3 lines", page("$ seq 9", "1", "...", "8")),
    ("shows 'version 2 ...'", page("$ echo version 1", "version 2 ...")),
    ("without a command", page("one")),
    ("is missing", {"README.txt": ""}),
    ("nothing was found", {"README.md": "no blocks\n"}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD, options=[("--command", "the built airlog")])
