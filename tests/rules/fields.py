"""Names of an incident's fields are unique, and so are their short names, of at most ten characters."""
import re

import rule

FIELD = re.compile(r'AIRLOG_FIELD\(\s*(\w+)\s*,\s*(\w+)\s*,\s*"([^"]*)"\s*,\s*"([^"]*)"\s*,\s*"([^"]*)"\s*\)')


def check(tree):
    """fields.def"""
    for path in tree.files("include/airlog/fields.def"):
        text = "\n".join(rule.code_lines(rule.read(path), keep_strings=True))
        rows = FIELD.findall(text)
        if len(rows) != len(re.findall(r"^\s*AIRLOG_FIELD\(", text, flags=re.M)):
            tree.problem(path, "holds a row that cannot be read")
        names, shorts = set(), set()
        for name, kind, short, label, what in rows:
            tree.saw()
            if kind not in ("TEXT", "REAL", "TIME"):
                tree.problem(path, f"{name}: {kind} is no type")
            if not re.fullmatch(r"[a-z][a-z0-9_]{0,9}", short):
                tree.problem(path, f"{name}: the short name {short!r} does not fit a shapefile")
            if not label or not what:
                tree.problem(path, f"{name}: has no label or explanation")
            if name.lower() in names:
                tree.problem(path, f"{name}: stands twice")
            if short.lower() in shorts:
                tree.problem(path, f"{name}: the short name {short} is taken")
            names.add(name.lower())
            shorts.add(short.lower())


def row(name="a", kind="TEXT", short="a", what="what"):
    return f'AIRLOG_FIELD({name}, {kind}, "{short}", "Label", "{what}")\n'


FILE = "include/airlog/fields.def"
GOOD = {FILE: "/* AIRLOG_FIELD(x) */\n" + row() + row("b", "REAL", "bearing_de")}
BAD = [
    ("does not fit", {FILE: row(short="bearing_deg")}),
    ("does not fit", {FILE: row(short="")}),
    ("is taken", {FILE: row() + row("b")}),
    ("stands twice", {FILE: row() + row(short="b")}),
    ("is no type", {FILE: row(kind="DATE")}),
    ("no label", {FILE: row(what="")}),
    ("cannot be read", {FILE: row() + 'AIRLOG_FIELD(c, TEXT, "c")\n'}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
