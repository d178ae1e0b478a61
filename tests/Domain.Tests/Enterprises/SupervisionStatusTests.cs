using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Tests.Regions;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Enterprises;

public sealed class SupervisionStatusTests
{
    readonly FoldHost<EnterpriseState> _enterprise =
        new(new EnterpriseFold(), TwinName.Of(EnterpriseId.Parse("E1")), PolicyFile.National);

    readonly Teller _a = Point("A"), _b = Point("B");

    EnterpriseStatus Status => (EnterpriseStatus)new EnterpriseFold().Describe(_enterprise.State);

    [Fact]
    public void Several_outlets_and_days_are_violations_of_their_own_and_several_factors_are_not()
    {
        Feed(_a.DayOver(Day, So2));
        Feed(_a.DayOver(Day, Nox));
        Feed(_b.DayOver(Day, So2));
        Feed(_a.DayOver(At(-24), So2));

        // A and B on the 20th, A on the 19th.
        Status.Supervision.ViolationsIn30.ShouldBe(3);
        Status.ExceedanceDaysIn30.ShouldBe(2);

        _enterprise.RestoreFromSnapshot();
        Feed(_a.DayOver(Day, So2, FindingState.Withdrawn));
        Status.Supervision.ViolationsIn30.ShouldBe(3);
        Feed(_a.DayOver(Day, Nox, FindingState.Withdrawn));
        Status.Supervision.ViolationsIn30.ShouldBe(2);
    }

    [Fact]
    public void Violations_count_in_30_days_month_and_quarter()
    {
        foreach (BeijingTime day in (BeijingTime[])
            [BeijingTime.Of(2026, 6, 20), BeijingTime.Of(2026, 6, 21), BeijingTime.Of(2026, 7, 1), Day])
        {
            Feed(_a.DayOver(day, So2));
            Feed(_b.DayOver(day, So2));
        }

        SupervisionStatus status = Status.Supervision;
        (status.ViolationsIn30, status.ViolationsInMonth, status.ViolationsInQuarter).ShouldBe((6, 4, 4));
    }

    [Fact]
    public void The_class_is_the_gravest_of_the_findings_and_serious_points_are_counted()
    {
        Status.Supervision.Class.ShouldBeNull();
        Feed(_a.DayOver(Day, So2));
        Status.Supervision.Class.ShouldBe(FindingClass.Lead);

        Feed(_a.Tells(new FindingTold(Month(_a, FindingRules.Serious, FindingClass.After))));
        Feed(_b.Tells(new FindingTold(Month(_b, FindingRules.LowTransmission, FindingClass.During))));

        Status.Supervision.Class.ShouldBe(FindingClass.After);
        (Status.Supervision.SeriousPoints, Status.Supervision.LowTransmission).ShouldBe((1, 1));

        // The month's finding stays at hand for 31 days after the month's end.
        Feed(_a.DayOver(BeijingTime.Of(2026, 8, 30), So2));
        Status.Supervision.SeriousPoints.ShouldBe(1);
        Feed(_a.DayOver(BeijingTime.Of(2026, 8, 31), So2));
        Status.Supervision.SeriousPoints.ShouldBe(0);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Ten_exceedance_days_of_thirty_meet_the_first_condition_of_a_listing(int days, bool met)
    {
        for (int day = 0; day < days; day++)
            Feed((day % 2 == 0 ? _a : _b).DayOver(At(-24 * 3 * day), So2));

        Status.Supervision.MeetsListing.ShouldBe(met);
    }

    [Fact]
    public void Level_and_findings_at_hand_can_be_acknowledged()
    {
        Feed(_a.Line(EscalationLevel.Warning));
        Feed(_a.DayOver(Day, So2));
        string id = Status.Findings.Single().Id;

        Feed(new Acknowledged("li", Day, "")).ShouldBeTrue();
        Feed(new Acknowledged("wang", Day, "")).ShouldBeFalse();
        Feed(new Acknowledged("li", Day, "points/none")).ShouldBeFalse();
        Feed(new Acknowledged("li", Day, id)).ShouldBeTrue();
        _enterprise.RestoreFromSnapshot();
        (Status.Acknowledged!.By, Status.AcknowledgedFindings.Single().Finding).ShouldBe(("li", id));

        Feed(_a.Line(EscalationLevel.Exceeded));
        Status.Acknowledged.ShouldBeNull();
        Feed(_a.DayOver(Day, So2, FindingState.Withdrawn));
        Status.AcknowledgedFindings.ShouldBeEmpty();
    }

    static Finding Month(Teller point, string rule, FindingClass findingClass) => new()
    {
        Twin = point.Name,
        Rule = rule,
        PolicyVersion = "test",
        WindowStart = BeijingTime.Of(2026, 7, 1),
        WindowEnd = BeijingTime.Of(2026, 8, 1),
        State = FindingState.Raised,
        Level = EscalationLevel.Exceeded,
        Reason = "often",
        Class = findingClass,
    };

    bool Feed(EntryBody body) => _enterprise.Feed(body, At(12));
}
