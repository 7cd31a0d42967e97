#!/bin/sh
# check_completion.sh COMMAND-FOLDER COMPLETIONS TABLES: the completion of each shell that is installed offers what
# the command offers.
set -eu
PATH=$1:$PATH AIRLOG_DATA=$3
export PATH AIRLOG_DATA
fail() { echo "completion: $1" >&2; exit 1; }
has() { printf '%s\n' "$3" | grep -qxF -e "$2" || fail "$1: no '$2' in: $3"; }

command -v bash >/dev/null 2>&1 || { echo "skipped: no bash"; exit 77; }
offered=$(bash -c 'source "$1"; COMP_WORDS=(airlog locate Keelung); COMP_CWORD=2; _airlog; printf "%s\n" "${COMPREPLY[@]}"' \
    bash "$2/airlog.bash")
has bash 'Keelung\ Port' "$offered"
offered=$(bash -c 'source "$1"; COMP_WORDS=(airlog convert --to ""); COMP_CWORD=3; _airlog; printf "%s\n" "${COMPREPLY[@]}"' \
    bash "$2/airlog.bash")
has bash NM "$offered"
has bash mgrs "$offered"
echo "ok: bash"
if command -v fish >/dev/null 2>&1; then
    has fish convert "$(fish -c 'source $argv[1]; complete -C "airlog conv"' "$2/airlog.fish")"
    has fish --points "$(fish -c 'source $argv[1]; complete -C "airlog locate --po"' "$2/airlog.fish")"
    echo "ok: fish"
fi
if command -v zsh >/dev/null 2>&1; then
    zsh -n "$2/_airlog" || fail "zsh: does not parse"
    # What compadd is given, with the words that zsh would have at that point.
    offered=$(zsh -fc 'compadd() { print -l -- $found }; _files() { print files }; words=(airlog convert --to mg); CURRENT=4; source $1' \
        zsh "$2/_airlog")
    has zsh mgrs "$offered"
    echo "ok: zsh"
fi
