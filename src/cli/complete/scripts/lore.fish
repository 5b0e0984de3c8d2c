# Completion of `lore` for Fish; in ~/.config/fish/config.fish: lore completions fish | source

function __lore_offers
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    lore complete fish --at (count $before) -- $before "$word" 2>/dev/null
end

function __lore_words
    __lore_offers | string match --invert --regex '^\t$'
end

function __lore_wants_files
    __lore_offers | string match --quiet --regex '^\t$'
end

complete --command lore --no-files --keep-order --arguments '(__lore_words)'
complete --command lore --condition __lore_wants_files --force-files
