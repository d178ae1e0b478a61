using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Points;

public sealed class SampleRulesTests
{
    static readonly PointsPolicy Points = PolicyFile.National.Points;

    readonly List<(Mark Mark, long Entry)> _marks = [];

    void Sampled(
        int fromMinute, int toMinute, decimal value, Exact converted, SamplePurpose purpose, FactorCode factor) =>
        _marks.Add((
            new Mark
            {
                Id = $"s{_marks.Count}",
                Code = MarkCode.ManualMonitoring,
                Factor = factor,
                Start = At(10, fromMinute),
                End = At(10, toMinute),
                Source = purpose == SamplePurpose.Enforcement ? MarkSource.Bureau : MarkSource.Enterprise,
                Author = "li",
                Sample = new ManualSample(purpose, value, converted, "HJ 57-2017"),
            },
            10 + _marks.Count));

    void Enforced(int fromMinute, int toMinute, decimal value) =>
        Sampled(fromMinute, toMinute, value, Exact.None, SamplePurpose.Enforcement, So2);

    void Own(int fromMinute, int toMinute, decimal value) =>
        Sampled(fromMinute, toMinute, value, Exact.None, SamplePurpose.SelfMonitoring, So2);

    ManualHours? Hours(Exact reference) => SampleRules.Of(_marks, Day, So2, reference, default, Points);

    MeanCell Ten(Exact reference) => Hours(reference).ShouldNotBeNull()[10];

    [Fact]
    public void Samples_of_an_hour_make_their_mean_with_the_entries_of_all()
    {
        // (90 + 100 + 113) / 3 = 101.
        Enforced(0, 20, 90);
        Enforced(20, 40, 100);
        Enforced(40, 60, 113);
        _marks.Reverse();

        MeanCell mean = Ten(Exact.None);
        (mean.Value, mean.Converted, mean.Flag, mean.FirstEntry, mean.LastEntry).ShouldBe(
            ((Exact)101m, Exact.None, DataFlag.Manual, 10L, 12L));
        Hours(Exact.None)!.Sampled.ShouldBe(1u << 10);
        Hours(Exact.None)!.Prevails(10).ShouldBeTrue();
    }

    [Fact]
    public void A_sample_that_lasts_over_hours_is_of_each_it_touches()
    {
        Enforced(30, 150, 90);
        Hours(Exact.None)!.Sampled.ShouldBe(1u << 10 | 1u << 11 | 1u << 12);
    }

    [Fact]
    public void Values_at_reference_oxygen_make_their_own_mean()
    {
        // (80 + 90) / 2 = 85 measured, (100 + 104) / 2 = 102 at 11 %.
        Sampled(0, 20, 80, 100m, SamplePurpose.Enforcement, So2);
        Sampled(20, 40, 90, 104m, SamplePurpose.Enforcement, So2);

        MeanCell mean = Ten(11m);
        (mean.Value, mean.Converted, mean.Figure, mean.IsValid).ShouldBe(((Exact)85m, (Exact)102m, (Exact)102m, true));
    }

    [Fact]
    public void Where_nothing_is_converted_one_converted_value_of_two_makes_no_mean()
    {
        Sampled(0, 20, 80, 100m, SamplePurpose.Enforcement, So2);
        Enforced(20, 40, 90);
        (Ten(Exact.None).Value, Ten(Exact.None).Converted).ShouldBe(((Exact)85m, Exact.None));
    }

    [Fact]
    public void A_sample_that_does_not_count_says_why_and_prevails_over_nothing()
    {
        Enforced(0, 20, -5);
        (Ten(Exact.None).Cause, Ten(Exact.None).IsValid, Hours(Exact.None)!.Prevails(10)).ShouldBe(
            (VoidCause.Negative, false, false));
    }

    [Theory]
    [InlineData("20001", VoidCause.Implausible)]
    [InlineData("-1", VoidCause.Negative)]
    [InlineData("90", VoidCause.None)]
    public void Its_value_at_reference_oxygen_must_be_plausible_too(string converted, VoidCause cause)
    {
        Sampled(
            0, 20, 80, decimal.Parse(converted, System.Globalization.CultureInfo.InvariantCulture),
            SamplePurpose.Enforcement, So2);
        Ten(11m).Cause.ShouldBe(cause);
    }

    [Fact]
    public void Where_the_limit_holds_at_a_reference_oxygen_a_value_without_one_does_not_count()
    {
        Enforced(0, 20, 80);
        (Ten(11m).Cause, Ten(Exact.None).Cause).ShouldBe((VoidCause.NotConverted, VoidCause.None));
    }

    [Fact]
    public void The_value_as_measured_is_named_before_a_missing_conversion()
    {
        Enforced(0, 20, -5);
        Ten(11m).Cause.ShouldBe(VoidCause.Negative);
    }

    [Fact]
    public void The_plants_sample_stands_in_where_that_of_the_authority_does_not_count()
    {
        Enforced(0, 20, -5);
        Own(20, 40, 120);

        (Ten(Exact.None).Value, Ten(Exact.None).Purpose).ShouldBe(((Exact)120m, SamplePurpose.SelfMonitoring));
        Hours(Exact.None)!.Prevails(10).ShouldBeFalse();
    }

    [Fact]
    public void Where_no_sample_counts_the_authoritys_cause_stands_unless_the_plant_has_one()
    {
        // The plant's lasts for more than six hours and stands in for none.
        Enforced(0, 20, -5);
        Own(0, 361, 120);
        (Ten(Exact.None).Cause, Ten(Exact.None).Purpose).ShouldBe((VoidCause.Negative, SamplePurpose.Enforcement));
    }

    [Fact]
    public void Samples_of_other_factors_and_marks_without_one_are_none()
    {
        Sampled(0, 20, 80, Exact.None, SamplePurpose.Enforcement, Nox);
        Hours(Exact.None).ShouldBeNull();
        Enforced(0, 20, 80);
        _marks[1] = (_marks[1].Mark with { Sample = null }, _marks[1].Entry);
        Hours(Exact.None).ShouldBeNull();
    }
}
