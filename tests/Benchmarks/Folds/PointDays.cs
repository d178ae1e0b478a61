using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Benchmarks.Folds;

/// <summary>
/// Some days of an incinerator's flue gas as its journal holds them: ten factors with flags in real-time uploads every
/// 30 s and minute records every 10 minutes, hour and day reports, and the silo's ticks every 5 minutes.
/// </summary>
sealed class PointDays
{
    const int RealTimeSeconds = 30;
    const int MinuteSeconds = 600;
    const int TickSeconds = 300;

    /// <summary>The device converts the first three of the gases to reference oxygen; the silo the other two.</summary>
    const int ConvertedByDevice = 3;

    static readonly BeijingTime Start = BeijingTime.Of(2026, 3, 1);
    static readonly FactorCode[] Gases = Codes("a21026", "a21002", "a34013", "a21024", "a21005");
    static readonly decimal[] HourLimits = [100, 300, 30, 60, 100];
    static readonly FactorCode[] Others = Codes("a19001", "a01012", "a01013", "a01014", "a00000");

    readonly List<StoredEntry> _entries = [];
    readonly EntryWriter _writer = new();
    readonly Random _random = new(31);

    public PointDays(int days)
    {
        Add(Start, new Registered(Record()));
        for (int day = 0; day < days; day++)
        {
            for (int second = 0; second < BeijingTime.SecondsPerDay; second += RealTimeSeconds)
                AddAt(Start.AddSeconds(day * BeijingTime.SecondsPerDay + second), second);
        }
    }

    public static TwinName Name { get; } = TwinName.Of(new PointId("010000A8900016F000000001", "31"));

    /// <summary>In the order of their arrival.</summary>
    public IReadOnlyList<StoredEntry> Entries => _entries;

    /// <summary>Entries that are observations.</summary>
    public int Observations { get; private set; }

    void AddAt(BeijingTime time, int second)
    {
        if (second % BeijingTime.SecondsPerHour == 60)
            Report(ObservationKind.Hour, time, time.StartOfHour.AddSeconds(-BeijingTime.SecondsPerHour), 0);
        if (second == 120)
            Report(ObservationKind.Day, time, time.StartOfDay.AddSeconds(-BeijingTime.SecondsPerDay), 0);
        if (second % MinuteSeconds == 0)
            Report(ObservationKind.Minute, time, time.AddSeconds(-MinuteSeconds), MinuteSeconds / 60);
        if (second % TickSeconds == 0)
            Add(time, new Ticked(time));
        Report(ObservationKind.RealTime, time, time, 0);
    }

    void Report(ObservationKind kind, BeijingTime arrival, BeijingTime dataTime, int minutes)
    {
        // One hour in twelve is over the limits, and its real-time values are.
        bool isOver = dataTime.HourOfDay % 12 == 5;
        var readings = new Reading[Gases.Length + Others.Length];
        for (int i = 0; i < readings.Length; i++)
        {
            bool isGas = i < Gases.Length;
            decimal value = !isGas ? 8 + Noise(200) : HourLimits[i] * (isOver ? 1.1m : 0.6m) + Noise(900);
            bool isMean = kind != ObservationKind.RealTime;
            readings[i] = new Reading
            {
                Factor = isGas ? Gases[i] : Others[i - Gases.Length],
                Value = value,
                Converted = i < ConvertedByDevice ? value : Exact.None,
                Minimum = isMean ? value - 1 : Exact.None,
                Maximum = isMean ? value + 1 : Exact.None,
                Flag = DataFlag.Normal,
            };
        }

        Add(arrival, new Observed(new Observation
        {
            Kind = kind,
            DataTime = dataTime,
            IntervalMinutes = minutes,
            RequestNumber = FormattableString.Invariant($"{arrival.UnixSeconds}000"),
            Readings = readings,
        }));
    }

    decimal Noise(int hundredths) => new(_random.Next(hundredths), 0, 0, isNegative: false, scale: 2);

    void Add(BeijingTime arrival, EntryBody body)
    {
        _writer.Clear();
        EntryCodec.Write(_writer, body);
        _entries.Add(new StoredEntry(body.Kind, arrival.UnixSeconds * 1000, _writer.ToArray()));
        Observations += body is Observed ? 1 : 0;
    }

    static PointRecord Record() => new()
    {
        Id = new PointId("010000A8900016F000000001", "31"),
        Name = "stack 1",
        Kind = PointKind.IncineratorFlueGas,
        Region = RegionCode.Parse("130109"),
        Enterprise = EnterpriseId.Parse("E1"),
        Limits =
        [
            .. Gases.Zip(HourLimits, (gas, limit) => Limit(gas, LimitPeriod.Hour, limit)),
            .. Gases.Zip(HourLimits, (gas, limit) => Limit(gas, LimitPeriod.Day, limit * 0.8m)),
        ],
        ReferenceOxygen = 11,
        MinuteInterval = 10,
    };

    static FactorLimit Limit(FactorCode factor, LimitPeriod period, decimal upper) =>
        new(factor, period, upper, Exact.None, "permit", Clause: null);

    static FactorCode[] Codes(params string[] codes) => Array.ConvertAll(codes, FactorCode.Parse);
}
