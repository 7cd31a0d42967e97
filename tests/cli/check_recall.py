"""What airlog locate remembers of a stream changes no answer.

Phrases that differ in their number alone are placed from what is kept of earlier ones. Each is asked once in a stream of
its own, where nothing can be remembered, and again in one stream with all the others, three times over.
"""
import argparse
import subprocess
import sys

NUMBERS = ["60", "7", "35.5", "100", "1", "250", "12.0", "0.5", "2024", "90"]
RESTS = [
    "NM north of Keelung port", "km south of Hanko", "nautical miles northwest of Keelung port", "miles east of KJFK",
    "miles (97 km) east of KJFK", "NM from Keelung port", "km north of Taiwan", "miles west of Springfield",
    "mi ESE of Leeds Bradford Airport", "km northeast of Keelung, Taiwan", "NM bearing 045 degrees from Cork Airport",
    "NM north of northern Taiwan", "degrees north of Manila", "minutes north of Manila", "feet south of Gibraltar",
    "km north of Qwertzuiop", "NM", "NM north of", "metres west of Honolulu", "km south-southwest of Reykjavik",
    "NM west of the Taiwan Strait", "nm on the 045 radial of JFK", "km off Hanko", "to 70 NM north of Keelung port",
]


def ask(command, lines):
    done = subprocess.run([command, "locate", "--json", "-q", "-"], input="\n".join(lines) + "\n", capture_output=True,
                          text=True, check=False)
    answers = done.stdout.splitlines()
    if len(answers) != len(lines):
        raise SystemExit(f"{len(answers)} answers for {len(lines)} phrases: {done.stderr[:400]}")
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--command", required=True)
    command = parser.parse_args().command
    alone = {}
    for number in NUMBERS:  # each rest once: nothing is kept at the first sight
        lines = [f"{number} {rest}" for rest in RESTS]
        alone.update(zip(lines, ask(command, lines)))
    together = list(alone) * 3
    problems = [f"{line}\n  alone    {alone[line]}\n  in a row {answer}"
                for line, answer in zip(together, ask(command, together)) if answer != alone[line]]
    placed = sum('"placed":true' in answer for answer in alone.values())
    print(f"{len(alone)} phrases, {placed} placed; {len(problems)} of {len(together)} answers differ")
    print("\n".join(problems[:10]))
    return 1 if problems or placed < len(alone) // 3 else 0


if __name__ == "__main__":
    sys.exit(main())
