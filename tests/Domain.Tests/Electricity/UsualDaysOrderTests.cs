using CsCheck;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>
/// What is found on a day says whether it teaches the days behind it: a press and its filter over 24 days, some idle, some
/// off, some under orders.
/// </summary>
public sealed class UsualDaysOrderTests
{
    const int Days = 24;

    static readonly FactorCode Press = FactorCode.Parse("d20401");
    static readonly FactorCode Filter = FactorCode.Parse("d30401");

    static readonly EnterpriseRecord Registration = new()
    {
        Id = EnterpriseId.Parse("E1"),
        Name = "钢铁一厂",
        Industry = "C31",
        Region = County,
        Relations = [DeviceRelation.Parse("MN1-44:d20401>MN1-44:d30401")],
    };

    // Six days teach, as far back as twelve; two are enough.
    static readonly Policy Policy = PolicyFile.National with
    {
        Electricity = PolicyFile.National.Electricity with
        {
            Baseline = new LearnedBaseline { Days = 6, ReachDays = 12, FewestDays = 2, FewestHours = 2 },
        },
    };

    static readonly Gen<(EntryBody[] InOrder, EntryBody[] Shuffled, int[] Moves)> Cases =
        from days in Gen.Select(
            Gen.OneOf(50m, 50m, 0m), Gen.OneOf(100m, 100m, 40m, 20m), Gen.OneOf(0, 10, 11)).Array[Days]
        from orders in Gen.Select(Gen.Int[4, Days - 1], Gen.Int[1, 6]).Array[2]
        let means = days.SelectMany((day, i) => Means(i, day.Item1, day.Item2)).ToArray()
        let others = days.SelectMany((day, i) => Minutes(i, day.Item3)).Concat(orders.Select(Order)).ToArray()
        from all in Gen.Shuffle((object[])[.. means, .. others])
        from first in Gen.Shuffle(means)
        from last in Gen.Shuffle(others)
        from isMixed in Gen.Bool
        from moves in Moves
        select (Numbered([.. means, .. others]), Numbered(isMixed ? all : [.. first, .. last]), moves);

    [Fact]
    public void Any_order_of_arrival_ends_in_the_same_findings() =>
        Cases.Sample(
            sample => InForce(sample.Shuffled, sample.Moves).ShouldBe(InForce(sample.InOrder, [9])), iter: 100);

    /// <summary>Means of two hours of a day.</summary>
    static IEnumerable<object> Means(int day, decimal press, decimal filter)
    {
        for (int hour = 9; hour < 11; hour++)
        {
            yield return Mean(Press, day, hour, press);
            yield return Mean(Filter, day, hour, filter);
        }
    }

    /// <summary>An hour of a day in which the filter starts so many minutes behind the press.</summary>
    static object[] Minutes(int day, int late)
    {
        const ulong all = (1UL << 60) - 1;
        return late == 0
            ? []
            :
            [
                new PowerTold(Press, At(24 * day + 8), new MinuteStates(all, all)),
                new PowerTold(Filter, At(24 * day + 8), new MinuteStates(all, all - ((1UL << late) - 1))),
            ];
    }

    static MeanTold Mean(FactorCode device, int day, int hour, decimal value) =>
        new(ObservationKind.Hour, device, At(24 * day + hour), value, DataFlag.Normal, IsReported: true);

    static Ordered Order((int Day, int Days) order, int number) => new Ordered(new EmergencyOrder
    {
        Number = $"{number + 1}",
        From = At(24 * order.Day),
        To = At(24 * (order.Day + order.Days)),
        Cut = 0.5m,
    });

    /// <summary>Signals numbered in the order in which they are told.</summary>
    static EntryBody[] Numbered(object[] told)
    {
        var meter = new Teller(TwinName.Of(new PointId("MN1", "44")));
        return [.. told.Select(one => one as EntryBody ?? meter.Tells((SignalBody)one))];
    }

    static Finding[] InForce(EntryBody[] entries, int[] moves)
    {
        var host = new FoldHost<EnterpriseState>(new EnterpriseFold(), TwinName.Of(Registration.Id), Policy);
        Run(host, [new Registered(Registration), .. entries], At(24 * (Days + 2)), moves);
        return
        [
            .. host.Findings.GroupBy(finding => finding.Id).Select(versions => versions.Last())
                .Where(finding => finding.State != FindingState.Withdrawn)
                .OrderBy(finding => finding.Id, StringComparer.Ordinal)
                .Select(finding => finding with
                {
                    State = FindingState.Raised, FirstEntry = 0, LastEntry = 0, DecidedBy = 0,
                }),
        ];
    }
}
