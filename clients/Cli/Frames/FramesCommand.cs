using System.CommandLine;
using System.Text;
using System.Text.Json;
using Qianliyan.Cli.Connecting;
using Qianliyan.Hj212;
using Spectre.Console;

namespace Qianliyan.Cli.Frames;

/// <summary>
/// <c>qly frames</c>: decodes frames from the command line or standard input and explains every field.
/// </summary>
static class FramesCommand
{
    public static Command Create(Option<bool> json, Terminal terminal)
    {
        Argument<string[]> frames = new("frame")
        {
            Description = "Frames from ## to the checksum, in quotes; when absent, lines of standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command("frames", "Decode HJ 212 frames and explain every field. Passwords are masked.")
        {
            frames,
        };
        command.SetAction((parsed, cancellationToken) =>
            Run(parsed.GetValue(frames) ?? [], parsed.GetValue(json), terminal, cancellationToken));
        return command;
    }

    /// <returns><see cref="ExitCodes.Refused"/> when a frame was not accepted.</returns>
    static async Task<int> Run(
        string[] frames, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        bool all = true;
        if (frames.Length > 0)
        {
            foreach (string frame in frames)
                all &= Explain(frame, json, terminal);
            return all ? ExitCodes.Done : ExitCodes.Refused;
        }

        while (await terminal.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                all &= Explain(line, json, terminal);
        }

        return all ? ExitCodes.Done : ExitCodes.Refused;
    }

    static bool Explain(string text, bool json, Terminal terminal)
    {
        FrameExplanation explanation = FrameExplanation.Of(Encoding.UTF8.GetBytes(text.Trim()));
        if (json)
            terminal.Out.WriteLine(JsonSerializer.Serialize(explanation, CliJson.Options));
        else
            Show(terminal.Console, explanation);
        return explanation.Verdict == FrameVerdict.Accepted;
    }

    static void Show(IAnsiConsole console, FrameExplanation explanation)
    {
        bool accepted = explanation.Verdict == FrameVerdict.Accepted;
        string color = accepted ? "green" : "red";
        console.MarkupLineInterpolated($"[{color}]{explanation.Verdict}[/] {explanation.Reason}");
        var table = new Table().Border(TableBorder.Simple).AddColumns("Field", "Text", "Meaning", "Remark");
        foreach (ExplainedField field in explanation.Fields)
        {
            table.AddRow(
                Markup.Escape(field.Field),
                Markup.Escape(field.Raw),
                Markup.Escape(field.Meaning),
                Markup.Escape(field.Remark));
        }

        if (explanation.Fields.Count > 0)
            console.Write(table);
        foreach (string deviation in explanation.Deviations)
            console.MarkupLineInterpolated($"[yellow]deviation:[/] {deviation}");
    }
}
