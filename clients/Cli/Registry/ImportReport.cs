using System.Globalization;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;
using Spectre.Console;

namespace Qianliyan.Cli.Registry;

/// <summary>Runs an upload under a progress bar and says what came of it, problem by problem.</summary>
static class ImportReport
{
    /// <summary>Of problems that differ in nothing but the line.</summary>
    const int LinesShown = 5;

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
        foreach (IGrouping<ProblemKey, ImportProblem> alike in upload.Problems
            .GroupBy(each => ProblemKey.Of(each.File, each.Problem), each => each.Problem))
        {
            Show(session.Terminal.Console, alike.Key, [.. alike], files.Count > 1);
        }

        foreach (ImportResult result in upload.Results)
            Show(session.Terminal.Console, files[result.FileIndex], result, upload.IsRefused);
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

    static void Show(IAnsiConsole console, ProblemKey key, ImportProblem[] alike, bool isOneOfMany)
    {
        Color color = key.Severity == ImportSeverity.Warning ? Color.Yellow : Color.Red;
        string column = key.Column.Length > 0 ? $", {key.Column}" : "";
        string prefix = isOneOfMany ? $"{key.File.Name}: " : "";
        string value = key.Value.Length > 0 ? $" '{key.Value}'" : "";
        string severity = key.Severity.ToString().ToLowerInvariant();
        console.MarkupLineInterpolated(
            $"[{color.ToMarkup()}]{severity}[/] {prefix}{Place(alike)}{column}:{value} {key.Reason}");
    }

    static string Place(ImportProblem[] alike)
    {
        if (alike[0].Line <= 0)
            return "file";
        string lines = string.Join(
            ", ", alike.Take(LinesShown).Select(problem => problem.Line.ToString(CultureInfo.InvariantCulture)));
        string more = alike.Length > LinesShown
            ? string.Create(CultureInfo.InvariantCulture, $" and {alike.Length - LinesShown} more")
            : "";
        return $"{(alike.Length == 1 ? "line" : "lines")} {lines}{more}";
    }

    static void Show(IAnsiConsole console, RegistryFile file, ImportResult result, bool isAnyRefused)
    {
        bool isRejected = result.ErrorCount > 0 && result.AcceptedCount == 0;
        string outcome = result.Refused ? "refused"
            : file.Header.ValidateOnly ? "checked, nothing applied"
            : isRejected ? "refused for its bad rows, nothing applied (see --partial)"
            : isAnyRefused && !file.Header.Partial ? "good, but nothing applied: another file was refused"
            : "imported";
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file.Name}: {outcome}. {CountText.Of(result.RowCount, "row")}, {result.ValidCount:N0} good, "
            + $"{CountText.Of(result.ErrorCount, "error")}, {CountText.Of(result.WarningCount, "warning")}; "
            + $"{result.AppliedCount:N0} applied."));
    }

    sealed record ProblemKey(RegistryFile File, ImportSeverity Severity, string Column, string Value, string Reason)
    {
        public static ProblemKey Of(RegistryFile file, ImportProblem problem) =>
            new(file, problem.Severity, problem.Column, problem.Value, problem.Reason);
    }
}
