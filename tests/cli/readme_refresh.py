"""Writes into the console blocks of README.md what the commands print now; a block that matches is left as it is.

    python3 tests/cli/readme_refresh.py <build>/src/cli/airlog

Read the difference before it is kept.
"""
import os
import pathlib
import re
import shutil
import sys
import tempfile
import types

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/rules"))
import readme  # noqa: E402  pylint: disable=wrong-import-position
import rule  # noqa: E402  pylint: disable=wrong-import-position


def shorten(expected, printed):
    """What is printed, cut where the block cuts it: at the line that stands before its last `...`."""
    if expected and expected[-1] == "..." and len(expected) > 1 and expected[-2] in printed:
        return printed[:printed.index(expected[-2]) + 1] + ["..."]
    return printed


def refresh(block, folder, environment):
    lines = []
    for _, command, expected in readme.steps(1, block.group(1).split("\n")[:-1]):
        output = readme.run(command, folder, environment)
        printed = output.rstrip("\n").split("\n") if output.strip() else []
        lines += ["$ " + command] + (expected if readme.matches(expected, printed) else shorten(expected, printed))
    return "```console\n" + "\n".join(lines) + "\n```"


def main():
    if not (len(sys.argv) == 2 and os.access(sys.argv[1], os.X_OK)):
        raise SystemExit(__doc__)
    path = ROOT / "README.md"
    environment = readme.environment_for(rule.Tree(ROOT, types.SimpleNamespace(command=sys.argv[1:])))
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", pathlib.Path(folder, "examples"))
        text = re.sub(r"^```console[ \t]*\n(.*?)^```[ \t]*$", lambda block: refresh(block, folder, environment),
                      path.read_text(encoding="utf-8"), flags=re.S | re.M)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
