# Completion of `lore` for Bash; in ~/.bashrc: source <(lore completions bash)

_lore() {
    local word files=
    COMPREPLY=()
    while IFS= read -r word; do
        if [[ $word == $'\t' ]]; then
            files=yes
        else
            COMPREPLY+=("$word")
        fi
    done < <(lore complete bash -- "${COMP_LINE:0:COMP_POINT}" "${COMP_LINE:COMP_POINT}" "$2" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
        type compopt &>/dev/null && compopt -o nospace
    fi
    if [[ -n $files ]]; then
        if type compopt &>/dev/null; then
            compopt -o default
        else
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2")
        fi
    fi
}

complete -F _lore lore
