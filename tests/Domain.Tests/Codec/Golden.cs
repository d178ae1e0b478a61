using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Codec;

/// <summary>One of each kind of what is stored, with every field set.</summary>
static class Golden
{
    static readonly BeijingTime Noon = BeijingTime.Of(2026, 7, 20, 12);
    static readonly FactorCode So2 = FactorCode.Parse("a21026");
    static readonly RegionCode County = RegionCode.Parse("130109");
    static readonly CellId Cell = CellId.Parse("130100-500m-0740-2740");

    /// <summary>80.1 in the first hour, nothing in the others.</summary>
    static readonly ValueList<Exact> Hours = [80.1m, .. Enumerable.Repeat(Exact.None, 23)];

    public static readonly Finding Finding = new()
    {
        Twin = TwinName.Parse("points/MN1-31"),
        Rule = "limit.hour",
        PolicyVersion = "v1",
        Factor = So2,
        WindowStart = Noon,
        WindowEnd = Noon.AddSeconds(3600),
        State = FindingState.Revised,
        Level = EscalationLevel.Warning,
        Value = 120.5m,
        Limit = 100m,
        Reason = "over",
        Clause = "table 4",
        FirstEntry = 3,
        LastEntry = 70,
        DecidedBy = 71,
    };

    public static readonly Mark Mark = new()
    {
        Id = "m1",
        Code = MarkCode.Stopping,
        Factor = So2,
        Start = Noon,
        End = Noon.AddSeconds(3600),
        Source = MarkSource.Enterprise,
        Author = "张",
        Reason = "计划停炉",
        Revision = 2,
        IsDeleted = true,
    };

    public static readonly SignalBody[] Bodies =
    [
        new StatusChanged("1号", EscalationLevel.Exceeded, LinkState.Online, "over", new Wgs84(114.5, 38), Noon),
        new FindingTold(Finding),
        new MeanTold(ObservationKind.Hour, So2, Noon, 80.1m, DataFlag.Normal, IsReported: true),
        new ConditionTold(FactorCode.Parse("g11001"), FactorCode.Parse("St"), Noon),
        new RegionCounted(new RosterCounts
        {
            Kinds =
            [
                new KindCounts
                {
                    Kind = TwinKind.Cell, Normal = 1, Notice = 2, Warning = 3, Exceeded = 4, Unknown = 5, Online = 6,
                    Silent = 7,
                },
            ],
        }),
        new LeftRoster(),
        new PowerTold(FactorCode.Parse("d20401"), Noon, new MinuteStates(Known: 7, On: 5)),
        new MaintenanceTold(Noon, Seconds: 3600, Settled: 60),
        new HoursTold("like:a", Noon.StartOfDay, [new FactorHours(So2, Hours)]),
        new PeersTold(Noon.StartOfDay, [new FactorHours(So2, Hours)]),
        new OutletClaimed(new PointId("MN1", "31"), IsClaimed: true),
        new DayVerdictTold(So2, Noon, VerdictKind.Over),
        new CellMonthTold(Noon, 70.5m, Hours: 700),
        new RanksTold(
            Noon, 70.5m, Hours: 700,
            [new ListRank(RankingList.MonthOnMonth, Rank: 1, Place: 2, Ranked: 120, Figure: 0.12m, Earlier: 60m)]),
        new MaintenanceTold(Noon, Seconds: 3600, Settled: 60) { Days = [new MaintenanceDay(Noon, 3600)] },
        new MarkTold(Mark, Noon),
        new MeanTold(ObservationKind.Hour, So2, Noon, 80.1m, DataFlag.Normal, IsReported: true) { Purpose = SamplePurpose.Enforcement },
        new ViolationsTold(new MonthViolations(Noon) { Judged = 7, Temperature = 4, Emission = 6, MeansOver = [1, 3] }),
        new CellMonthTold(Noon, 70.5m, Hours: 700) { Factor = So2 },
        new RanksTold(
            Noon, 70.5m, Hours: 700,
            [new ListRank(RankingList.MonthOnMonth, Rank: 1, Place: 2, Ranked: 120, Figure: 0.12m, Earlier: 60m)])
        {
            Factor = So2,
        },
        new MeanTold(ObservationKind.Hour, So2, Noon, 80.1m, DataFlag.Insufficient, IsReported: true) { MarkedSeconds = 60 },
    ];

    public static readonly PointRecord Point = new()
    {
        Id = new PointId("MN1", "31"),
        Name = "1号",
        Kind = PointKind.IncineratorFlueGas,
        Region = County,
        Enterprise = EnterpriseId.Parse("E1"),
        Incinerator = new IncineratorId("P", "1"),
        Location = new Wgs84(114.5, 38),
        FineCell = Cell,
        Password = new DevicePassword("123456"),
        Limits = [new FactorLimit(So2, LimitPeriod.Day, 80m, Exact.None, "GB", "4")],
        ReferenceOxygen = 11m,
        MinuteInterval = 5,
        Units = [new UnitOverride(So2, "mg/m3")],
        OldCodes = [new OldCode(FactorCode.Parse("02"), So2)],
        Tags = ["t"],
    };

    public static readonly DeviceRelation Relation = DeviceRelation.Parse("A-44:d20401>A-44:d30401>10>0.3");

    public static readonly RegistryRecord[] Records =
    [
        Point,
        new EnterpriseRecord
        {
            Id = EnterpriseId.Parse("E1"),
            Name = "厂",
            Industry = "C31",
            Region = County,
            Location = new Wgs84(114.5, 38),
            FineCell = Cell,
            Contacts = ["c"],
            Relations = [Relation],
        },
        new IncineratorRecord
        {
            Id = new IncineratorId("P", "1"),
            Name = "炉",
            Enterprise = EnterpriseId.Parse("E1"),
            Region = County,
            EmissionPoint = new PointId("A", "31"),
            TemperaturePoint = new PointId("B", "31"),
        },
        new CellRecord(Cell, County, IsHot: true),
        new RegionRecord(County, "藁城区"),
    ];

    public static readonly EmergencyOrder Order = new()
    {
        Number = "7",
        From = Noon,
        To = Noon.AddSeconds(86_400),
        Cut = 0.3m,
        IsLifted = true,
    };

    public static readonly Observation Observation = new()
    {
        Kind = ObservationKind.Hour,
        DataTime = Noon,
        IntervalMinutes = 10,
        Resent = true,
        RequestNumber = "1",
        Readings =
        [
            new Reading
            {
                Factor = So2,
                Value = 80.1m,
                Converted = 90m,
                Minimum = 1m,
                Maximum = 99m,
                Total = 5m,
                Flag = DataFlag.Normal,
                Word = FactorCode.Parse("St"),
            },
        ],
    };

    public static readonly Observation ObservationOf2005 = new()
    {
        Kind = ObservationKind.RealTime,
        DataTime = Noon,
        Readings =
        [
            new Reading
            {
                Factor = FactorCode.Parse("w01018"), Value = 40.3m, Flag = DataFlag.Normal,
                SentAs = FactorCode.Parse("011"),
            },
        ],
    };

    public static Signalled Signalled(SignalBody body) => new(new Signal
    {
        Source = TwinName.Parse("points/MN1-31"),
        SourceSequence = 300,
        Ordinal = 1,
        CausedAt = Noon,
        Body = body,
    });
}
