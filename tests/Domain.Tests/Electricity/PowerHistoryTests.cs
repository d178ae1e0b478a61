using Qianliyan.Domain.Codec;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using static Qianliyan.Domain.Tests.Regions.Teller;

namespace Qianliyan.Domain.Tests.Electricity;

/// <summary>How long the days that baselines are learnt from are kept: 62 natural days, the newest among them.</summary>
public sealed class PowerHistoryTests
{
    static readonly DeviceId Press = DeviceId.Parse("MN1-44:d20401");
    static readonly LearnedBaseline DayBefore = new() { Days = 1, FewestDays = 1, FewestHours = 1 };

    readonly PowerHistory _history = new();

    [Theory]
    [InlineData(61, 80)]
    [InlineData(62, null)]
    public void A_day_is_kept_until_sixty_two_days_later(int newest, int? baseline)
    {
        _history.Set(Press, At(0), new PowerSummary(80m, 4));
        _history.Reach(At(24 * newest));

        _history.BaselineOf(Press, At(24), DayBefore).ShouldBe(baseline);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void A_day_that_comes_late_is_kept_as_long(int newest, bool isKept)
    {
        _history.Reach(At(24 * newest));

        _history.Set(Press, At(0), new PowerSummary(80m, 4));
        _history.BaselineOf(Press, At(24), DayBefore).ShouldBe(isKept ? 80m : null);
    }

    [Fact]
    public void An_older_day_lets_go_of_nothing_newer()
    {
        _history.Reach(At(24 * 62));
        _history.Reach(At(24));

        _history.NewestDay.ShouldBe(At(24 * 62));
        _history.Set(Press, At(0), new PowerSummary(80m, 4));
        _history.BaselineOf(Press, At(24), DayBefore).ShouldBeNull();
    }

    // The oldest day kept is the newest but 61; a baseline of 14 days reaches to the day 14 days before.
    [Theory]
    [InlineData(75, true)]
    [InlineData(76, false)]
    public void A_day_is_judged_by_its_baseline_while_all_days_of_it_are_kept(int newest, bool reaches)
    {
        _history.Reach(At(24 * newest));

        _history.Reaches(At(24 * 28), DayBefore with { Days = 14 }).ShouldBe(reaches);
    }

    [Fact]
    public void The_day_itself_teaches_nothing_and_the_days_before_the_first_that_is_asked_for_neither()
    {
        _history.Set(Press, At(0), new PowerSummary(1m, 4));
        _history.Set(Press, At(24), new PowerSummary(10m, 4));
        _history.Set(Press, At(48), new PowerSummary(30m, 4));
        _history.Set(Press, At(72), new PowerSummary(90m, 4));

        // Of the days before 23 July the two on 21 and 22: (10 + 30) / 2.
        _history.BaselineOf(Press, At(72), DayBefore with { Days = 2 }).ShouldBe(20m);
    }

    [Fact]
    public void A_day_without_an_hour_on_teaches_no_more_what_it_did()
    {
        LearnedBaseline ofAnyHours = DayBefore with { FewestHours = 0 };
        _history.Set(Press, At(0), new PowerSummary(80m, 4));
        _history.Set(Press, At(0), new PowerSummary(0m, 0));

        _history.BaselineOf(Press, At(24), ofAnyHours).ShouldBeNull();
    }

    [Fact]
    public void It_is_read_back_as_it_was_written()
    {
        _history.Reach(At(48));
        _history.Set(Press, At(0), new PowerSummary(10m, 4));
        _history.Set(Press, At(24), new PowerSummary(30m, 3));
        _history.Open(At(24));
        _history.Open(At(0));
        _history.Open(At(48));
        _history.Settle(At(0).DayNumber);
        var writer = new EntryWriter();
        _history.Write(writer);
        var reader = new EntryReader(writer.ToArray());
        var read = PowerHistory.Read(ref reader);

        reader.AtEnd.ShouldBeTrue();
        read.NewestDay.ShouldBe(At(48));
        read.OpenDays.ShouldBe([At(24).DayNumber, At(48).DayNumber]);
        read.BaselineOf(Press, At(48), DayBefore with { Days = 2 }).ShouldBe(20m);
        read.BaselineOf(Press, At(48), DayBefore with { Days = 2, FewestHours = 4 }).ShouldBe(10m);
    }
}
