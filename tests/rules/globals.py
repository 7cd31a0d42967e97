"""No library keeps changing state of its own: no object of theirs has data that can be written.

The one exception is what a library loaded when needed has given, which is set once behind pthread_once.
"""
import pathlib
import re
import shutil
import subprocess
import tempfile

import rule

# Objects that keep the functions of a delayed library.
DELAYED = {"fold.c.o", "geodesic.c.o", "html_tree.c.o"}
WRITABLE = re.compile(r"\.(data|bss|tdata|tbss)(?!\.rel\.ro)|COMMON")


def symbols(path):
    """(object, symbol, section) of each symbol of an archive."""
    # Without a plug-in: the code is looked at, not what the optimiser at link time keeps beside it.
    output = subprocess.run(["nm", "--plugin", "", "-f", "sysv", "--defined-only", str(path)], capture_output=True,
                            text=True)
    member = path.name
    for line in output.stdout.splitlines():
        heading = re.match(r"Symbols from .*\[(.*)\]:", line)
        if heading:
            member = heading.group(1)
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 7:
            yield member, cells[0], cells[6]


def check(tree):
    """data that can be written"""
    for path in [pathlib.Path(name) for name in tree.arguments.archives] or tree.files("*.a"):
        found = list(symbols(path))
        if not found:
            tree.problem(path, "nm shows nothing in it")
        for member, name, section in found:
            tree.saw()
            if WRITABLE.match(section) and member not in DELAYED:
                tree.problem(path, f"{member}: {name} in {section} can be written")


SAMPLES = [
    ("", "const int airlog_a[2] = {1, 2}; static int f(void) { return 1; } int (*const airlog_f)(void) = f;"),
    ("counter", "static int counter; int airlog_a(void) { return ++counter; }"),
    ("kept", "int airlog_a(void) { static int kept = 3; return ++kept; }"),
    ("airlog_last", "int airlog_last = 1;"),
    ("own", "static _Thread_local int own; int *airlog_a(void) { return &own; }"),
]


class Arguments:
    archives = ()


def prove(compiler):
    failures = []
    for expected, source in SAMPLES:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "a.c").write_text(source)
            subprocess.run([compiler, "-w", "-O2", "-c", "-o", folder / "a.c.o", folder / "a.c"], check=True)
            subprocess.run(["ar", "rc", folder / "liba.a", folder / "a.c.o"], check=True)
            problems = rule.judge(check, folder, Arguments()).problems
        if bool(problems) != bool(expected) or (expected and not any(expected in problem for problem in problems)):
            failures.append(f"{expected or 'a clean object'}: {problems}")
    with tempfile.TemporaryDirectory() as folder:
        if not rule.judge(check, folder, Arguments()).problems:
            failures.append("an empty folder passed")
    print(f"{len(SAMPLES) + 1} samples, {len(failures)} failures")
    return failures


if __name__ == "__main__":
    rule.main(check, prove=lambda: prove(shutil.which("cc") or "gcc"),
              options=[("--archives", "stage archives to look at")])
