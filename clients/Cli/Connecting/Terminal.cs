using Spectre.Console;

namespace Qianliyan.Cli.Connecting;

/// <summary>Where a command reads and writes.</summary>
/// <param name="IsInteractive">Somebody watches the output; false when it goes to a file or a pipe.</param>
sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>Columns of a table that nobody watches: wide enough that lines do not break.</summary>
    const int RedirectedWidth = 220;

    IAnsiConsole? _console;

    /// <summary>Tables and colours; plain text when redirected.</summary>
    public IAnsiConsole Console => _console ??= CreateConsole();

    public static Terminal OfProcess() =>
        new(System.Console.In, System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected);

    IAnsiConsole CreateConsole()
    {
        var settings = new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(IsInteractive ? Out : new TrimmedWriter(Out)),
        };
        if (!IsInteractive)
            (settings.Ansi, settings.ColorSystem) = (AnsiSupport.No, ColorSystemSupport.NoColors);
        IAnsiConsole console = AnsiConsole.Create(settings);
        if (!IsInteractive)
            console.Profile.Width = RedirectedWidth;
        return console;
    }
}
