"""A stage includes only public headers of stages to its left, its own, and its private headers."""
import re

import rule

DEFINITIONS = {"doubts.def": "base", "terms.def": "lex", "terms_time.def": "lex", "deeds.def": "parse",
               "fields.def": "record"}
COMPILER = "src/place/compile"
LAYOUTS = {"tables_file.h", "zone_layout.h", "vocabulary_layout.h", "tables_layout.h"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[>"]')


def included(path):
    for number, line in enumerate(rule.code_lines(rule.read(path), keep_strings=True), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def owner_of(name):
    """The stage of a public header or table, None when there is no such stage."""
    short = name.removeprefix("airlog/")
    if short in DEFINITIONS:
        return DEFINITIONS[short]
    stage = short.removesuffix(".h")
    return stage if stage in rule.STAGES else None


def check_public(tree, path, number, name, position):
    stage = owner_of(name)
    if name == "airlog/airlog.h":
        if position <= rule.STAGES.index("record"):
            tree.problem(path, f"line {number}: a stage names the headers it needs, not {name}")
    elif stage is None:
        tree.problem(path, f"line {number}: {name} belongs to no stage")
    elif rule.STAGES.index(stage) > position:
        tree.problem(path, f"line {number}: {name} is to the right of this stage")


def is_own(tree, path, folder, name):
    """A header of the folder itself, or one that its CMakeLists.txt makes."""
    home = (tree.root / "src" / folder).resolve()
    inside = (path.parent / name).resolve(), (home / name).resolve()
    if any(one.is_file() and one.is_relative_to(home) for one in inside):
        return True
    lists = home / "CMakeLists.txt"
    return "/" not in name and lists.is_file() and re.search(rf"\b{re.escape(name)}\b", rule.read(lists)) is not None


def is_layout(tree, path, name, position):
    """The compiler of the tables writes what stages read: it alone sees how they lay their sections out."""
    return path.is_relative_to(tree.root / COMPILER) and name in LAYOUTS and any(
        (tree.root / "src" / stage / name).is_file() for stage in rule.STAGES[:position + 1])


def check_source(tree, path, folder, position):
    """One file of src/<folder>; position is the stage's index, past the end for the command."""
    for number, bracket, name in included(path):
        tree.saw()
        if name.startswith("airlog/"):
            if folder == "cli" and not name.endswith((".h", ".def")):
                tree.problem(path, f"line {number}: the command includes only airlog/*.h")
            check_public(tree, path, number, name, position)
        elif bracket == '"' and not is_own(tree, path, folder, name) and not is_layout(tree, path, name, position):
            tree.problem(path, f"line {number}: {name} is not a private header of src/{folder}")


def check(tree):
    """include rules between stages"""
    for folder in rule.STAGES + ["cli"]:
        position = rule.STAGES.index(folder) if folder in rule.STAGES else len(rule.STAGES)
        for path in tree.files(f"src/{folder}/**/*.[ch]"):
            check_source(tree, path, folder, position)
    for path in tree.files("src/*"):
        if path.suffix in (".c", ".h"):
            tree.problem(path, "a source lies outside the stages")
    for path in tree.files("src/*/**/*.[ch]"):
        folder = path.relative_to(tree.root / "src").parts[0]
        if folder not in rule.STAGES + ["cli"]:
            tree.problem(path, f"src/{folder} is no stage")
    for path in tree.files("include/airlog/*.h"):
        stage = owner_of(path.name)
        if stage is None and path.name != "airlog.h":
            tree.problem(path, "a public header belongs to no stage")
            continue
        position = rule.STAGES.index(stage or "record")
        for number, bracket, name in included(path):
            tree.saw()
            if name.startswith("airlog/"):
                check_public(tree, path, number, name, position)
            elif bracket == '"':
                tree.problem(path, f"line {number}: a public header includes the private {name}")


GOOD = {
    "src/parse/parse.c": '#include "airlog/parse.h"\n#include "airlog/base.h"\n#include "parser.h"\n#include <math.h>\n'
                         '/* #include "airlog/write.h" */\n',
    "src/parse/parser.h": '#include "airlog/terms.def"\n',
    "src/cli/main.c": '#include "airlog/write.h"\n#include "command.h"\n',
    "src/cli/command.h": '#include "airlog/airlog.h"\n',
    "include/airlog/lex.h": '#include "airlog/ingest.h"\n',
    "src/lex/terms.c": '#include "terms_table.h"\n',
    "src/lex/CMakeLists.txt": "add_custom_command(OUTPUT terms_table.h)\n",
    "src/place/compile/zones.c": '#include "zone_layout.h"\n',
    "src/base/zone_layout.h": "",
}
BAD = [
    ("to the right", {"src/lex/lex.c": '#include "airlog/parse.h"\n'}),
    ("to the right", {"src/base/text.c": '#include <airlog/ingest.h>\n'}),
    ("to the right", {"src/lex/lex.c": '  #  include "airlog/fields.def"\n'}),
    ("to the right", {"include/airlog/lex.h": '#include "airlog/record.h"\n'}),
    ("not a private header", {"src/place/a.c": '#include "parser.h"\n', "src/parse/parser.h": ""}),
    ("not a private header", {"src/place/a.c": '#include "../parse/parser.h"\n', "src/parse/parser.h": ""}),
    ("not a private header", {"src/lex/a.c": '#include "made.h"\n', "src/lex/CMakeLists.txt": "unmade.h"}),
    ("not a private header", {"src/place/a.c": '#include "zone_layout.h"\n', "src/base/zone_layout.h": ""}),
    ("not a private header", {"src/place/compile/a.c": '#include "fold.h"\n', "src/base/fold.h": ""}),
    ("not a private header", {"src/place/compile/a.c": '#include "zone_layout.h"\n', "src/write/zone_layout.h": ""}),
    ("not a private header", {"src/cli/main.c": '#include "../base/fold.h"\n', "src/base/fold.h": ""}),
    ("belongs to no stage", {"src/cli/main.c": '#include "airlog/secret.h"\n'}),
    ("the headers it needs", {"src/record/a.c": '#include "airlog/airlog.h"\n'}),
    ("includes the private", {"include/airlog/parse.h": '#include "parser.h"\n'}),
    ("is no stage", {"src/util/a.c": '#include "airlog/base.h"\n'}),
]

if __name__ == "__main__":
    rule.main(check, BAD, GOOD)
