using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Incinerators;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Incinerators;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>What furnaces tell an enterprise of their violations, where the plant is counted. Days begin with 20 July.</summary>
public sealed class PlantSubsidyTests
{
    static readonly Policy ByPlant = PolicyFile.Parse(PolicyFile.NationalText.Replace(
        "    grain: furnace", "    grain: plant", StringComparison.Ordinal));

    static readonly BeijingTime July = BeijingTime.Of(2026, 7, 1);

    readonly FoldHost<EnterpriseState> _enterprise = new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), ByPlant);
    readonly Teller _one = new(TwinName.Of(new IncineratorId("P", "1"))), _two = new(TwinName.Of(new IncineratorId("P", "2")));

    [Fact]
    public void Violations_are_added_and_told_with_the_figures_of_each_furnace()
    {
        Tell(_one, 20, 21);
        Tell(_two, 22);

        Finding finding = InForce().ShouldHaveSingleItem();
        finding.Reason.ShouldBe(
            "3 violations in 2026-07 >= 3 at all furnaces = 2 of P-1 + 1 of P-2 "
            + "(furnace.subsidy.grain=plant, furnace.subsidy.kindsCountApart=true); "
            + "restored from 2026-08-22 at the earliest, after 30 clean days");
        finding.Figures.ShouldBe(
        [
            new FindingFigure("violations", 3), new FindingFigure("violations of P-1", 2),
            new FindingFigure("violations of P-2", 1), new FindingFigure("furnace.subsidy.violationsInMonth", 3),
            new FindingFigure("furnace.subsidy.cleanDays", 30, "d"),
            new FindingFigure("restored at the earliest", 20260822, "yyyymmdd"),
        ]);
        (finding.WindowStart, finding.WindowEnd, finding.Standing, finding.LegalBasis).ShouldBe(
            (July, BeijingTime.Of(2026, 8, 1), FindingStanding.Provisional, null));
    }

    [Fact]
    public void A_violation_that_is_told_no_more_withdraws_the_finding_once()
    {
        Tell(_one, 20, 21);
        Tell(_two, 22);
        Tell(_two);
        Tell(_one, 20);

        _enterprise.Findings.Select(finding => (finding.State, finding.Value)).ShouldBe(
            [(FindingState.Raised, (Exact)3), (FindingState.Withdrawn, (Exact)2)]);
        Status().Subsidy.ShouldBeNull();
    }

    [Fact]
    public void A_furnace_that_leaves_takes_the_violations_of_the_running_month_along()
    {
        Tell(_one, 20, 21);
        Tell(_two, 20);
        _enterprise.Feed(_two.Tells(new LeftRoster()), Teller.At(73));

        InForce().ShouldBeEmpty();
        _enterprise.Findings[^1].Value.ShouldBe((Exact)2);
    }

    [Fact]
    public void Those_of_a_month_before_stay()
    {
        Tell(_one, 20, 21);
        Tell(_two, 20);
        BeijingTime august = BeijingTime.Of(2026, 8, 2);
        _enterprise.Feed(new Ticked(august), august);
        _enterprise.Feed(_two.Tells(new LeftRoster()), august);

        InForce().ShouldHaveSingleItem().Value.ShouldBe((Exact)3);
    }

    [Fact]
    public void Only_furnaces_are_counted()
    {
        _enterprise.Feed(Teller.Point("MN1").Tells(new ViolationsTold(Month(20, 21, 22))), Teller.At(72));

        _enterprise.Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_tick_is_journaled_only_where_a_day_that_has_closed_is_waited_for()
    {
        Tell(_one, 20);
        _enterprise.Feed(new Ticked(Teller.At(74)), Teller.At(74));
        _enterprise.Feed(new Ticked(Teller.At(84)), Teller.At(84)).ShouldBeFalse();
        Tell(_one, 20, 21, 22);
        _enterprise.Feed(new Ticked(Teller.At(85)), Teller.At(85)).ShouldBeTrue();
        _enterprise.Feed(new Ticked(Teller.At(86)), Teller.At(86)).ShouldBeFalse();

        InForce().ShouldHaveSingleItem().Standing.ShouldBe(FindingStanding.Final);
    }

    [Fact]
    public void A_furnace_tells_a_month_when_it_changes_and_tells_another_enterprise_the_running_one()
    {
        var furnace = new FoldHost<IncineratorState>(new IncineratorFold(), FurnaceHost.Furnace, ByPlant);
        Teller point = Teller.Point("MN1");
        furnace.Feed(new Registered(FurnaceHost.Registration), Teller.At(0));
        furnace.Feed(point.DayMean(Teller.So2, Teller.Day, 81m), Teller.At(24));
        furnace.Feed(point.DayMean(Teller.So2, Teller.Day, 82m), Teller.At(25));
        MonthViolations told = new MonthViolations(July).With(20, isJudged: false, isCold: false, meansOver: 1);
        Told("E1").ShouldBe([new ViolationsTold(told)]);

        furnace.Feed(point.DayMean(Teller.So2, Teller.Day, 50m), Teller.At(26));
        Told("E1")[^1].Month.Counts.ShouldBe(default);

        furnace.Feed(
            new Registered(FurnaceHost.Registration with { Enterprise = EnterpriseId.Parse("E2") }), Teller.At(27));
        Told("E1").Length.ShouldBe(2);
        Told("E2").ShouldHaveSingleItem();

        ViolationsTold[] Told(string enterprise) =>
        [
            .. furnace.Told.Where(effect => effect.Target == TwinName.Of(EnterpriseId.Parse(enterprise)))
                .Select(effect => effect.Body).OfType<ViolationsTold>(),
        ];
    }

    [Fact]
    public void A_furnace_tells_the_running_month_once_the_policy_counts_the_plant()
    {
        var furnace = new FurnaceHost();
        furnace.Feed(new Registered(FurnaceHost.Registration));
        for (int day = 0; day < 3; day++)
            furnace.Feed(furnace.Point.DayMean(Teller.So2, FurnaceHost.Now.AddSeconds(-day * BeijingTime.SecondsPerDay), 81m));
        furnace.Host.Told.ShouldNotContain(effect => effect.Body is ViolationsTold);
        furnace.InForce("furnace.subsidy").ShouldHaveSingleItem();

        furnace.Host.Policy = ByPlant;
        furnace.Feed(new PolicyPut("plant"));

        furnace.Host.Told.Select(effect => effect.Body).OfType<ViolationsTold>().ShouldHaveSingleItem()
            .Month.Counts.EmissionDays.ShouldBe(3);
        furnace.InForce("furnace.subsidy").ShouldBeEmpty();
    }

    static MonthViolations Month(params int[] violated) => violated.Aggregate(
        new MonthViolations(July), (month, date) => month.With(date, isJudged: true, isCold: false, meansOver: 1));

    void Tell(Teller furnace, params int[] violated) =>
        _enterprise.Feed(furnace.Tells(new ViolationsTold(Month(violated))), Teller.At(72));

    Finding[] InForce() => [.. _enterprise.State.OwnAtHand.InForce];

    EnterpriseStatus Status() => (EnterpriseStatus)new EnterpriseFold().Describe(_enterprise.State);
}
