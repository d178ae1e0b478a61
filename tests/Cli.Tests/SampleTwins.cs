using Google.Protobuf.WellKnownTypes;
using Qianliyan.V1;

namespace Qianliyan.Cli.Tests;

/// <summary>An enterprise with a finding, its furnace, and a cell with one station inside.</summary>
static class SampleTwins
{
    static readonly Timestamp Day =
        Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.FromHours(8)));

    static readonly Timestamp Eight = Day + Duration.FromTimeSpan(TimeSpan.FromHours(8));

    static SuspendedSubsidy Subsidy => new() { Month = Day, CleanSince = Day, CleanDayCount = 12, NeededDayCount = 30 };

    public static Enterprise Enterprise { get; } = new()
    {
        Name = "enterprises/E1",
        DisplayName = "云岫环保发电",
        Level = Level.Exceeded,
        Industry = "N7820",
        Registered = true,
        CountDay = Day,
        ExceedanceDaysIn30Count = 4,
        ExceedanceDaysInMonthCount = 3,
        ExceedanceDaysInQuarterCount = 2,
        Supervision = new SupervisionStatus
        {
            FindingClass = FindingClass.During,
            ViolationsIn30Count = 5,
            ViolationsInMonthCount = 4,
            ViolationsInQuarterCount = 3,
            SeriousPointCount = 1,
            LowTransmissionCount = 2,
        },
        SuspendedSubsidy = Subsidy,
        Acknowledged = new Acknowledgement { Level = Level.Exceeded, Author = "li", AcknowledgeTime = Eight },
        AcknowledgedFindings = { new Acknowledgement { Finding = "f", Author = "li", AcknowledgeTime = Eight } },
        Roster = { new TwinSummary { Name = "incinerators/P-1", DisplayName = "1号炉", Level = Level.Exceeded } },
        Findings =
        {
            Finding("limit.hour", "a21026", Level.Warning, "hour mean 120 > 100"),
            Finding("furnace.temperature", "a01901", Level.Exceeded, "9 five-minute means below 850"),
        },
    };

    public static Incinerator Furnace { get; } = new()
    {
        Name = "incinerators/P-1",
        DisplayName = "1号炉",
        Registered = true,
        Day = Day,
        ReceivedSlotCount = 49,
        LowSlotCount = 9,
        VoidSlotCount = 2,
        TemperatureViolated = true,
        TemperatureDaysInMonthCount = 1,
        SuspendedSubsidy = Subsidy,
        Marks = { new Mark { Code = MarkCode.Stopping, Term = "停炉", StartTime = Eight } },
        Means =
        {
            new FurnaceMeans
            {
                Factor = "a01901",
                Source = "points/A-31",
                Slot = new Mean { StartTime = Eight, Value = "849.9" },
                Hour = new Mean { StartTime = Eight, Value = "854.41666666666667", Flag = DataFlag.Normal },
            },
        },
        Conditions = { Run },
        ConditionHistory = { Run },
    };

    public static Cell Cell { get; } = new()
    {
        Name = "cells/130100-3km-1-2",
        DisplayName = "130100-3km-1-2",
        Registered = true,
        EdgeMetres = 3_000,
        Column = 1,
        Row = 2,
        Hot = true,
        NewestHour = Eight,
        OnlineSourceCount = 1,
        WarnedMonths = { "2025-12", "2026-01" },
        Sources = { new TwinSummary { Name = "cells/130100-500m-7-8", DisplayName = "130100-500m-7-8" } },
        Factors =
        {
            new CellFactor
            {
                Factor = "a34004",
                HourStartTime = Eight,
                HourMean = "82.333333333333333",
                HourSourceCount = 3,
                HighestSource = "cells/130100-500m-7-8",
                HighestValue = "105",
                RollingDayMean = "64.250000000000000",
                RollingDayHourCount = 24,
                NaturalDayMean = "61",
                NaturalDayHourCount = 1,
            },
        },
    };

    static ConditionRun Run => new() { Factor = "a01901", Word = "P", StartTime = Day, LastTime = Eight };

    static Finding Finding(string rule, string factor, Level level, string reason) =>
        new()
        {
            Twin = "points/A-31",
            Rule = rule,
            Factor = factor,
            Level = level,
            Reason = reason,
            Clause = "GB 18485-2014",
            WindowStartTime = Eight,
        };
}
