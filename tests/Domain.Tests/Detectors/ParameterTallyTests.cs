using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>
/// The ratio to a companion, hour by hour: blocks of two hours, of which three are learnt from behind twenty hours of
/// warming up. The first hour of a watch begins a block.
/// </summary>
public sealed class ParameterTallyTests
{
    readonly Watch<ParameterChange> _watch = new(Watched.Policy with
    {
        Parameter = new()
        {
            FastHours = 1,
            SlowHours = 100,
            WarmUpHours = 20,
            MemoryBlocks = 10,
            Shift = 0.2m,
            TimesLargest = 1.5m,
            Lasting = Watched.Lasting(window: 4, odd: 3, clear: 2),
        },
    });

    static HourSight Ratio(decimal ratio) => Watched.Hour(100m * ratio) with { Companion = 100m };

    /// <summary>Thirty hours of a ratio of 1.</summary>
    void Usual() => _watch.See(30, _ => Ratio(1m));

    [Fact]
    public void Three_blocks_behind_the_warm_up_are_learnt_from()
    {
        // The blocks that begin with hours 20, 22 and 24.
        _watch.See(25, _ => Ratio(1m));
        (_watch.Tally.Oddity, _watch.Tally.Why).ShouldBe((
            Oddity.Unknown,
            "shifts are learnt from 2 blocks of 2 hours, 3 are needed; 0 of 4 hours were odd, 3 are a lead"));
        _watch.Tally.Figures.ShouldNotContain(figure => figure.Name == "shift");
        _watch.See(Ratio(1.1m));
        (_watch.Tally.Oddity, _watch.Figure("shift")).ShouldBe((Oddity.None, 0.1m));
    }

    [Fact]
    public void A_shifted_hour_is_odd_and_moves_the_usual_ratio_by_an_eighth_of_what_it_would()
    {
        // 1.8 shifts by 0.8, of which 0.1 is learnt: 1 + 0.1 / 31 = 1.0032.
        Usual();
        _watch.See(Ratio(1.8m));

        (_watch.Tally.Oddity, _watch.Tally.Counted, _watch.Tally.Reached).ShouldBe((Oddity.Odd, 1, 1 / 3m));
        (_watch.Figure("shift"), _watch.Figure("figure"), _watch.Figure("compared with")).ShouldBe((0.8m, 1.8m, 1.0032m));
    }

    [Fact]
    public void An_hour_that_is_not_odd_moves_the_usual_ratio_in_full()
    {
        // 1 + 0.15 / 31 = 1.0048.
        Usual();
        _watch.See(Ratio(1.15m));
        (_watch.Tally.Oddity, _watch.Figure("compared with")).ShouldBe((Oddity.None, 1.0048m));
    }

    [Fact]
    public void A_shift_is_usual_two_blocks_later_and_fades_by_a_tenth_a_block()
    {
        Usual();
        _watch.See(Ratio(1.1m));
        _watch.See(3, _ => Ratio(1m));
        _watch.Figure("largest usual shift").ShouldBe(0);
        _watch.See(Ratio(1m));
        _watch.Figure("largest usual shift").ShouldBe(0.1m);
        _watch.See(2, _ => Ratio(1m));
        _watch.Figure("largest usual shift").ShouldBe(0.09m);
    }

    [Fact]
    public void What_was_learnt_on_the_way_to_a_lead_is_forgotten()
    {
        // 0.19 of hour 30 would be usual from hour 34 on; the lead of hours 31 to 33 is raised before.
        Usual();
        _watch.See(Ratio(1.19m));
        _watch.See(3, _ => Ratio(1.5m));
        _watch.Only.Start.ShouldBe(Watched.At(31));
        _watch.See(Ratio(1m));
        _watch.Figure("largest usual shift").ShouldBe(0);
    }

    [Fact]
    public void Odd_hours_teach_no_shift()
    {
        // Two odd hours are no lead; nothing of them is usual two blocks later.
        Usual();
        _watch.See(2, _ => Ratio(1.5m));
        _watch.See(3, _ => Ratio(1.02m));
        _watch.Leads.ShouldBeEmpty();
        _watch.Figure("largest usual shift").ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_companion_at_zero_or_below_is_none(int companion)
    {
        Usual();
        _watch.See(Watched.Hour(100m) with { Companion = (Exact)(decimal)companion });
        (_watch.Tally.Oddity, _watch.Tally.Why).ShouldBe((
            Oddity.Unknown,
            "the companion factor has no valid mean above zero; 0 of 4 hours were odd, 3 are a lead"));
    }

    [Fact]
    public void Hours_without_companion_or_under_a_mark_teach_nothing()
    {
        Usual();
        _watch.See(Watched.Hour(150m));
        _watch.Tally.Why.ShouldStartWith("the companion factor has no valid mean above zero;");
        _watch.See(Ratio(1.5m) with { IsMarked = true });
        _watch.Tally.Why.ShouldStartWith("the hour mean 150.0 is under a mark;");
        (_watch.Tally.Oddity, _watch.Tally.Counted).ShouldBe((Oddity.Unknown, 0));
        _watch.See(Ratio(1m));
        _watch.Figure("compared with").ShouldBe(1);
    }
}
