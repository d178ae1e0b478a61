using System.Globalization;
using Qianliyan.Benchmarks.Twins;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Silos;

/// <summary>
/// A data directory with a day of history, made once and kept between runs in the temporary folder: 24 hours of
/// ten-minute and hour means of every point. Its name holds the build of the domain: another build may store state in
/// another form.
/// </summary>
sealed class HistoryDirectory(PointSet points)
{
    const int Hours = 24;
    const string Complete = "complete";

    readonly string _kind = string.Create(CultureInfo.InvariantCulture, $"qianliyan-history-{points.Count}-");
    readonly string _build = typeof(BeijingTime).Module.ModuleVersionId.ToString("N")[..8];

    string HistoryPath => Path.Combine(Path.GetTempPath(), _kind + _build);

    string Data => Path.Combine(HistoryPath, "data");

    /// <summary>Starts a silo on the directory, and makes the history first if it is not there.</summary>
    public async Task<RegisteredSilo> Open(Bench bench, CancellationToken cancellationToken)
    {
        string marker = Path.Combine(HistoryPath, Complete);
        bool isComplete = File.Exists(marker);
        if (!isComplete)
        {
            foreach (string unusable in Directory.EnumerateDirectories(Path.GetTempPath(), _kind + "*"))
                Directory.Delete(unusable, recursive: true);
        }

        Directory.CreateDirectory(Data);
        RegisteredSilo silo = await RegisteredSilo.StartOn(bench, Data, cancellationToken);
        try
        {
            if (!isComplete)
            {
                await Make(bench, silo, cancellationToken);
                await File.WriteAllTextAsync(marker, "", cancellationToken);
            }

            await silo.UntilQuiet(cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    async Task Make(Bench bench, RegisteredSilo silo, CancellationToken cancellationToken)
    {
        bench.Report.Progress(FormattableString.Invariant($"registering {points.Count} points"));
        await Registration.Import(silo.Channel, points, cancellationToken);
        BeijingTime end = BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfHour;
        UploadPlan plan = UploadPlan.Hours(end.AddSeconds(-Hours * BeijingTime.SecondsPerHour), Hours);
        bench.Report.Progress(FormattableString.Invariant(
            $"making a day of history, {points.Count * plan.Uploads.Length * Hours:#,0} observations; kept in {HistoryPath}"));
        using var load = new IngestLoad(silo.Process.Grpc, points, plan);
        (long observations, TimeSpan elapsed) = await load.RunAll(cancellationToken);
        bench.Report.Note(FormattableString.Invariant(
            $"The history was made by gRPC ingest: {observations:#,0} observations in {elapsed.TotalSeconds:F0} s, {observations / elapsed.TotalSeconds:#,0}/s."));
    }
}
