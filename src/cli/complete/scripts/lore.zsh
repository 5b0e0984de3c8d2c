#compdef lore
# Completion of `lore` for Zsh; in ~/.zshrc, behind `compinit`: source <(lore completions zsh)

_lore() {
    local line
    local -a offers abouts
    local -a before=("${(@Q)words[1,CURRENT - 1]}") after=("${(@Q)words[CURRENT + 1,-1]}")
    for line in "${(@f)$(lore complete zsh --at $((CURRENT - 1)) -- "${before[@]}" "$QIPREFIX$PREFIX" "${after[@]}" 2>/dev/null)}"; do
        if [[ $line == $'\t' ]]; then
            _files
            return
        elif [[ -n $line ]]; then
            offers+=("${line%%$'\t'*}")
            abouts+=("${line/$'\t'/  }")
        fi
    done
    # Names are matched with case and accents aside, so Zsh is not to match them again.
    (( ${#offers} )) && compadd -U -l -V lore -d abouts -a offers
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _lore "$@"
else
    compdef _lore lore
fi
