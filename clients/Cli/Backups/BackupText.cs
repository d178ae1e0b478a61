using System.Globalization;
using System.Text.Json;
using Qianliyan.Cli.Text;
using Qianliyan.Domain.Time;
using Qianliyan.Storage.Journal.Backups;

namespace Qianliyan.Cli.Backups;

/// <summary>What is said of a backup that is whole and proven.</summary>
static class BackupText
{
    public static string Of(string file, BackupContents contents, TimeSpan elapsed)
    {
        BackupTotals totals = contents.End.Totals;
        double seconds = SecondsOf(elapsed);
        string holds = string.Create(
            CultureInfo.InvariantCulture,
            $"{CountText.Of(totals.Twins, "twin")}, {totals.Entries:N0} entries, "
            + $"{CountText.Of(totals.Attachments, "raw frame")}, "
            + $"{CountText.Of(totals.Frames, "frame")} without an observation");
        string speed = string.Create(
            CultureInfo.InvariantCulture,
            $"{contents.FileBytes / 1e6:N1} MB of {totals.ContentBytes / 1e6:N1} MB, {seconds:N1} s: "
            + $"{totals.Entries / seconds:N0} entries/s, {totals.ContentBytes / 1e6 / seconds:N1} MB/s");
        string times = $"{Time(contents.Header.BeganMs)} to {Time(contents.End.EndedMs)}";
        return $"""
            {file}: proven
            holds      {holds}
            as of      {times}, cluster {contents.Header.Cluster}, build {contents.Header.Build}
            seal       {contents.Seal}
            {speed}
            """;
    }

    public static string Json(string file, BackupContents contents, TimeSpan elapsed)
    {
        BackupTotals totals = contents.End.Totals;
        return JsonSerializer.Serialize(
            new
            {
                file,
                seal = contents.Seal.ToString(),
                cluster = contents.Header.Cluster,
                build = contents.Header.Build,
                beganAt = DateTimeOffset.FromUnixTimeMilliseconds(contents.Header.BeganMs),
                endedAt = DateTimeOffset.FromUnixTimeMilliseconds(contents.End.EndedMs),
                twins = totals.Twins,
                entries = totals.Entries,
                rawFrames = totals.Attachments,
                rawFramesNoLongerKept = totals.Purged,
                framesWithoutObservation = totals.Frames,
                fileBytes = contents.FileBytes,
                contentBytes = totals.ContentBytes,
                seconds = SecondsOf(elapsed),
            },
            CliJson.Options);
    }

    static double SecondsOf(TimeSpan elapsed) => Math.Max(elapsed.TotalSeconds, 0.001);

    static string Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToOffset(BeijingTime.Offset)
        .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
