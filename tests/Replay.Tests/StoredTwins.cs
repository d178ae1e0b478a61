using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Replay.Tests;

/// <summary>Journals of twins as a silo writes them.</summary>
sealed class StoredTwins(IJournal journal)
{
    public static readonly BeijingTime Day = BeijingTime.Of(2026, 3, 10);
    public static readonly FactorCode So2 = FactorCode.Parse("a21026");
    public static readonly RegionCode County = RegionCode.Parse("130109");

    const int MostAtOnce = 40;

    readonly Dictionary<TwinName, JournalPosition> _positions = [];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TwinName Point(string mn) => TwinName.Of(new PointId(mn, "31"));

    public async Task Append(TwinName twin, params (EntryBody Body, BeijingTime At)[] entries)
    {
        var records = new List<JournalRecord>();
        foreach ((EntryBody body, BeijingTime at) in entries)
        {
            var writer = new EntryWriter();
            EntryCodec.Write(writer, body);
            records.Add(new JournalRecord((byte)body.Kind, EntryCodec.Format, at.UnixSeconds * 1000, writer.Written));
        }

        foreach (JournalRecord[] batch in records.Chunk(MostAtOnce))
        {
            JournalPosition end = _positions.GetValueOrDefault(twin, JournalPosition.Start(twin.ToString()));
            var append = new JournalAppend { Twin = twin.ToString(), Previous = end, Entries = batch };
            _positions[twin] = (await journal.AppendAsync(append, Token)).Position;
        }
    }

    public Task Register(string mn, decimal hourLimit) => Register(mn, hourLimit, tags: []);

    public Task Register(string mn, decimal hourLimit, string[] tags) =>
        Append(Point(mn), (new Registered(new PointRecord
        {
            Id = new PointId(mn, "31"),
            Name = mn,
            Kind = PointKind.FlueGas,
            Region = County,
            Enterprise = EnterpriseId.Parse("E1"),
            Limits = [new FactorLimit(So2, LimitPeriod.Hour, hourLimit, Exact.None, "permit", Clause: null)],
            MinuteInterval = 10,
            Tags = [.. tags],
        }), Day));

    /// <summary>An hour mean as the device reports it, a minute after the hour.</summary>
    public Task Hour(string mn, int hour, decimal value) =>
        Append(Point(mn), (Hour(hour, value), Day.AddSeconds((hour + 1) * 3600 + 60)));

    public static EntryBody Hour(int hour, decimal value) => new Observed(new Observation
    {
        Kind = ObservationKind.Hour,
        DataTime = Day.AddSeconds(hour * 3600L),
        Readings = [new Reading { Factor = So2, Value = value, Flag = DataFlag.Normal }],
    });

    public static PolicyIssue Issue(string version, Func<string, string>? change = null)
    {
        string yaml = PolicyFile.NationalText.Replace(
            $"version: {PolicyFile.National.Version}", $"version: {version}", StringComparison.Ordinal);
        return PolicyIssue.Of(change?.Invoke(yaml) ?? yaml, _ => null, "bureau", "trial", Day);
    }
}
