# bash completion for airlog: the command itself knows what may follow.
_airlog() {
    local typed=${COMP_WORDS[COMP_CWORD]} word found
    typed=${typed//\\/}
    COMPREPLY=()
    mapfile -t found < <(airlog complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" "${typed#[\"\']}" 2>/dev/null)
    for word in "${found[@]}"; do
        COMPREPLY+=("$(printf '%q' "$word")")
    done
}
complete -o default -F _airlog airlog
