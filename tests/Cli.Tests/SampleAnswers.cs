using Google.Protobuf.WellKnownTypes;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>Explanations as the server gives them.</summary>
static class SampleAnswers
{
    static readonly PolicyIssue Policy = new()
    {
        Version = "national-2026.1", Region = "000000", Hash = "ab12", Author = "silo", Reason = "as shipped",
        ActivateTime = At("2026-01-01T00:00:00Z"),
    };

    /// <summary>A day of 79.9 against 80.</summary>
    public static RuleAnswer Day => new()
    {
        Rule = "limit.day",
        Factor = "a21026",
        WindowStartTime = At("2026-03-03T16:00:00Z"),
        WindowEndTime = At("2026-03-04T16:00:00Z"),
        Ground = RuleGround.Complies,
        Why = "the mean 79.9 at reference oxygen < limit 80: by 0.1 not over it",
        WouldDiffer = "a mean above 80; it was 79.9",
        Clause = "GB 18485-2014 table 4",
        PolicyVersion = "national-2026.1",
        Policy = Policy,
        Figures =
        {
            new FindingFigure { Name = "limit", Value = "80" },
            new FindingFigure { Name = "means.dayHours", Value = "20", Unit = "h" },
        },
        ProvisionalUntilTime = At("2026-03-05T04:00:00Z"),
        Judge = "points/MN1-31",
        Evidence =
        {
            new EvidenceEntry
            {
                Sequence = 8, Kind = "Observed", DataTime = At("2026-03-03T16:00:00Z"), Says = "a21026 Hour 79.9 N",
                Frame = "points/MN1-31/observations/8/frame",
            },
        },
        EvidenceCount = 1,
    };

    /// <summary>The same, found.</summary>
    public static RuleAnswer Found => new(Day)
    {
        Ground = RuleGround.Found,
        WouldDiffer = "",
        Finding = Story.Finding,
    };

    public static Explanation Story => new()
    {
        Finding = new Finding
        {
            Id = "points/MN1-31:limit.day:a21026:1772553600",
            Twin = "points/MN1-31",
            Rule = "limit.day",
            Factor = "a21026",
            PolicyVersion = "national-2026.1",
            WindowStartTime = At("2026-03-03T16:00:00Z"),
            WindowEndTime = At("2026-03-04T16:00:00Z"),
            State = FindingState.Raised,
            Standing = FindingStanding.Provisional,
            FindingClass = FindingClass.After,
            Value = "81",
            Limit = "80",
            Reason = "a21026 day mean 81 at reference oxygen > 80, 0.0125 times over",
            Clause = "GB 18485-2014 table 4",
            DecidedBy = 31,
        },
        Policy = Policy,
        WouldDiffer = "the figure 81 would have to be 80 or less, that is by 1 less; or it would have to be void or exempt",
        Versions =
        {
            new FindingVersion
            {
                Finding = new Finding
                {
                    State = FindingState.Raised, Standing = FindingStanding.Provisional, DecidedBy = 31,
                    Reason = "a21026 day mean 81 at reference oxygen > 80, 0.0125 times over",
                },
                DecidedByKind = "Observed",
                DecideTime = At("2026-03-04T16:01:00Z"),
            },
        },
    };

    static Timestamp At(string text) => Timestamp.FromDateTimeOffset(
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
