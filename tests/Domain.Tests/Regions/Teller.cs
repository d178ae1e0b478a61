using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Regions;

/// <summary>A twin that tells another one things, numbered as its journal would.</summary>
sealed class Teller(TwinName name)
{
    public static readonly BeijingTime Day = BeijingTime.Of(2026, 7, 20);
    public static readonly RegionCode County = RegionCode.Parse("130109");
    public static readonly FactorCode So2 = FactorCode.Parse("a21026");
    public static readonly FactorCode Nox = FactorCode.Parse("a21002");

    long _sequence;

    public TwinName Name => name;

    public static Teller Point(string mn) => new(TwinName.Of(new PointId(mn, "31")));

    public static BeijingTime At(int hour, int minute = 0) => Day.AddSeconds(hour * 3600 + minute * 60);

    public Signalled Tells(SignalBody body) => new(new Signal
    {
        Source = name,
        SourceSequence = ++_sequence,
        Ordinal = 0,
        CausedAt = Day,
        Body = body,
    });

    public Signalled Hour(FactorCode factor, BeijingTime hour, Exact value, DataFlag flag = DataFlag.Normal) =>
        Tells(new MeanTold(ObservationKind.Hour, factor, hour, value, flag, IsReported: true));

    public Signalled DayMean(FactorCode factor, BeijingTime day, Exact value, DataFlag flag = DataFlag.Normal) =>
        Tells(new MeanTold(ObservationKind.Day, factor, day.StartOfDay, value, flag, IsReported: true));

    public Signalled Line(
        EscalationLevel level, LinkState link = LinkState.Online, string reason = "", Wgs84? location = null) =>
        Tells(new StatusChanged(name.Id, level, link, reason, location, Day));

    public Signalled DayOver(BeijingTime day, FactorCode factor, FindingState state = FindingState.Raised) =>
        Tells(new FindingTold(Found("limit.day", factor, day.StartOfDay, BeijingTime.SecondsPerDay, state)));

    public Signalled HourOver(BeijingTime hour, FactorCode factor, FindingState state = FindingState.Raised) =>
        Tells(new FindingTold(Found("limit.hour", factor, hour, BeijingTime.SecondsPerHour, state)));

    /// <summary>The entries of several sources in any order that keeps the order of each source.</summary>
    public static Gen<EntryBody[]> Interleaved(params EntryBody[][] sources)
    {
        int[] labels = [.. sources.SelectMany((entries, source) => entries.Select(_ => source))];
        return Gen.Shuffle(labels).Select(order =>
        {
            var next = new int[sources.Length];
            return Array.ConvertAll(order, source => sources[source][next[source]++]);
        });
    }

    /// <summary>Feeds all, now and then evicting pages and reading the state back, as the moves say.</summary>
    public static void Run<TState>(FoldHost<TState> host, EntryBody[] entries, BeijingTime arrival, int[] moves)
        where TState : class, ITwinState
    {
        for (int i = 0; i < entries.Length; i++)
        {
            host.Feed(entries[i], arrival);
            if (moves[i % moves.Length] == 0)
                host.EvictAll();
            if (moves[i % moves.Length] == 1)
                host.RestoreFromSnapshot();
        }
    }

    /// <summary>What to do after an entry: 0 evict, 1 restore, else nothing.</summary>
    public static Gen<int[]> Moves => Gen.Int[0, 9].Array[1, 20];

    Finding Found(string rule, FactorCode factor, BeijingTime start, int seconds, FindingState state) => new()
    {
        Twin = name,
        Rule = rule,
        PolicyVersion = "test",
        Factor = factor,
        WindowStart = start,
        WindowEnd = start.AddSeconds(seconds),
        State = state,
        Level = rule == "limit.day" ? EscalationLevel.Exceeded : EscalationLevel.Warning,
        Value = 120m,
        Limit = 100m,
        Reason = "120 > 100",
    };
}
