using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Enterprises;

/// <summary>An enterprise's live status. Its level is the highest of its points, its furnaces and its own findings.</summary>
[GenerateSerializer, Immutable, Alias("qly.EnterpriseStatus")]
public sealed record EnterpriseStatus : TwinStatus
{
    /// <summary>Points and furnaces.</summary>
    [Id(0)]
    public required RosterLine[] Roster { get; init; }

    /// <summary>In force: of the last 31 days, findings on hours of the last two; in order of id.</summary>
    [Id(1)]
    public required Finding[] Findings { get; init; }

    /// <summary>The natural day that the counts end with.</summary>
    [Id(2)]
    public required BeijingTime Today { get; init; }

    /// <summary>Natural days with a daily mean over its limit at any point.</summary>
    [Id(3)]
    public required int ExceedanceDaysIn30 { get; init; }

    [Id(4)]
    public required int ExceedanceDaysInMonth { get; init; }

    [Id(5)]
    public required int ExceedanceDaysInQuarter { get; init; }

    [Id(6)]
    public required string Industry { get; init; }

    [Id(7)]
    public SupervisionStatus Supervision { get; init; } = new();

    /// <summary>Who has taken note of the level; null while nobody has.</summary>
    [Id(8)]
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Findings that somebody has taken note of, in order of id.</summary>
    [Id(9)]
    public Acknowledgement[] AcknowledgedFindings { get; init; } = [];

    /// <summary>How far the suspended power subsidy of the plant has come; null while none is suspended.</summary>
    [Id(10)]
    public SuspendedSubsidy? Subsidy { get; init; }

    public static EnterpriseStatus Of(EnterpriseState state) => new()
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
        Location = state.Registration?.Location,
        IsRegistered = state.Registration is not null,
        Roster = [.. state.Roster.Lines],
        Findings = [.. state.AtHand.InForce.Concat(state.OwnAtHand.InForce)
            .OrderBy(finding => finding.Id, StringComparer.Ordinal)],
        Today = state.Today,
        ExceedanceDaysIn30 = state.Today.IsSet ? state.DaysOver.InLast30(state.Today.DayNumber) : 0,
        ExceedanceDaysInMonth = state.Today.IsSet ? state.DaysOver.InMonth(state.Today) : 0,
        ExceedanceDaysInQuarter = state.Today.IsSet ? state.DaysOver.InQuarter(state.Today) : 0,
        Industry = state.Registration?.Industry ?? "",
        Supervision = SupervisionStatus.Of(state),
        Acknowledged = state.Acknowledged?.Level,
        AcknowledgedFindings = [.. state.Acknowledged?.Findings ?? []],
        Subsidy = state.Subsidy?.Suspended,
    };
}
