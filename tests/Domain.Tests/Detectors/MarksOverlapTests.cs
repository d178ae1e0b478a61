using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Detectors;

public sealed class MarksOverlapTests
{
    static readonly DetectorPolicy Policy = Watched.Policy with
    {
        Marks = new() { LeastExceedances = 3, LeastHours = 6, Overlap = 0.75m, OverlapToClear = 0.6m },
    };

    /// <summary>O over the limit, M marked, B both, a point neither.</summary>
    static Watch<MarksOverlap> Seen(string hours)
    {
        var watch = new Watch<MarksOverlap>(Policy);
        foreach (char hour in hours)
        {
            watch.See(Watched.Hour(hour is 'O' or 'B' ? 101m : 100m) with
            {
                Limit = 100m,
                IsMarked = hour is 'M' or 'B',
            });
        }

        return watch;
    }

    [Theory]
    [InlineData("BB.BB.BB", true)]
    [InlineData("BB.BB.B", false)]
    [InlineData("BBB.BBB", false)]
    [InlineData("MMOO.BB.BB.BBBBBBB", false)]
    [InlineData("MMO.BB.BB.BBBBB", true)]
    [InlineData("MM.OO.BB.BB.BBBBBBBB", true)]
    public void Marks_and_exceedances_that_are_the_same_hours_are_a_lead(string hours, bool isLead)
    {
        // 9 of 12 hours are 0.75; 11 of 15 are 0.73; 12 of 16 are 0.75.
        (Seen(hours).Leads.Count == 1).ShouldBe(isLead);
    }

    [Fact]
    public void Honest_maintenance_is_none()
    {
        Seen(string.Concat(Enumerable.Repeat("..OO..MMMM...O...", 20))).Leads.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_over_when_marks_elsewhere_make_the_overlap_small()
    {
        Watch<MarksOverlap> watch = Seen("BB.BB.BBMMMM");
        watch.Only.IsOver.ShouldBeFalse();
        watch.See(Watched.Hour(1m) with { Limit = 100m, IsMarked = true }).ShouldNotBeNull().IsOver.ShouldBeTrue();
    }

    [Fact]
    public void Another_one_in_the_month_begins_with_a_later_exceedance()
    {
        // 6 of 11 hours are 0.55, over; then 21 of 26 are 0.81.
        Watch<MarksOverlap> watch = Seen("BB.BB.BBMMMMM" + new string('B', 15));

        watch.Leads.Select(lead => lead.IsOver).ShouldBe([false, true, false]);
        watch.Leads[1].Start.ShouldBe(watch.Leads[0].Start);
        watch.Leads[2].Start.ShouldBe(Watched.At(13));
    }

    [Fact]
    public void A_month_begins_with_nothing()
    {
        Watch<MarksOverlap> watch = Seen(new string('.', 31 * 24 - 7) + "BB.BB.B");
        watch.Leads.ShouldBeEmpty();
        watch.See(Watched.Hour(101m) with { Limit = 100m, IsMarked = true });
        watch.Leads.ShouldBeEmpty();
    }

    [Fact]
    public void The_end_of_the_month_ends_the_lead()
    {
        Watch<MarksOverlap> watch = Seen(new string('.', 31 * 24 - 8) + "BB.BB.BB");
        watch.Only.Start.ShouldBe(Watched.At(31 * 24 - 8));
        watch.See(Watched.Hour(1m) with { Limit = 100m }).ShouldNotBeNull().IsOver.ShouldBeTrue();
        watch.Leads[1].Start.ShouldBe(watch.Leads[0].Start);
        watch.Leads[1].End.ShouldBe(Watched.At(31 * 24));
    }
}
