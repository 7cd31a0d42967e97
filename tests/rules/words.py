"""No private path and no note of unfinished work in what is handed out."""
import re
import subprocess

import rule

# Written so that this file does not hold them.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX"]) + r")\b")
FOLDERS = "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "fa" + "rm", "Us" + "ers"])
PRIVATE = re.compile(r"(?<![\w.])/(" + FOLDERS + r")/\w")
TEXT = (".c", ".h", ".def", ".py", ".sh", ".cmake", ".txt", ".md", ".json", ".in", ".yml", ".qml", "")
# Tables of other people's words.
SKIPPED = ("data/", "tests/fuzz/corpus/", "build/", ".git/")


def handed_out(tree):
    """Files under version control, or all when there is none."""
    listed = subprocess.run(["git", "-C", str(tree.root), "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], capture_output=True)
    if listed.returncode == 0 and (tree.root / ".git").exists():
        names = [tree.root / name for name in listed.stdout.decode().split("\0") if name]
    else:
        names = tree.files("**/*")
    return [path for path in names if path.is_file() and path.suffix in TEXT
            and not path.relative_to(tree.root).as_posix().startswith(SKIPPED)]


def check(tree):
    """private paths and unfinished work"""
    for path in handed_out(tree):
        tree.saw()
        for number, line in enumerate(rule.read(path).splitlines(), 1):
            if UNFINISHED.search(line):
                tree.problem(path, f"line {number}: a note of unfinished work")
            if PRIVATE.search(line):
                tree.problem(path, f"line {number}: a private path")


GOOD = {"src/a.c": "/* see docs/root/x and ../work/y */ int todo_list;\n", "data/names.txt": "TO" + "DO\n"}
BAD = [
    ("unfinished", {"src/a.c": "// TO" + "DO: later\n"}),
    ("unfinished", {"bootstrap": "# FIX" + "ME\n"}),
    ("private path", {"README.md": "see /wo" + "rk/shared/x\n"}),
    ("private path", {"tests/a.py": 'open("/ro' + 'ot/x")\n'}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
