#!/usr/bin/env python3
"""What the command makes of cases of tests/cases/record, in the form of their .expected files.

    write.py AIRLOG NAME ...           prints it
    write.py AIRLOG --write NAME ...   writes it into NAME.expected, where a person reads it beside the text before it is
                                       kept: what is wrong is corrected in the program
"""
import json
import pathlib
import subprocess
import sys

CASES = pathlib.Path(__file__).parent / "record"
OPTIONS = {"date": "--date", "zone": "--timezone", "place": "--place", "class": "--class"}


def options_of(expected):
    first = expected.read_text().split("\n", 1)[0] if expected.exists() else ""
    return json.loads(first).get("options") if first.startswith("{") else None


def main():
    command, *names = sys.argv[1:]
    write = "--write" in names
    for name in names:
        if name == "--write":
            continue
        expected = CASES / (name + ".expected")
        options = options_of(expected)
        arguments = [word for key, value in (options or {}).items() for word in (OPTIONS[key], value)]
        with open(CASES / (name + ".txt"), "rb") as text:
            printed = subprocess.run([command, "extract", "-q", "-", "-f", "JSONL", *arguments], stdin=text,
                                     capture_output=True, check=True).stdout.decode()
        lines = [json.dumps({"options": options})] if options else []
        for line in printed.splitlines():
            incident = json.loads(line)
            incident.pop("gazetteer")
            known = {key: value for key, value in incident.items() if value is not None}
            lines.append(json.dumps(known, ensure_ascii=False))
        text = "".join(line + "\n" for line in lines)
        if write:
            expected.write_text(text)
        else:
            print(f"{name}\n{text}", end="")


if __name__ == "__main__":
    main()
