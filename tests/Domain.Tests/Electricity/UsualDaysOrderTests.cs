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
using Qianliyan.Domain.Time;
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
        let told = days.SelectMany((day, i) => Told(i, day)).Concat<object>(orders.Select(Order)).ToArray()
        from shuffled in Gen.Shuffle(told)
        from moves in Moves
        select (Numbered(told), Numbered(shuffled), moves);

    [Fact]
    public void Any_order_of_arrival_ends_in_the_same_findings() =>
        Cases.Sample(
            sample => InForce(sample.Shuffled, sample.Moves).ShouldBe(InForce(sample.InOrder, [9])), iter: 40);

    /// <summary>Means of two hours, and an hour in which the filter starts so many minutes late.</summary>
    static IEnumerable<object> Told(int day, (decimal Press, decimal Filter, int Late) told)
    {
        for (int hour = 9; hour < 11; hour++)
        {
            yield return Mean(Press, day, hour, told.Press);
            yield return Mean(Filter, day, hour, told.Filter);
        }

        if (told.Late == 0)
            yield break;
        const ulong all = (1UL << 60) - 1;
        yield return new PowerTold(Press, At(24 * day + 8), new MinuteStates(all, all));
        yield return new PowerTold(Filter, At(24 * day + 8), new MinuteStates(all, all - ((1UL << told.Late) - 1)));
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
        BeijingTime now = At(24 * (Days + 2));
        Run(host, [new Registered(Registration), .. entries, new Ticked(now)], now, moves);
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
