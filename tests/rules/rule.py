"""The frame of a rule: finds violations in the project, and proves on samples that it can.

A rule is a function check(tree) that calls tree.saw() for each thing it looked at and tree.problem()
for each violation. Looking at nothing is a violation too, so that a moved folder never passes. A rule
also names samples: small trees that must violate it (each with a word of the problem expected) and one
that must not. `--self-test` runs it on those.
"""
import argparse
import pathlib
import re
import sys
import tempfile

STAGES = ["base", "ingest", "lex", "parse", "place", "record", "store", "study", "write"]


class Tree:
    """A project tree under check."""

    def __init__(self, root, arguments):
        self.root = pathlib.Path(root)
        self.arguments = arguments
        self.seen = 0
        self.problems = []

    def saw(self, count=1):
        self.seen += count

    def problem(self, where, what):
        if isinstance(where, pathlib.Path) and where.is_relative_to(self.root):
            where = where.relative_to(self.root)
        self.problems.append(f"{where}: {what}")

    def files(self, *patterns):
        """Files of the tree by pattern, each once, in order."""
        found = {path for pattern in patterns for path in self.root.glob(pattern) if path.is_file()}
        return sorted(found)


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def code_lines(text, keep_strings=False):
    """Lines of C with comments blanked (and the inside of strings too), so that offsets of lines hold."""
    def blank(match):
        found = match.group(0)
        if found[0] in "\"'":
            return found if keep_strings else found[0] + found[0]
        return re.sub(r"[^\n]", " ", found)
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, blank, text, flags=re.S).split("\n")


def judge(check, root, arguments):
    tree = Tree(root, arguments)
    check(tree)
    if tree.seen == 0:
        tree.problem(".", "nothing was found to check")
    return tree


def self_test(check, arguments, bad, good):
    """Every bad sample must be caught with its word, the good one must pass, an empty tree must not."""
    failures = []

    def judge_sample(files):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in files.items():
                path = pathlib.Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(content, encoding="utf-8")
            return judge(check, folder, arguments).problems

    for expected, files in bad:
        problems = judge_sample(files)
        if not any(expected in problem for problem in problems):
            failures.append(f"a sample that should be caught ({expected}) gave {problems}")
    problems = judge_sample(good)
    if problems:
        failures.append(f"the clean sample was refused: {problems}")
    if not judge_sample({}):
        failures.append("an empty tree passed")
    print(f"{len(bad) + 2} samples, {len(failures)} failures")
    return failures


def main(check, bad=(), good=None, options=(), prove=None):
    """Runs the rule on --root, or on its samples with --self-test; `prove` replaces the samples for a rule
    that looks at more than a tree of texts. `options` are (name, help) pairs."""
    parser = argparse.ArgumentParser(description=check.__doc__)
    parser.add_argument("--root", default=pathlib.Path(__file__).resolve().parents[2])
    parser.add_argument("--self-test", action="store_true")
    for name, text in options:
        parser.add_argument(name, help=text, nargs="*", default=[])
    arguments = parser.parse_args()
    if arguments.self_test:
        problems = prove() if prove else self_test(check, arguments, bad, good)
    else:
        tree = judge(check, pathlib.Path(arguments.root).resolve(), arguments)
        problems = tree.problems
        print(f"{tree.seen} checked, {len(problems)} problems")
    for problem in problems:
        print("  " + problem)
    sys.exit(1 if problems else 0)
