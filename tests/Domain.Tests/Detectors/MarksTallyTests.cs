using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

/// <summary>How far the hours of a month brought the overlap of marks and exceedances.</summary>
public sealed class MarksTallyTests
{
    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Marks = new() { LeastExceedances = 3, LeastHours = 6, Overlap = 0.75m, OverlapToClear = 0.6m },
    };

    /// <summary>O over the limit, M marked, B both, a point neither, a question mark without a mean.</summary>
    static Watch<MarksOverlap> Seen(string hours)
    {
        var watch = new Watch<MarksOverlap>(Policy);
        foreach (char hour in hours)
        {
            watch.See(Watched.Hour(hour is 'O' or 'B' ? 101m : hour == '?' ? Exact.None : 100m) with
            {
                Limit = 100m,
                IsMarked = hour is 'M' or 'B',
            });
        }

        return watch;
    }

    [Theory]
    [InlineData(".", 0, 0, 1)]
    [InlineData("M", 0, 0, 1)]
    [InlineData("BBB.BBB", 6, 2, 3)] // 2 of 3 exceedances
    [InlineData("BB.BB.B", 5, 5, 6)] // 5 of 6 hours
    [InlineData("MMMMMMB.B.BBBB", 6, 2, 3)] // 6 of 12 hours are an overlap of 0.5, of 0.75
    [InlineData("BB.BB.BB", 6, 1, 1)]
    public void What_is_farthest_from_its_number_says_how_far_the_month_is(string hours, int both, int share, int of)
    {
        Watch<MarksOverlap> watch = Seen(hours);
        (watch.Tally.Counted, watch.Tally.Reached).ShouldBe((both, (decimal)share / of));
    }

    [Theory]
    [InlineData("B", Oddity.Odd)]
    [InlineData("O", Oddity.None)]
    [InlineData("M", Oddity.None)]
    [InlineData(".", Oddity.None)]
    [InlineData("?", Oddity.Unknown)]
    public void An_hour_is_odd_that_is_over_and_marked(string hour, Oddity oddity) =>
        Seen(hour).Tally.Oddity.ShouldBe(oddity);

    [Fact]
    public void The_month_is_told_in_hours_and_exceedances()
    {
        // 5 both, 1 over alone, 2 marked alone: 5 of 8 hours.
        Watch<MarksOverlap> watch = Seen("BB.BB.BOMM");
        watch.Tally.Why.ShouldBe("of 6 hours over the limit in 3 exceedances and 7 marked hours of the month, 5 are both: "
            + "overlap 0.625, 0.75 is a lead");
        (watch.Figure("overlap"), watch.Figure("hours over"), watch.Figure("hours marked"), watch.Figure("hours both"))
            .ShouldBe((0.625m, 6m, 7m, 5m));
    }

    [Fact]
    public void An_hour_without_a_mean_or_a_limit_says_so()
    {
        Seen("?").Tally.Why.ShouldBe("the hour has no figure");
        var watch = new Watch<MarksOverlap>(Policy);
        watch.See(Watched.Hour(100m));
        (watch.Tally.Oddity, watch.Tally.Why).ShouldBe((Oddity.Unknown, "no limit holds for the hour"));
    }

    [Fact]
    public void An_hour_without_a_mean_parts_two_exceedances_and_is_not_counted()
    {
        Watch<MarksOverlap> watch = Seen("BB?BB?BB");
        watch.Only.Start.ShouldBe(Watched.At(0));
        (watch.Figure("exceedances"), watch.Figure("hours marked")).ShouldBe((3m, 6m));
    }

    [Fact]
    public void A_lead_names_its_overlap_and_what_it_is_held_against()
    {
        // 9 of 12 hours.
        Watch<MarksOverlap> watch = Seen("MMO.BB.BB.BBBBB");
        (watch.Only.Value, watch.Only.Bound).ShouldBe((0.75m, 0.75m));
        (watch.Only.Start, watch.Only.End).ShouldBe((Watched.At(2), Watched.At(15)));
    }
}
