using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Incinerators;

/// <summary>A furnace's live status.</summary>
[GenerateSerializer, Immutable, Alias("qly.IncineratorStatus")]
public sealed record IncineratorStatus : TwinStatus
{
    [Id(0)]
    public required EnterpriseId? Enterprise { get; init; }

    /// <summary>Start of the newest natural day; the counts of a day are of this one.</summary>
    [Id(1)]
    public required BeijingTime Day { get; init; }

    /// <summary>Five-minute temperature slots of the day with a valid mean, of 288.</summary>
    [Id(2)]
    public required int SlotsReceived { get; init; }

    /// <summary>Slots whose mean came with a flag that voids it.</summary>
    [Id(3)]
    public required int SlotsVoid { get; init; }

    /// <summary>Slots strictly below the minimum temperature.</summary>
    [Id(4)]
    public required int LowSlots { get; init; }

    /// <summary>More low slots than are tolerated.</summary>
    [Id(5)]
    public required bool IsTemperatureViolated { get; init; }

    /// <summary>Natural days of the month with a temperature violation.</summary>
    [Id(6)]
    public required int TemperatureDaysInMonth { get; init; }

    /// <summary>Natural days of the month with a daily mean over its limit.</summary>
    [Id(7)]
    public required int EmissionDaysInMonth { get; init; }

    /// <summary>By factor, then by point.</summary>
    [Id(8)]
    public required LatestMeans[] Means { get; init; }

    /// <summary>The condition word in force, per factor, with the time it holds since.</summary>
    [Id(9)]
    public required ConditionRun[] Conditions { get; init; }

    /// <summary>The last changes of condition, by factor, then by time; the current ones included.</summary>
    [Id(10)]
    public required ConditionRun[] ConditionHistory { get; init; }

    [Id(11)]
    public required RosterLine[] Points { get; init; }

    /// <summary>The marks that hold in the newest day, the day before it or later, by id; deleted ones left out.</summary>
    [Id(12)]
    public required MarkVersion[] Marks { get; init; }

    /// <summary>Who has taken note of the level; null while nobody has.</summary>
    [Id(13)]
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Findings that somebody has taken note of, in order of id.</summary>
    [Id(14)]
    public Acknowledgement[] AcknowledgedFindings { get; init; } = [];

    /// <summary>How far the suspended power subsidy has come; null while none is suspended.</summary>
    [Id(15)]
    public SuspendedSubsidy? Subsidy { get; init; }

    public static IncineratorStatus Of(IncineratorState state) => new()
    {
        Name = state.Name,
        DisplayName = state.Registration?.Name ?? state.Name.Id,
        Sequence = state.Standing.Sequence,
        Level = state.Standing.Level,
        LevelReason = state.Standing.Reason,
        LevelSince = state.Standing.LevelSince,
        Link = state.Standing.Link,
        LinkSince = state.Standing.LinkSince,
        Region = state.Registration?.Region,
        Location = null,
        IsRegistered = state.Registration is not null,
        Enterprise = state.Registration?.Enterprise,
        Day = state.NewestDay,
        SlotsReceived = state.Today.Received,
        SlotsVoid = state.Today.Void,
        LowSlots = state.Today.Low,
        IsTemperatureViolated = state.Today.IsViolated,
        TemperatureDaysInMonth = state.TemperatureDaysInMonth,
        EmissionDaysInMonth = state.EmissionDaysInMonth,
        Means = [.. state.Latest.Values],
        Conditions = [.. state.Conditions.Current],
        ConditionHistory = [.. state.Conditions.All],
        Points = [.. state.Points.Lines],
        Marks = RecentMarks(state),
        Acknowledged = state.Acknowledged.Level,
        AcknowledgedFindings = [.. state.Acknowledged.Findings],
        Subsidy = state.Subsidy?.Suspended,
    };

    /// <summary>A furnace keeps its marks for ever; a status that did would grow for ever.</summary>
    static MarkVersion[] RecentMarks(IncineratorState state) =>
        [.. state.Marks.Set.HoldingFrom(state.NewestDay.AddSeconds(-BeijingTime.SecondsPerDay))];
}
