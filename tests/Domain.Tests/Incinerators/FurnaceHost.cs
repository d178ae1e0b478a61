using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Incinerators;

/// <summary>A furnace under test: one point sends its temperature and its flue gas.</summary>
sealed class FurnaceHost(Policy policy)
{
    public static readonly TwinName Furnace = TwinName.Of(new IncineratorId("P", "1"));
    public static readonly FactorCode Temperature = FactorCode.Parse("a01901");
    public static readonly BeijingTime Now = Teller.Day.AddSeconds(40 * BeijingTime.SecondsPerDay);

    public static readonly IncineratorRecord Registration = new()
    {
        Id = new IncineratorId("P", "1"),
        Name = "1号炉",
        Enterprise = EnterpriseId.Parse("E1"),
        Region = Teller.County,
        EmissionPoint = new PointId("MN1", "31"),
        TemperaturePoint = new PointId("MN1", "31"),
    };

    public FurnaceHost()
        : this(PolicyFile.National)
    {
    }

    public FoldHost<IncineratorState> Host { get; } = new(new IncineratorFold(), Furnace, policy);

    public Teller Point { get; } = Teller.Point("MN1");

    /// <summary>Every finding so far but the warnings before the fact.</summary>
    public List<Finding> Findings => [.. Host.Findings.Where(finding => finding.Class != FindingClass.Before)];

    /// <summary>The last version of every finding of a rule that is in force.</summary>
    public List<Finding> InForce(string rule) =>
    [
        .. Host.Findings.Where(finding => finding.Rule == rule).GroupBy(finding => finding.Id)
            .Select(versions => versions.Last()).Where(finding => finding.State != FindingState.Withdrawn),
    ];

    public IncineratorStatus Status => (IncineratorStatus)new IncineratorFold().Describe(Host.State);

    /// <summary>Tells the mean of a slot, counted from 00:00 of the day.</summary>
    public bool Slot(int slot, decimal celsius, int day = 0, DataFlag flag = DataFlag.Normal) =>
        Feed(Mean(Point, slot, celsius, day, flag));

    public void Slots(int first, int count, decimal celsius, int day = 0)
    {
        for (int slot = first; slot < first + count; slot++)
            Slot(slot, celsius, day);
    }

    public bool Feed(EntryBody body) => Host.Feed(body, Now);

    public static Signalled Mean(
        Teller point, int slot, decimal celsius, int day = 0, DataFlag flag = DataFlag.Normal) =>
        point.Tells(new MeanTold(
            ObservationKind.FurnaceTemperature, Temperature, Teller.At(24 * day, slot * 5), celsius, flag,
            IsReported: true));
}
