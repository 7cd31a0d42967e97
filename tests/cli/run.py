"""Runs a transcript of the command and compares what it prints.

A transcript (*.cli) is a list of steps, run in order in one empty folder with the built airlog first on the PATH:

    # a comment
    @ report.txt              a file is made of the lines behind it
    | its first line
    $ airlog convert 1 ft m   a command for sh
    0.3048 m                  what it prints on standard output
    ! airlog: ...             what it prints on standard error
    ? 2                       its exit code, when it is not 0

A line `...` (or `! ...`) stands for any lines, `*` inside a line for any characters of it. `--refresh` writes what is
printed into the transcript; read the difference before it is kept. `--self-test` shows that the runner can fail.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TIME_LIMIT_S = 120


class Step:
    """A file to make or a command to run, with what is expected of it."""

    def __init__(self, kind, text):
        self.kind, self.text = kind, text
        self.lines, self.out, self.err, self.code = [], [], [], 0


def read(path):
    """The steps of a transcript, and its lines that belong to no step, each with its place."""
    steps = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, rest = line[:2], line[2:]
        if line.startswith("#") or (not line.strip() and (not steps or steps[-1].kind != "$")):
            steps.append(Step("#", line))
        elif mark in ("$ ", "@ "):
            steps.append(Step(mark[0], rest))
        elif mark == "| " or line == "|":
            steps[-1].lines.append(rest)
        elif not steps or steps[-1].kind != "$":
            raise SystemExit(f"{path}:{number}: output without a command")
        elif mark == "! " or line == "!":
            steps[-1].err.append(rest)
        elif mark == "? ":
            steps[-1].code = int(rest)
        elif line.strip() or not is_gap(path, number):
            steps[-1].out.append(line)
    return steps


def is_gap(path, number):
    """Whether an empty line only parts two steps: what follows it begins one."""
    lines = path.read_text(encoding="utf-8").splitlines()[number:]
    following = next((line for line in lines if line.strip()), "# end")
    return following.startswith(("$ ", "@ ", "#"))


def environment(command, data):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("AIRLOG", "LC_", "LANG"))}
    path = os.pathsep.join([str(pathlib.Path(command).resolve().parent), kept.get("PATH", "")])
    return kept | {"PATH": path, "AIRLOG_DATA": data, "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1", "TERM": "dumb",
                   "XDG_CONFIG_HOME": "/nowhere"}


def run(step, folder, variables):
    """(standard output, standard error, exit code) as lines."""
    try:
        done = subprocess.run(["sh", "-c", step.text], cwd=folder, env=variables, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=TIME_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return [], [f"took over {TIME_LIMIT_S} s"], -1
    lines = [stream.decode("utf-8", errors="backslashreplace").splitlines() for stream in (done.stdout, done.stderr)]
    return lines[0], lines[1], done.returncode


def same(expected, printed):
    """Whether two lines are equal, with * for any characters."""
    pattern = ".*".join(re.escape(part) for part in expected.rstrip().split("*"))
    return re.fullmatch(pattern, printed.rstrip()) is not None


def matches(expected, printed):
    if not expected:
        return not printed
    if expected[0].strip() == "...":
        return any(matches(expected[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and same(expected[0], printed[0]) and matches(expected[1:], printed[1:])


def show(name, expected, printed):
    lines = [f"  {name} should be"] + [f"    {line}" for line in expected or ["(nothing)"]]
    return lines + [f"  {name} is"] + [f"    {line}" for line in printed or ["(nothing)"]]


def compare(step, out, err, code):
    """What differs, as lines."""
    problems = []
    if not matches(step.out, out):
        problems += show("standard output", step.out, out)
    if not matches(step.err, err):
        problems += show("standard error", step.err, err)
    if step.code != code:
        problems.append(f"  exit code should be {step.code} and is {code}")
    return problems


def play(steps, command, data):
    """Runs the steps; yields each command with what it printed."""
    with tempfile.TemporaryDirectory() as folder:
        variables = environment(command, data)
        for step in steps:
            if step.kind == "@":
                pathlib.Path(folder, step.text).write_text("".join(line + "\n" for line in step.lines), encoding="utf-8")
            elif step.kind == "$":
                yield step, *run(step, folder, variables)


def check(path, command, data):
    failures = seen = 0
    for step, out, err, code in play(read(path), command, data):
        seen += 1
        problems = compare(step, out, err, code)
        if problems:
            failures += 1
            print("\n".join([f"{path}: $ {step.text}"] + problems))
    if not seen:
        print(f"{path}: holds no command")
    return failures == 0 and seen > 0


def refresh(path, command, data):
    """Writes what is printed, and keeps what already matches: its patterns are wanted."""
    steps = read(path)
    for step, out, err, code in play(steps, command, data):
        step.out = step.out if matches(step.out, out) else out
        step.err = step.err if matches(step.err, err) else err
        step.code = code
    lines = []
    for step in steps:
        if lines and lines[-1] and step.kind == "#" and step.text:
            lines.append("")
        lines.append(step.text if step.kind == "#" else f"{step.kind} {step.text}")
        lines += [f"| {line}".rstrip() for line in step.lines]
        lines += step.out + [f"! {line}".rstrip() for line in step.err]
        lines += [f"? {step.code}"] if step.code else []
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def self_test():
    """Every kind of difference is found, and none where there is none."""
    good = "# all is well\n@ a.txt\n| one\n| two\n\n$ cat a.txt\none\ntwo\n\n$ echo x >&2; exit 3\n! x\n? 3\n\n$ seq 9\n1\n...\n9\n" \
           "$ echo at 12 s\nat * s\n$ printf 'a\\n\\nb\\n'\na\n\nb\n"
    bad = ["$ echo a\nb\n", "$ echo a\n", "$ true\na\n", "$ echo a >&2\n", "$ echo a >&2\n! b\n", "$ exit 1\n", "$ true\n? 1\n",
           "$ seq 3\n1\n...\n4\n", "$ echo at 12 m\nat * s\n", "# nothing\n"]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "x.cli")
        results = []
        for text in [good] + bad:
            path.write_text(text, encoding="utf-8")
            results.append(check(path, "/bin/true", ""))
        path.write_text("\n".join(bad), encoding="utf-8")
        refresh(path, "/bin/true", "")
        results.append(not check(path, "/bin/true", ""))
    return results == [True] + [False] * (len(bad) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--command", default="airlog", help="the built airlog")
    parser.add_argument("--data", default="", help="the compiled tables")
    parser.add_argument("--refresh", action="store_true", help="write what is printed into the transcripts")
    parser.add_argument("--self-test", action="store_true", help="show that the runner can fail")
    parser.add_argument("transcripts", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.self_test:
        return 0 if self_test() else 1
    if not os.access(arguments.command, os.X_OK):
        raise SystemExit(f"{arguments.command}: there is no such program")
    if arguments.refresh:
        for path in arguments.transcripts:
            refresh(path, arguments.command, arguments.data)
        return 0
    return 0 if all([check(path, arguments.command, arguments.data) for path in arguments.transcripts]) else 1


if __name__ == "__main__":
    sys.exit(main())
