using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Signals;

[GenerateSerializer, Immutable, Alias("qly.SignalBody")]
public abstract record SignalBody
{
    /// <summary>Whether an earlier one from the same source, not told yet, need not be told any more.</summary>
    public virtual bool Replaces(SignalBody earlier) => false;

    /// <summary>It sums up many changes, so that telling it from time to time is enough.</summary>
    public virtual bool IsSummary => false;
}

/// <summary>
/// A twin's line in the rosters of the twins above it: sent when level, link or registration changes.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.StatusChanged")]
public sealed record StatusChanged(
    [property: Id(0)] string DisplayName,
    [property: Id(1)] EscalationLevel Level,
    [property: Id(2)] LinkState Link,
    [property: Id(3)] string Reason,
    [property: Id(4)] Wgs84? Location,
    [property: Id(5)] BeijingTime Since) : SignalBody
{
    public override bool Replaces(SignalBody earlier) => earlier is StatusChanged;
}

[GenerateSerializer, Immutable, Alias("qly.FindingTold")]
public sealed record FindingTold([property: Id(0)] Finding Finding) : SignalBody;

/// <summary>A mean that others build on: of a micro-station for its cell, of an outlet for its furnace.</summary>
[GenerateSerializer, Immutable, Alias("qly.MeanTold")]
public sealed record MeanTold(
    [property: Id(0)] ObservationKind Period,
    [property: Id(1)] FactorCode Factor,
    [property: Id(2)] BeijingTime Start,
    [property: Id(3)] Exact Value,
    [property: Id(4)] DataFlag Flag,
    [property: Id(5)] bool IsReported) : SignalBody
{
    /// <summary>What for the hour was sampled by hand; none where the mean is automatic, and of a day.</summary>
    [Id(6)]
    public SamplePurpose Purpose { get; init; }

    /// <summary>
    /// Seconds of the hour under marks of the point that make it void. Then the value is what the hour had with them in it, and
    /// the flag says that it does not count. 0 of any other hour, of a day, and in signals of before seconds were told.
    /// </summary>
    [Id(7)]
    public int MarkedSeconds { get; init; }
}

/// <summary>A condition word of a furnace, reported by ST 45 (工况标记): it holds from this time on.</summary>
[GenerateSerializer, Immutable, Alias("qly.ConditionTold")]
public sealed record ConditionTold(
    [property: Id(0)] FactorCode Factor,
    [property: Id(1)] FactorCode Word,
    [property: Id(2)] BeijingTime At) : SignalBody;

/// <summary>
/// The minutes of an hour in which a production or treatment device was seen, and seen on (用电监控): told when it goes
/// on or off, every quarter of an hour, and when the hour closes. It replaces what was told of the hour before.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.PowerTold")]
public sealed record PowerTold(
    [property: Id(0)] FactorCode Device,
    [property: Id(1)] BeijingTime Hour,
    [property: Id(2)] MinuteStates Minutes) : SignalBody;

/// <summary>
/// The seconds of CEMS maintenance (CEMS维护) marked on a furnace in a natural quarter, through its newest day: told to its
/// enterprise where the policy counts them by the plant. It replaces what was told of the quarter before.
/// </summary>
/// <param name="Quarter">Start of the quarter.</param>
/// <param name="Seconds">In all.</param>
/// <param name="Settled">Of those, on days whose marking deadline has passed.</param>
[GenerateSerializer, Immutable, Alias("qly.MaintenanceTold")]
public sealed record MaintenanceTold(
    [property: Id(0)] BeijingTime Quarter,
    [property: Id(1)] long Seconds,
    [property: Id(2)] long Settled) : SignalBody
{
    /// <summary>The days that have any, in order; empty in signals of before days were told.</summary>
    [Id(3)]
    public ValueList<MaintenanceDay> Days { get; init; }

    public override bool Replaces(SignalBody earlier) => earlier is MaintenanceTold told && told.Quarter == Quarter;
}

/// <summary>
/// The violations of a furnace in a natural month: told to its enterprise where the policy counts them by the plant. It
/// replaces what was told of the month before, so a violation that is withdrawn is there no more.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.ViolationsTold")]
public sealed record ViolationsTold([property: Id(0)] MonthViolations Month) : SignalBody
{
    public override bool Replaces(SignalBody earlier) =>
        earlier is ViolationsTold told && told.Month.Start == Month.Start;
}

/// <summary>
/// The hours of a natural day at an outlet that is registered as one of a group (同类排口): told to its enterprise when the
/// day has been seen, and again when late data or marks change it. It replaces what was told of the day before.
/// </summary>
/// <param name="Group">The tag that names the group.</param>
/// <param name="Day">Start of the day.</param>
/// <param name="Factors">Means as measured of the hours in which the plant ran and the value counts.</param>
[GenerateSerializer, Immutable, Alias("qly.HoursTold")]
public sealed record HoursTold(
    [property: Id(0)] string Group,
    [property: Id(1)] BeijingTime Day,
    [property: Id(2)] ValueList<FactorHours> Factors) : SignalBody
{
    public override bool Replaces(SignalBody earlier) => earlier is HoursTold told && told.Day == Day;
}

/// <summary>
/// The medians of the other outlets of its group, for an outlet: see <see cref="HoursTold"/>. It replaces what was told of
/// the day before.
/// </summary>
/// <param name="Day">Start of the natural day.</param>
/// <param name="Factors">Medians of means as measured; none where too few of the others have a value.</param>
[GenerateSerializer, Immutable, Alias("qly.PeersTold")]
public sealed record PeersTold(
    [property: Id(0)] BeijingTime Day,
    [property: Id(1)] ValueList<FactorHours> Factors) : SignalBody
{
    public override bool Replaces(SignalBody earlier) => earlier is PeersTold told && told.Day == Day;
}

/// <summary>
/// What is registered of a point that measures a furnace and that its limits follow from, for the furnace: told when
/// the registration or the policy changes. It replaces what was told before.
/// </summary>
/// <param name="Record">Without what no limit follows from: password, place, units and old codes.</param>
[GenerateSerializer, Immutable, Alias("qly.OutletTold")]
public sealed record OutletTold([property: Id(0)] PointRecord Record) : SignalBody
{
    public override bool Replaces(SignalBody earlier) => earlier is OutletTold;
}

/// <summary>
/// Whether a furnace judges the days of an outlet, as it is registered as its emission point: for the outlet, which then
/// leaves them to the furnace, and for the enterprise, which counts both as one outlet.
/// </summary>
[GenerateSerializer, Immutable, Alias("qly.OutletClaimed")]
public sealed record OutletClaimed([property: Id(0)] PointId Outlet, [property: Id(1)] bool IsClaimed) : SignalBody
{
    public override bool Replaces(SignalBody earlier) => earlier is OutletClaimed claimed && claimed.Outlet == Outlet;
}

/// <summary>
/// What a furnace's natural day of a pollutant was judged as, for its outlet, whose supervision counts it. It replaces what
/// was told of the day and pollutant before; of those that nothing was told of there is no verdict.
/// </summary>
/// <param name="Day">Start of the day.</param>
[GenerateSerializer, Immutable, Alias("qly.DayVerdictTold")]
public sealed record DayVerdictTold(
    [property: Id(0)] FactorCode Factor,
    [property: Id(1)] BeijingTime Day,
    [property: Id(2)] VerdictKind Verdict) : SignalBody
{
    public override bool Replaces(SignalBody earlier) =>
        earlier is DayVerdictTold told && told.Factor == Factor && told.Day == Day;
}

/// <summary>
/// A 3 km cell's mean of a natural month that has closed, for its city, which ranks it. It replaces what was told of the
/// month before.
/// </summary>
/// <param name="Month">Start of the month.</param>
/// <param name="Mean">Of its hour means; none without any.</param>
/// <param name="Hours">How many hour means it is made of.</param>
[GenerateSerializer, Immutable, Alias("qly.CellMonthTold")]
public sealed record CellMonthTold(
    [property: Id(0)] BeijingTime Month,
    [property: Id(1)] Exact Mean,
    [property: Id(2)] int Hours) : SignalBody
{
    /// <summary>The factor that it is the mean of; empty in entries from before cells told it: the month's own factor.</summary>
    [Id(3)]
    public FactorCode Factor { get; init; }

    public override bool Replaces(SignalBody earlier) => earlier is CellMonthTold told && told.Month == Month;
}

/// <summary>
/// Where a 3 km cell stands in its city by a month: see <see cref="CellMonthTold"/>. It replaces what was told of the month
/// before.
/// </summary>
/// <param name="Month">Start of the month.</param>
/// <param name="Mean">The mean that was ranked; none without any hour.</param>
/// <param name="Hours">How many hour means it is made of.</param>
/// <param name="Lists">In the order of their numbers; none where the mean has too few hours.</param>
[GenerateSerializer, Immutable, Alias("qly.RanksTold")]
public sealed record RanksTold(
    [property: Id(0)] BeijingTime Month,
    [property: Id(1)] Exact Mean,
    [property: Id(2)] int Hours,
    [property: Id(3)] ValueList<ListRank> Lists) : SignalBody
{
    /// <summary>The factor that the city ranks the month by; empty in entries from before cities told it.</summary>
    [Id(4)]
    public FactorCode Factor { get; init; }

    public override bool Replaces(SignalBody earlier) => earlier is RanksTold told && told.Month == Month;

    /// <summary>All but the factor.</summary>
    public void Write(EntryWriter writer)
    {
        writer.Time(Month);
        writer.Exact(Mean);
        writer.Int(Hours);
        ListRank.WriteAll(writer, Lists);
    }

    public static RanksTold Read(ref EntryReader reader) =>
        new(reader.Time(), reader.Exact(), reader.Int(), ListRank.ReadAll(ref reader));
}

/// <summary>
/// A version of a mark of a furnace's condition (工况标记), for the outlet that the furnace claims, at which nothing is due while
/// the furnace stands still: told when it is taken, all of them when the outlet is claimed.
/// </summary>
/// <param name="MarkedAt">When it arrived: what the marking deadline is held against.</param>
[GenerateSerializer, Immutable, Alias("qly.MarkTold")]
public sealed record MarkTold([property: Id(0)] Mark Mark, [property: Id(1)] BeijingTime MarkedAt) : SignalBody;

/// <summary>A region's counts, for the region above it.</summary>
[GenerateSerializer, Immutable, Alias("qly.RegionCounted")]
public sealed record RegionCounted([property: Id(0)] RosterCounts Counts) : SignalBody
{
    public override bool Replaces(SignalBody earlier) => earlier is RegionCounted;

    public override bool IsSummary => true;
}

/// <summary>The source belongs to the receiver no more.</summary>
[GenerateSerializer, Immutable, Alias("qly.LeftRoster")]
public sealed record LeftRoster : SignalBody;
