# fish completion for airlog: the command itself knows what may follow.
function __airlog_complete
    set -l words (commandline -opc) (commandline -ct)
    airlog complete $words[2..-1] 2>/dev/null
end
complete -c airlog -a '(__airlog_complete)'
