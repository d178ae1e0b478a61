using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Replay.Retention;
using Qianliyan.Storage;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Integration.Retention;

/// <summary>The frames in a data directory that no silo uses.</summary>
static class StoredFrames
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An hour mean with its frame for each of the days, counted from today.</summary>
    public static async Task Record(string directory, string point, params int[] days)
    {
        await using ServiceProvider services = Open(directory);
        JournalPosition end = JournalPosition.Start(point);
        foreach (int day in days)
        {
            BeijingTime arrived = BeijingTime.From(TimeProvider.System.GetUtcNow()).AddSeconds(day * 86_400L);
            var writer = new EntryWriter();
            EntryCodec.Write(writer, new Observed(HourBefore(arrived)));
            var frame = new JournalAttachment(default, Encoding.ASCII.GetBytes($"##{day}"));
            var record = new JournalRecord(
                (byte)EntryKind.Observed, EntryCodec.Format, arrived.UnixSeconds * 1000, writer.Written, frame);
            end = (await services.GetRequiredService<IJournal>().AppendAsync(
                new JournalAppend { Twin = point, Previous = end, Entries = [record] }, Cancellation)).Position;
        }
    }

    public static async IAsyncEnumerable<FramesLetGo> Seals(string directory)
    {
        await using ServiceProvider services = Open(directory);
        var log = new RetentionLog(services.GetRequiredService<IJournal>(), TimeProvider.System);
        await foreach (FramesLetGo seal in log.Read(Cancellation))
            yield return seal;
    }

    static Observation HourBefore(BeijingTime arrived) => new()
    {
        Kind = ObservationKind.Hour,
        DataTime = arrived.AddSeconds(-3_600 - arrived.UnixSeconds % 3_600),
        Readings = [new Reading { Factor = FactorCode.Parse("a21026"), Value = 45, Flag = DataFlag.Normal }],
    };

    static ServiceProvider Open(string directory) => new ServiceCollection()
        .AddLogging().AddEmbeddedStore(store => store.Directory = directory).BuildServiceProvider();
}
