using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Points;

/// <summary>A monitoring point under test, with words for what it is fed.</summary>
sealed class PointHost(TwinName name, Policy policy)
{
    public static readonly FactorCode So2 = FactorCode.Parse("a21026");
    public static readonly FactorCode Nox = FactorCode.Parse("a21002");
    public static readonly FactorCode O2 = FactorCode.Parse("a19001");
    public static readonly FactorCode Furnace = FactorCode.Parse("a01901");
    public static readonly FactorCode Cod = FactorCode.Parse("w01018");
    public static readonly FactorCode Fan = FactorCode.Parse("SB101");
    public static readonly TwinName GasPoint = TwinName.Of(new PointId("MN1", "31"));
    public static readonly TwinName WaterPoint = TwinName.Of(new PointId("MN1", "32"));
    public static readonly RegionCode County = RegionCode.Parse("130109");
    public static readonly BeijingTime Day = BeijingTime.Of(2026, 3, 10);

    readonly FoldHost<PointState> _host = new(new PointFold(), name, policy);

    public PointHost()
        : this(GasPoint)
    {
    }

    public PointHost(TwinName name)
        : this(name, PolicyFile.National)
    {
    }

    public PointHost(Policy policy)
        : this(GasPoint, policy)
    {
    }

    public FoldHost<PointState> Host => _host;

    public PointState State => _host.State;

    public List<Finding> Findings => _host.Findings;

    public static BeijingTime At(int hour, int minute = 0, int second = 0) =>
        Day.AddSeconds(hour * 3600 + minute * 60 + second);

    public static PointRecord Record(params FactorLimit[] limits) => new()
    {
        Id = new PointId("MN1", "31"),
        Name = "1号炉烟囱",
        Kind = PointKind.FlueGas,
        Region = County,
        Limits = ValueList.Create<FactorLimit>(limits),
        MinuteInterval = 10,
    };

    public static FactorLimit Upper(FactorCode factor, LimitPeriod period, decimal bound) =>
        new(factor, period, bound, Exact.None, "GB 18485-2014", "table 4");

    public static FactorLimit Lower(FactorCode factor, LimitPeriod period, decimal bound) =>
        new(factor, period, Exact.None, bound, "GB 18485-2014", "5.1");

    public static Reading Value(FactorCode factor, decimal value, DataFlag flag = DataFlag.Normal) =>
        new() { Factor = factor, Value = value, Flag = flag };

    public static Observation Upload(ObservationKind kind, BeijingTime at, params Reading[] readings) =>
        new() { Kind = kind, DataTime = at, Readings = readings };

    public static Observation Minute(BeijingTime at, int length, params Reading[] readings) =>
        Upload(ObservationKind.Minute, at, readings) with { IntervalMinutes = length };

    /// <summary>Takes an upload that arrives as it is made.</summary>
    public bool Take(Observation observation) => _host.Feed(new Observed(observation), observation.DataTime);

    public bool TakeAt(BeijingTime arrival, Observation observation) => _host.Feed(new Observed(observation), arrival);

    public bool Instant(BeijingTime at, params Reading[] readings) =>
        Take(Upload(ObservationKind.RealTime, at, readings));

    public bool Hour(int hour, params Reading[] readings) =>
        TakeAt(At(hour + 1, 1), Upload(ObservationKind.Hour, At(hour), readings));

    public bool Register(PointRecord record, BeijingTime at) => _host.Feed(new Registered(record), at);

    public bool Tick(BeijingTime now) => _host.Feed(new Ticked(now), now);

    public MeanCell ComputedHour(FactorCode factor, BeijingTime hour) =>
        DayOf(hour).Find(State.Find(factor))!.Computed(hour.HourOfDay);

    public MeanCell ComputedDay(FactorCode factor, BeijingTime day) => DayOf(day).Find(State.Find(factor))!.ComputedDay;

    public DayPage DayOf(BeijingTime time)
    {
        _host.Load(PageId.Day(time));
        return State.Pages.Find(PageId.Day(time)).ShouldBeOfType<DayPage>();
    }

    public ref readonly FactorState Of(FactorCode factor) => ref State.Factors[State.Find(factor)];

    /// <summary>Feeds minutes of one value, one upload each.</summary>
    public void Minutes(int hour, int first, int count, Reading reading)
    {
        for (int minute = first; minute < first + count; minute++)
            Take(Minute(At(hour, minute), 1, reading));
    }
}
