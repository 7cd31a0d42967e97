#!/usr/bin/env python3
"""Reading is linear in the length of a text, whatever it is made of.

    linear.py VALGRIND PROGRAM

Counts the instructions that lexing and parsing take for texts of one, two and four lengths of the same piece: from the
second to the third at most 2.3 times as many are added as from the first to the second, where a quadratic part would add
four times as many. Instructions, not time: the same on every machine, however busy.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

MOST = 2.3


def counts(folder):
    """Instructions of each call of measured_work(), in the order of the calls: every other dump."""
    files = sorted(folder.glob("counts.*"), key=lambda path: int(path.suffix[1:] or 0))
    parts = [int(re.search(r"^(?:totals|summary): (\d+)", path.read_text(), re.M).group(1)) for path in files]
    return parts[1::2]


def main(valgrind, program):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([valgrind, "--quiet", "--tool=callgrind", "--dump-before=measured_work",
                               "--dump-after=measured_work", f"--callgrind-out-file={folder}/counts", program],
                              stdout=subprocess.PIPE, check=True)
        pieces = done.stdout.decode().split("\0")[:-1]
        work = counts(pathlib.Path(folder))
    if len(work) != 3 * len(pieces):
        sys.exit(f"{len(work)} counts for {len(pieces)} pieces of three lengths")
    slow = 0
    for i, piece in enumerate(pieces):
        one, two, four = work[3 * i:3 * i + 3]
        growth = (four - two) / max(two - one, 1)
        verdict = "" if growth <= MOST else "  not linear"
        slow += growth > MOST
        print(f"{piece!r:28} {one:10} {two:10} {four:10}  {growth:5.2f}{verdict}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
