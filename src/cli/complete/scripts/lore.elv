# Completion of `lore` for Elvish; in ~/.config/elvish/rc.elv: eval (lore completions elvish | slurp)

use str

set edit:completion:arg-completer[lore] = {|@words|
    var lines = [(lore complete elvish --at (- (count $words) 1) -- $@words 2>/dev/null | from-lines)]
    for line $lines {
        if (==s $line "\t") {
            edit:complete-filename $words[-1]
        } else {
            var word about = (str:split &max=2 "\t" $line)
            edit:complex-candidate $word &display=$word'  '$about
        }
    }
}
