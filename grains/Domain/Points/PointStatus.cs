using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Points;

/// <summary>A monitoring point's live status.</summary>
[GenerateSerializer, Immutable, Alias("qly.PointStatus")]
public sealed record PointStatus : TwinStatus
{
    [Id(0)]
    public required FactorStatus[] Factors { get; init; }

    [Id(1)]
    public required DeviceStatus[] Devices { get; init; }

    /// <summary>When the silo last heard from the device.</summary>
    [Id(2)]
    public required BeijingTime LastArrival { get; init; }

    /// <summary>The device's own time of its newest instant.</summary>
    [Id(3)]
    public required BeijingTime LastDataTime { get; init; }

    [Id(4)]
    public required long Observations { get; init; }

    [Id(5)]
    public required long Late { get; init; }

    [Id(6)]
    public required long Conflicts { get; init; }

    [Id(7)]
    public required long FutureDated { get; init; }

    [Id(8)]
    public EnterpriseId? Enterprise { get; init; }

    [Id(9)]
    public IncineratorId? Incinerator { get; init; }

    [Id(10)]
    public PointKind Kind { get; init; }

    /// <summary>
    /// Start of the first natural day that may still be marked: means before it are settled, see
    /// <see cref="LatestMean.ValidityAt"/>.
    /// </summary>
    [Id(11)]
    public BeijingTime SettledBefore { get; init; }

    /// <summary>The level has no ground any more and is kept for its clean period.</summary>
    [Id(12)]
    public bool IsHeld { get; init; }

    /// <summary>Who has taken note of the level; null while nobody has.</summary>
    [Id(13)]
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Findings that somebody has taken note of, in order of id.</summary>
    [Id(14)]
    public Acknowledgement[] AcknowledgedFindings { get; init; } = [];

    /// <summary>Tier (预警等级) by exceedance days in 30; 0 below the first.</summary>
    [Id(15)]
    public int TierIn30 { get; init; }

    [Id(16)]
    public int TierInQuarter { get; init; }

    /// <summary>A serious lead of the electronic supervision is in force on the newest month judged.</summary>
    [Id(17)]
    public bool IsSerious { get; init; }

    /// <summary>The first condition of a listing is met on the newest month judged.</summary>
    [Id(18)]
    public bool MeetsListing { get; init; }

    /// <summary>The marks that hold in the newest day, the day before it or later, by id; deleted ones left out.</summary>
    [Id(19)]
    public MarkVersion[] Marks { get; init; } = [];

    /// <summary>Both conditions of a listing are met on the newest month judged.</summary>
    [Id(20)]
    public bool IsListed { get; init; }

    public static PointStatus Of(PointState state)
    {
        var factors = new FactorStatus[state.Factors.Length];
        for (int i = 0; i < factors.Length; i++)
            factors[i] = FactorStatus.Of(state, in state.Factors[i]);
        return new PointStatus
        {
            Name = state.Name,
            DisplayName = state.Registration?.Name ?? state.Name.Id,
            Sequence = state.Sequence,
            Level = state.Level,
            LevelReason = PointStatusLine.ReasonOf(state),
            LevelSince = state.LevelSince,
            Link = state.Link,
            LinkSince = state.LinkSince,
            Region = state.Registration?.Region,
            Location = state.Registration?.Location,
            IsRegistered = state.Registration is not null,
            Factors = factors,
            Devices =
                [.. state.Devices.Select(d => new DeviceStatus(d.Device, d.At, d.State, d.RunTimeDay, d.RunHours))],
            LastArrival = state.LastArrival,
            LastDataTime = state.LastDataTime,
            Observations = state.Observations,
            Late = state.Late,
            Conflicts = state.Conflicts,
            FutureDated = state.FutureDated,
            Enterprise = state.Registration?.Enterprise,
            Incinerator = state.Registration?.Incinerator,
            Kind = state.Registration?.Kind ?? PointKind.Other,
            IsHeld = state.IsHeld,
            Acknowledged = state.Acknowledged?.Level,
            AcknowledgedFindings = [.. state.Acknowledged?.Findings ?? []],
            TierIn30 = state.Ledger?.TierIn30 ?? 0,
            TierInQuarter = state.Ledger?.TierInQuarter ?? 0,
            IsSerious = state.Ledger?.InForceOnNewest(MonthRule.Serious) ?? false,
            MeetsListing = state.Ledger?.InForceOnNewest(MonthRule.ListingDays) ?? false,
            IsListed = state.Ledger?.InForceOnNewest(MonthRule.Listed) ?? false,
            Marks = RecentMarks(state),
            SettledBefore = state.SettledBefore == 0 ? default : BeijingTime.StartOf(state.SettledBefore),
        };
    }

    static MarkVersion[] RecentMarks(PointState state) => state.Marks is { } marks
        ? [.. marks.Set.HoldingFrom(state.OpenHour.StartOfDay.AddSeconds(-BeijingTime.SecondsPerDay))]
        : [];
}

/// <summary>One factor of a point, live.</summary>
[GenerateSerializer, Immutable, Alias("qly.FactorStatus")]
public readonly record struct FactorStatus
{
    [Id(0)]
    public FactorCode Factor { get; init; }

    /// <summary>Device time of the newest instant.</summary>
    [Id(1)]
    public BeijingTime LastAt { get; init; }

    [Id(2)]
    public Exact Last { get; init; }

    [Id(3)]
    public Exact LastConverted { get; init; }

    [Id(4)]
    public DataFlag LastFlag { get; init; }

    /// <summary>Mean of the newest full minute of instants, computed here.</summary>
    [Id(5)]
    public LatestMean ComputedMinute { get; init; }

    [Id(6)]
    public LatestMean ReportedMinute { get; init; }

    [Id(7)]
    public LatestMean ReportedHour { get; init; }

    [Id(8)]
    public LatestMean ComputedHour { get; init; }

    [Id(9)]
    public LatestMean ReportedDay { get; init; }

    /// <summary>Of the newest day, from the hours that are closed.</summary>
    [Id(10)]
    public LatestMean ComputedDay { get; init; }

    [Id(11)]
    public int HoursOverToday { get; init; }

    [Id(12)]
    public int DaysOverIn30 { get; init; }

    [Id(13)]
    public int DaysOverInMonth { get; init; }

    [Id(14)]
    public int DaysOverInQuarter { get; init; }

    /// <summary>Start of the newest day whose transmission was counted; not set before the first.</summary>
    [Id(15)]
    public BeijingTime TransmissionDay { get; init; }

    /// <summary>Of that day.</summary>
    [Id(16)]
    public TransmissionCounts Transmission { get; init; }

    /// <summary>Of its month so far.</summary>
    [Id(17)]
    public TransmissionCounts TransmissionInMonth { get; init; }

    public static FactorStatus Of(PointState state, in FactorState factor)
    {
        BeijingTime minuteBefore = state.NewestMinute.AddSeconds(-BeijingTime.SecondsPerMinute);
        BeijingTime today = state.OpenHour;
        FactorRates rates = state.Ledger?.FindRates(state.Find(factor.Code)) ?? default;
        return new FactorStatus
        {
            Factor = factor.Code,
            LastAt = factor.LastAt,
            Last = factor.Last,
            LastConverted = factor.LastConverted,
            LastFlag = factor.LastFlag,
            ComputedMinute = factor.MinuteBefore.Received == 0
                ? default
                : new LatestMean(
                    minuteBefore,
                    Exact.From(factor.MinuteBefore.Mean),
                    default,
                    factor.MinuteBefore.Valid > 0 ? DataFlag.Normal : DataFlag.Insufficient),
            ReportedMinute = factor.Means?.ReportedMinute ?? default,
            ReportedHour = factor.Means?.ReportedHour ?? default,
            ComputedHour = factor.Means?.ComputedHour ?? default,
            ReportedDay = factor.Means?.ReportedDay ?? default,
            ComputedDay = factor.Means?.ComputedDay ?? default,
            HoursOverToday = factor.HoursOverToday,
            DaysOverIn30 = today.IsSet ? factor.DaysOver.InLast30(today.DayNumber) : 0,
            DaysOverInMonth = today.IsSet ? factor.DaysOver.InMonth(today) : 0,
            DaysOverInQuarter = today.IsSet ? factor.DaysOver.InQuarter(today) : 0,
            TransmissionDay = rates.DayNumber == 0 ? default : BeijingTime.StartOf(rates.DayNumber),
            Transmission = rates.Day,
            TransmissionInMonth = rates.Month,
        };
    }
}

/// <summary>A treatment device (SBxxx), live.</summary>
[GenerateSerializer, Immutable, Alias("qly.DeviceStatus")]
public readonly record struct DeviceStatus(
    [property: Id(0)] FactorCode Device,
    [property: Id(1)] BeijingTime At,
    [property: Id(2)] Exact State,
    [property: Id(3)] BeijingTime RunTimeDay,
    [property: Id(4)] Exact RunHours);
