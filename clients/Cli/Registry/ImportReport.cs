using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Registry;

/// <summary>Runs an upload under a progress bar and says what came of it, bad row by bad row.</summary>
static class ImportReport
{
    /// <returns>Whether every file was taken.</returns>
    public static async Task<bool> Run(
        Session session, IReadOnlyList<RegistryFile> files, CancellationToken cancellationToken)
    {
        var upload = new RegistryUpload(session, files);
        if (session.Json)
        {
            await upload.Run(
                _ => { }, response => session.Terminal.Out.WriteLine(CliJson.Of(response)), cancellationToken);
            return !upload.IsRefused;
        }

        if (session.Terminal.IsInteractive)
            await RunWithBar(session.Terminal.Console, upload, cancellationToken);
        else
            await upload.Run(_ => { }, _ => { }, cancellationToken);
        foreach ((RegistryFile file, ImportProblem problem) in upload.Problems)
            Show(session.Terminal.Console, file, problem, files.Count > 1);
        foreach (ImportResult result in upload.Results)
            Show(session.Terminal.Console, files[result.FileIndex], result);
        return !upload.IsRefused;
    }

    static Task RunWithBar(IAnsiConsole console, RegistryUpload upload, CancellationToken cancellationToken) =>
        console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            ProgressTask sending = progress.AddTask("sending", maxValue: Math.Max(1, upload.TotalBytes));
            ProgressTask applying = progress.AddTask("applying", autoStart: false);
            await upload.Run(
                sent => sending.Value = sent,
                response =>
                {
                    if (response.Progress is not { } at)
                        return;
                    if (!applying.IsStarted)
                        applying.StartTask();
                    (applying.MaxValue, applying.Value) = (Math.Max(1, at.TotalCount), at.AppliedCount);
                },
                cancellationToken);
        });

    static void Show(IAnsiConsole console, RegistryFile file, ImportProblem problem, bool isOneOfMany)
    {
        Color color = problem.Severity == ImportSeverity.Warning ? Color.Yellow : Color.Red;
        string place = problem.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}") : "file";
        string column = problem.Column.Length > 0 ? $", {problem.Column}" : "";
        string prefix = isOneOfMany ? $"{file.Name}: " : "";
        string severity = problem.Severity.ToString().ToLowerInvariant();
        console.MarkupLineInterpolated(
            $"[{color.ToMarkup()}]{severity}[/] {prefix}{place}{column}: '{problem.Value}' {problem.Reason}");
    }

    static void Show(IAnsiConsole console, RegistryFile file, ImportResult result)
    {
        bool isRejected = result.ErrorCount > 0 && result.AcceptedCount == 0;
        string outcome = result.Refused ? "refused"
            : file.Header.ValidateOnly ? "checked, nothing applied"
            : isRejected ? "refused for its bad rows, nothing applied (see --partial)"
            : "imported";
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Name}: {outcome}. {result.RowCount} rows, {result.ValidCount} good, {result.ErrorCount} errors, "
            + $"{result.WarningCount} warnings; {result.AppliedCount} applied."));
    }
}
