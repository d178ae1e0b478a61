using System.CommandLine;
using Qianliyan.Cli.Connecting;

namespace Qianliyan.Cli.Completion;

/// <summary><c>qly completion</c>: scripts that ask the program itself, by its <c>[suggest]</c> directive.</summary>
static class CompletionCommand
{
    static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            # qly completion for bash: source <(qly completion bash)
            _qly_complete() {
                local IFS=$'\n'
                local found="$(qly "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
                COMPREPLY=($(compgen -W "${found}" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _qly_complete qly
            """,
        ["zsh"] = """
            # qly completion for zsh: source <(qly completion zsh)
            _qly_complete() {
                local -a found
                found=("${(@f)$(qly "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found
            }
            compdef _qly_complete qly
            """,
        ["fish"] = """
            # qly completion for fish: qly completion fish | source
            function __qly_complete
                set -l line (commandline -cp)
                qly "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c qly -a '(__qly_complete)'
            """,
        ["pwsh"] = """
            # qly completion for PowerShell: qly completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName qly -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                qly "[suggest:$cursorPosition]" "$commandAst" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static Command Create(Terminal terminal)
    {
        Argument<string> shell = new("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a completion script for a shell.") { shell };
        command.SetAction(async (parsed, _) =>
        {
            await terminal.Out.WriteLineAsync(Scripts[parsed.GetRequiredValue(shell)]);
            return ExitCodes.Done;
        });
        return command;
    }
}
