using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;

namespace Qianliyan.Domain.Tests.Incinerators;

public sealed class MonthTests
{
    readonly FurnaceHost _furnace = new();

    [Fact]
    public void Fifth_exceedance_day_of_a_natural_month_is_a_finding_on_the_month()
    {
        for (int day = 0; day < 5; day++)
            _furnace.Feed(_furnace.Point.DayMean(Teller.So2, Teller.At(48 * day), 251m));

        Finding finding = _furnace.InForce("furnace.month").ShouldHaveSingleItem();
        finding.Rule.ShouldBe("furnace.month");
        finding.Level.ShouldBe(EscalationLevel.Warning);
        finding.WindowStart.ShouldBe(BeijingTime.Of(2026, 7, 1));
        finding.WindowEnd.ShouldBe(BeijingTime.Of(2026, 8, 1));
        finding.Reason.ShouldBe("5 exceedance days in 2026-07 >= 5");
        _furnace.Status.EmissionDaysInMonth.ShouldBe(5);
        _furnace.Status.Level.ShouldBe(EscalationLevel.Exceeded);
        _furnace.Status.LevelReason.ShouldBe("a21026 daily mean over its limit on 2026-07-28");
    }

    [Fact]
    public void Several_pollutants_over_on_a_day_make_one_exceedance_day()
    {
        _furnace.Feed(_furnace.Point.DayMean(Teller.So2, Teller.Day, 251m));
        _furnace.Feed(_furnace.Point.DayMean(Teller.Nox, Teller.Day, 251m));
        _furnace.Status.EmissionDaysInMonth.ShouldBe(1);
        _furnace.Feed(_furnace.Point.DayMean(Teller.So2, Teller.Day, 50m));
        _furnace.Status.EmissionDaysInMonth.ShouldBe(1);
        _furnace.Feed(_furnace.Point.DayMean(Teller.Nox, Teller.Day, 50m));

        _furnace.Status.EmissionDaysInMonth.ShouldBe(0);
    }

    [Fact]
    public void A_withdrawn_day_withdraws_the_finding_on_its_month_from_the_next_month()
    {
        for (int day = 0; day < 5; day++)
            _furnace.Feed(_furnace.Point.DayMean(Teller.So2, Teller.At(24 * day), 251m));
        _furnace.Slot(0, 900, day: 20);
        _furnace.Host.EvictAll();
        _furnace.Feed(_furnace.Point.DayMean(Teller.So2, Teller.Day, 50m));

        Finding last = _furnace.Findings.Last(finding => finding.Rule == "furnace.month");
        (last.State, last.Value, last.WindowStart).ShouldBe(
            (FindingState.Withdrawn, (Exact)4m, BeijingTime.Of(2026, 7, 1)));
        _furnace.Status.EmissionDaysInMonth.ShouldBe(0);
    }

    /// <summary>The last words of a finding on the month, behind days over and a correction of the first of them.</summary>
    static string ReasonAfter(string rule, Policy policy, int daysOver, bool isCorrected)
    {
        var furnace = new FurnaceHost(policy);
        for (int day = 0; day < daysOver; day++)
            furnace.Feed(furnace.Point.DayMean(Teller.So2, Teller.At(24 * day), 251m));
        if (isCorrected)
            furnace.Feed(furnace.Point.DayMean(Teller.So2, Teller.Day, 50m));
        return furnace.Findings.Last(finding => finding.Rule == rule).Reason;
    }

    [Theory]
    [InlineData(2, true, "1 exceedance day in 2026-07 < 2")]
    [InlineData(2, false, "2 exceedance days in 2026-07 >= 2")]
    public void Exceedance_days_are_held_against_their_number(int days, bool isCorrected, string reason)
    {
        Policy two = PolicyFile.National with
        {
            Furnace = PolicyFile.National.Furnace with { ExceedanceDaysInMonth = 2 },
        };
        ReasonAfter("furnace.month", two, days, isCorrected).ShouldBe(reason);
    }

    [Theory]
    [InlineData(2, true, true, "1 violation in 2026-07 < 2")]
    [InlineData(3, true, true, "2 violations in 2026-07 >= 2: 2 emission days and 0 temperature days "
        + "(furnace.subsidy.kindsCountApart=true); restored from 2026-09-27 at the earliest, after 30 clean days")]
    [InlineData(2, false, false, "2 violations in 2026-07 >= 2: 2 emission days and 0 temperature days "
        + "(furnace.subsidy.kindsCountApart=false); restored from 2026-09-27 at the earliest, after 30 clean days")]
    public void Violations_are_held_against_the_number_that_cancels_the_subsidy(
        int days, bool isCorrected, bool kindsCountApart, string reason)
    {
        // Told when 27 August is settled, with nothing of the days since: thirty clean days from 28 August on.
        FurnacePolicy national = PolicyFile.National.Furnace;
        Policy two = PolicyFile.National with
        {
            Furnace = national with
            {
                Subsidy = national.Subsidy with { ViolationsInMonth = 2, KindsCountApart = kindsCountApart },
            },
        };
        ReasonAfter("furnace.subsidy", two, days, isCorrected).ShouldBe(reason);
    }

    [Fact]
    public void Days_of_two_months_do_not_add_up()
    {
        for (int day = 8; day < 16; day++)
            _furnace.Feed(_furnace.Point.DayMean(Teller.So2, Teller.At(24 * day), 251m));

        // 28 to 31 July and 1 to 4 August: four days each.
        _furnace.InForce("furnace.month").ShouldBeEmpty();
        _furnace.Status.EmissionDaysInMonth.ShouldBe(4);
    }

    [Fact]
    public void An_hour_over_its_limit_warns_and_makes_no_exceedance_day()
    {
        _furnace.Feed(_furnace.Point.HourOver(Teller.At(8), Teller.So2));

        _furnace.Status.EmissionDaysInMonth.ShouldBe(0);
        _furnace.Status.Level.ShouldBe(EscalationLevel.Warning);
        _furnace.Status.LevelReason.ShouldBe("a21026 hourly mean over its limit on 2026-07-20");
    }
}
