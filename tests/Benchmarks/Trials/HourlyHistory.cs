using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Benchmarks.Trials;

/// <summary>
/// Journals of incinerator flue gas with an hour report of three factors every hour. One point in ten has bad hours:
/// one hour in fifty is over its limit, and one in fifty only close to it.
/// </summary>
sealed class HourlyHistory(int points, int days)
{
    const int EntriesPerAppend = 90;
    const int AppendsUnderWay = 200;
    const int PointsPerEnterprise = 3;

    static readonly BeijingTime Start = BeijingTime.Of(2026, 1, 1);
    static readonly FactorCode Dust = FactorCode.Parse("a34013");
    static readonly FactorCode SulfurDioxide = FactorCode.Parse("a21026");
    static readonly FactorCode Nitrogen = FactorCode.Parse("a21002");

    public long Observations => (long)points * days * 24;

    /// <summary>Points and their enterprises.</summary>
    public IReadOnlyList<TwinName> Twins { get; } =
    [
        .. Enumerable.Range(0, points).Select(PointAt).Select(TwinName.Of),
        .. Enumerable.Range(0, (points + PointsPerEnterprise - 1) / PointsPerEnterprise)
            .Select(index => TwinName.Of(EnterpriseAt(index))),
    ];

    public Task Write(IJournal journal, CancellationToken cancellationToken)
    {
        var limits = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = AppendsUnderWay,
        };
        return Parallel.ForEachAsync(Enumerable.Range(0, Twins.Count), limits, async (index, token) =>
        {
            TwinName twin = Twins[index];
            JournalPosition end = JournalPosition.Start(twin.ToString());
            IEnumerable<JournalRecord> records = index < points ? PointRecords(index) : EnterpriseRecords(index - points);
            foreach (JournalRecord[] chunk in records.Chunk(EntriesPerAppend))
            {
                var append = new JournalAppend { Twin = twin.ToString(), Previous = end, Entries = chunk };
                end = (await journal.AppendAsync(append, token)).Position;
            }
        });
    }

    IEnumerable<JournalRecord> PointRecords(int index)
    {
        var random = new Random(index);
        yield return Record(new Registered(new PointRecord
        {
            Id = PointAt(index),
            Name = "stack",
            Kind = PointKind.IncineratorFlueGas,
            Region = RegionCode.Parse("130109"),
            Enterprise = EnterpriseAt(index / PointsPerEnterprise),
            ReferenceOxygen = 11,
            MinuteInterval = 10,
        }), Start);
        for (int hour = 0; hour < days * 24; hour++)
        {
            BeijingTime start = Start.AddSeconds((long)hour * BeijingTime.SecondsPerHour);
            int luck = index % 10 == 0 ? random.Next(50) : -1;
            decimal sulfur = (luck == 0 ? 105 : luck == 1 ? 92 : 40) + Noise(random);
            yield return Record(new Observed(new Observation
            {
                Kind = ObservationKind.Hour,
                DataTime = start,
                RequestNumber = FormattableString.Invariant($"{start.UnixSeconds + 3660}000"),
                Readings =
                [
                    Reading(Dust, 5 + Noise(random)),
                    Reading(SulfurDioxide, sulfur),
                    Reading(Nitrogen, 150 + Noise(random)),
                ],
            }), start.AddSeconds(BeijingTime.SecondsPerHour + 60));
        }
    }

    static IEnumerable<JournalRecord> EnterpriseRecords(int index) =>
    [
        Record(new Registered(new EnterpriseRecord
        {
            Id = EnterpriseAt(index),
            Name = "plant",
            Industry = "4417",
            Region = RegionCode.Parse("130109"),
        }), Start),
    ];

    static JournalRecord Record(EntryBody body, BeijingTime arrival)
    {
        var writer = new EntryWriter(128);
        EntryCodec.Write(writer, body);
        return new JournalRecord((byte)body.Kind, EntryCodec.Format, arrival.UnixSeconds * 1000, writer.Written);
    }

    static Reading Reading(FactorCode factor, decimal value) => new()
    {
        Factor = factor,
        Value = value,
        Converted = value,
        Minimum = value - 1,
        Maximum = value + 1,
        Flag = DataFlag.Normal,
    };

    static decimal Noise(Random random) => new(random.Next(500), 0, 0, isNegative: false, scale: 2);

    static PointId PointAt(int index) => new(FormattableString.Invariant($"010000A8900016F{index:D9}"), "31");

    static EnterpriseId EnterpriseAt(int index) => EnterpriseId.Parse(FormattableString.Invariant($"E{index:D6}"));
}
