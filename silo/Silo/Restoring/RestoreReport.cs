using System.Globalization;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Backups;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Silo.Restoring;

/// <summary>Says how far a restore is: a line a stage, and on a terminal how far the stage is.</summary>
sealed class RestoreReport(TextWriter output, bool isTerminal)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    RestoreStage? _shown;

    public async Task Follow(RestoreRun run, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            do
                await Show(run);
            while (await timer.WaitForNextTickAsync(ended));
        }
        catch (OperationCanceledException)
        {
            await Show(run);
            if (isTerminal)
                await output.WriteLineAsync();
        }
    }

    public Task End(BackupContents contents, string target, TimeSpan elapsed)
    {
        BackupTotals totals = contents.End.Totals;
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        string began = BeijingTime.From(DateTimeOffset.FromUnixTimeMilliseconds(contents.Header.BeganMs)).ToString();
        string holds = string.Create(
            CultureInfo.InvariantCulture,
            $"{totals.Twins:N0} twins, {totals.Entries:N0} entries, {totals.Attachments:N0} raw frames, "
            + $"{totals.Frames:N0} frames without an observation");
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Restored into {target}
            {holds}
            as of {began}, cluster {contents.Header.Cluster}, build {contents.Header.Build}
            seal {contents.Seal}
            {seconds:N1} s: {totals.Entries / seconds:N0} entries/s, {totals.ContentBytes / 1e6 / seconds:N1} MB/s
            """));
    }

    async Task Show(RestoreRun run)
    {
        (RestoreStage stage, Func<long> done) = run.Progress;
        if (stage != _shown)
        {
            if (isTerminal && _shown is not null)
                await output.WriteLineAsync();
            _shown = stage;
            await (isTerminal ? output.WriteAsync(NameOf(stage)) : output.WriteLineAsync(NameOf(stage)));
        }

        if (isTerminal)
        {
            await output.WriteAsync(
                string.Create(CultureInfo.InvariantCulture, $"\r{NameOf(stage),-44}{done(),14:N0}"));
        }
    }

    static string NameOf(RestoreStage stage) => stage switch
    {
        RestoreStage.ProvingFile => "1/4 the file is proven",
        RestoreStage.Writing => "2/4 entries and frames are written",
        RestoreStage.ProvingStore => "3/4 the store is proven by hash",
        RestoreStage.Rebuilding => "4/4 twins are rebuilt from their journals",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };
}
