using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>What furnaces tell an enterprise of their CEMS maintenance, where the plant has the budget.</summary>
public sealed class PlantMaintenanceTests
{
    const long Hour = BeijingTime.SecondsPerHour;

    static readonly Policy ByPlant = PolicyFile.Parse(PolicyFile.NationalText.Replace(
        "cemsGrain: furnace", "cemsGrain: plant", StringComparison.Ordinal));

    static readonly BeijingTime Quarter = BeijingTime.Of(2026, 7, 1);

    readonly FoldHost<EnterpriseState> _enterprise = new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), ByPlant);
    readonly Teller _one = new(TwinName.Of(new IncineratorId("P", "1"))), _two = new(TwinName.Of(new IncineratorId("P", "2")));

    [Fact]
    public void The_hours_are_added_and_told_with_the_figures_of_each_furnace()
    {
        Tell(_one, 16 * Hour, 16 * Hour);
        Tell(_two, 15 * Hour, 0);

        Finding finding = InForce().ShouldHaveSingleItem();
        finding.Reason.ShouldBe(
            "31 hours of CEMS维护 in the quarter from 2026-07-01 at all furnaces = 16 of P-1 + 15 of P-2, 30 allowed "
            + "(furnace.budget.cemsGrain=plant, furnace.budget.overlap=union)");
        finding.Figures.ShouldBe(
        [
            new FindingFigure("hours marked", 31m, "h"), new FindingFigure("hours of P-1", 16m, "h"),
            new FindingFigure("hours of P-2", 15m, "h"), new FindingFigure("furnace.budget.cemsHours", 30m, "h"),
        ]);
        (finding.WindowStart, finding.WindowEnd, finding.Standing, finding.Level).ShouldBe(
            (Quarter, BeijingTime.Of(2026, 10, 1), FindingStanding.Provisional, ByPlant.Furnace.Violation));
        finding.LegalBasis.ShouldBe(ByPlant.LegalBasisOf(LegalAct.MonitoringNotKept, Quarter));
    }

    [Fact]
    public void It_is_withdrawn_once_and_forgets_who_took_note()
    {
        Tell(_one, 31 * Hour, 0);
        _enterprise.Feed(new Acknowledged("li", Teller.At(2), InForce().Single().Id), Teller.At(2));
        _enterprise.State.Acknowledged!.Findings.Count.ShouldBe(1);
        Tell(_one, 30 * Hour, 0);
        Tell(_one, 29 * Hour, 0);

        _enterprise.Findings.Select(finding => finding.State).ShouldBe([FindingState.Raised, FindingState.Withdrawn]);
        _enterprise.State.Acknowledged!.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_furnace_that_leaves_takes_the_hours_of_the_running_quarter_along()
    {
        Tell(_one, 16 * Hour, 0);
        Tell(_two, 15 * Hour, 0);
        _enterprise.Feed(_two.Tells(new LeftRoster()), Teller.At(2));

        InForce().ShouldBeEmpty();
        _enterprise.Findings[^1].Value.ShouldBe((Exact)16m);
    }

    [Fact]
    public void Only_furnaces_are_counted()
    {
        _enterprise.Feed(Teller.Point("MN1").Tells(new MaintenanceTold(Quarter, 31 * Hour, 0)), Teller.At(1));

        _enterprise.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_furnace_tells_its_seconds_when_they_change_and_tells_another_enterprise_all_of_them()
    {
        var furnace = new FoldHost<IncineratorState>(new IncineratorFold(), FurnaceHost.Furnace, ByPlant);
        Teller point = Teller.Point("MN1");
        furnace.Feed(new Registered(FurnaceHost.Registration), Teller.At(0));
        furnace.Feed(FurnaceHost.Mean(point, 0, 900), Teller.At(0));
        furnace.Feed(new Marked(MarkOf(2)), Teller.At(1));
        furnace.Feed(FurnaceHost.Mean(point, 1, 900), Teller.At(1));
        ValueList<MaintenanceDay> days = [new MaintenanceDay(Teller.At(0).StartOfDay, 2 * Hour)];
        Told("E1").ShouldBe([new MaintenanceTold(Quarter, 2 * Hour, 0) { Days = days }]);

        furnace.Feed(new Ticked(Teller.At(36)), Teller.At(36));
        Told("E1")[^1].ShouldBe(new MaintenanceTold(Quarter, 2 * Hour, 2 * Hour) { Days = days });

        furnace.Feed(
            new Registered(FurnaceHost.Registration with { Enterprise = EnterpriseId.Parse("E2") }), Teller.At(37));
        Told("E1").Length.ShouldBe(2);
        Told("E2").ShouldBe([new MaintenanceTold(Quarter, 2 * Hour, 2 * Hour) { Days = days }]);

        MaintenanceTold[] Told(string enterprise) =>
        [
            .. furnace.Told.Where(effect => effect.Target == TwinName.Of(EnterpriseId.Parse(enterprise)))
                .Select(effect => effect.Body).OfType<MaintenanceTold>(),
        ];
    }

    static Mark MarkOf(int hours) => new()
    {
        Id = "m",
        Code = MarkCode.CemsMaintenance,
        Start = Teller.At(0),
        End = Teller.At(hours),
        Source = MarkSource.Enterprise,
        Author = "plant",
    };

    void Tell(Teller furnace, long seconds, long settled) =>
        _enterprise.Feed(furnace.Tells(new MaintenanceTold(Quarter, seconds, settled)), Teller.At(1));

    Finding[] InForce() => [.. _enterprise.State.OwnAtHand.InForce];
}
