# Completion of `lore` for PowerShell; in $PROFILE: lore completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName lore -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $word = "$wordToComplete".Trim("'", '"')
    $after = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -ge $cursorPosition } | ForEach-Object { $_.Extent.Text })
    lore complete powershell --at $words.Count '--' @words $word @after 2>$null | ForEach-Object {
        if ($_ -ne "`t") {
            $offer, $about = $_ -split "`t", 2
            $typed = if ($offer -match '^[\w.,:/@%+=\[\]-]+$') { $offer } else { "'" + $offer.Replace("'", "''") + "'" }
            if (-not $about) { $about = $offer }
            [System.Management.Automation.CompletionResult]::new($typed, $offer, 'ParameterValue', $about)
        }
    }
}
