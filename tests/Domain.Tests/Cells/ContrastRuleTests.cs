using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Cells;

public sealed class ContrastRuleTests
{
    static readonly ContrastPolicy Shipped = PolicyFile.National.Contrast;

    // Nearest 80, 82 and 84: mean 82, times 1.5 = 123. All: median of 80 82 84 86 88 = 84, deviations 4 2 0 2 4, MAD 2,
    // scaled 2.9652; the least spread is 0.15 x 84 = 12.6, five times that is 63: over 84 + 63 = 147.
    static readonly decimal?[] Around = [80, 82, 84, 86, 88];

    static readonly ContrastPolicy RatioFirst = Shipped with { Robust = Shipped.Robust with { Score = 0 } };

    [Theory]
    [InlineData(147, ContrastState.Holding)]
    [InlineData(147.01, ContrastState.High)]
    public void The_distance_from_the_median_must_be_more_than_five_spreads(double own, ContrastState state) =>
        Judge(own, Around, Shipped).State.ShouldBe(state);

    [Theory]
    [InlineData(123, ContrastBoundary.Over, ContrastState.Holding)]
    [InlineData(123.01, ContrastBoundary.Over, ContrastState.High)]
    [InlineData(122.99, ContrastBoundary.Reached, ContrastState.Holding)]
    [InlineData(123, ContrastBoundary.Reached, ContrastState.High)]
    public void Half_above_the_three_nearest_counts_strictly_or_not_by_policy(
        double own, ContrastBoundary boundary, ContrastState state) =>
        Judge(own, Around, RatioFirst with { Boundary = boundary }).State.ShouldBe(state);

    [Theory]
    [InlineData(106.6, ContrastState.Low)]
    [InlineData(106.61, ContrastState.Holding)]
    public void Above_1_3_times_the_nearest_an_episode_holds(double own, ContrastState state) =>
        Judge(own, Around, Shipped).State.ShouldBe(state);

    [Fact]
    public void The_numbers_of_the_comparison_come_with_it()
    {
        Contrast contrast = Judge(164, Around, Shipped);

        contrast.ShouldBe(new Contrast
        {
            State = ContrastState.High, Own = 164m, NearestMean = 82, Nearest = 3, Neighbours = 5, Median = 84, Mad = 2,
            Spread = 12.6m,
        });
        contrast.Ratio.ShouldBe(2);
        contrast.Score.ShouldBe(80 / 12.6m);
    }

    [Fact]
    public void Neighbours_that_differ_widely_ask_for_more()
    {
        // Nearest 40, 60, 80: mean 60. Median 80, deviations 40 20 0 40 80, MAD 40, scaled 59.304, times 5 = 296.52.
        decimal?[] wide = [40, 60, 80, 120, 160];

        Judge(376.52, wide, Shipped).State.ShouldBe(ContrastState.Holding);
        Judge(376.53, wide, Shipped).State.ShouldBe(ContrastState.High);
    }

    [Fact]
    public void Nobody_is_clearly_higher_in_a_haze()
    {
        // 300 is twice the limit of a day and 1.07 times the 280 around.
        decimal?[] haze = [280, 270, 290, 310, 260, 305];

        Judge(300, haze, Shipped).State.ShouldBe(ContrastState.Low);
    }

    [Theory]
    [InlineData(74.99, ContrastState.Low)]
    [InlineData(75, ContrastState.High)]
    public void Below_the_floor_nothing_is_high(double own, ContrastState state) =>
        Judge(own, [10, 10, 10, 10, 10], Shipped).State.ShouldBe(state);

    [Fact]
    public void Neighbours_that_report_zero_are_no_division_by_zero()
    {
        Contrast contrast = Judge(75, [0, 0, 0, 0, 0], Shipped);

        contrast.State.ShouldBe(ContrastState.High);
        contrast.Ratio.ShouldBeNull();
        contrast.Score.ShouldBeNull();
    }

    [Theory]
    [InlineData(MissingNeighbour.Next, ContrastState.Holding, 84)]
    [InlineData(MissingNeighbour.Fewer, ContrastState.High, 82)]
    [InlineData(MissingNeighbour.NoVerdict, ContrastState.Unknown, 0)]
    public void A_missing_neighbour_is_replaced_left_out_or_stops_the_verdict(
        MissingNeighbour missing, ContrastState state, int mean)
    {
        // Of the three nearest the first is missing. Next: (80 + 84 + 88) / 3 = 84, 1.5 x 84 = 126, and 125 is below.
        // Fewer: (80 + 84) / 2 = 82, 1.5 x 82 = 123, and 125 is above.
        Contrast contrast = Judge(125, [null, 80, 84, 88, 90, 86], RatioFirst with { MissingNeighbour = missing });

        contrast.State.ShouldBe(state);
        contrast.NearestMean.ShouldBe(mean);
    }

    [Fact]
    public void Fewer_than_the_fewest_gives_no_verdict()
    {
        ContrastPolicy fewer = RatioFirst with { MissingNeighbour = MissingNeighbour.Fewer };

        Judge(500, [null, null, 80, 80, 80, 80, 80], fewer).State.ShouldBe(ContrastState.Unknown);
        Judge(500, [null, 80, 80, 80, 80, 80], fewer).State.ShouldBe(ContrastState.High);
    }

    [Theory]
    [InlineData(4, TooFewNeighbours.NoVerdict, ContrastState.Unknown)]
    [InlineData(4, TooFewNeighbours.RatioAlone, ContrastState.High)]
    [InlineData(5, TooFewNeighbours.NoVerdict, ContrastState.High)]
    public void Four_neighbours_have_no_median(int count, TooFewNeighbours tooFew, ContrastState state)
    {
        decimal?[] around = [.. Enumerable.Repeat<decimal?>(80, count), null];

        Judge(400, around, Shipped with { Robust = Shipped.Robust with { TooFew = tooFew } }).State.ShouldBe(state);
    }

    [Theory]
    [InlineData("1.9", true, ContrastState.High)]
    [InlineData("2", true, ContrastState.Holding)]
    [InlineData("", true, ContrastState.High)]
    [InlineData("", false, ContrastState.Holding)]
    public void With_calm_air_as_condition_a_wind_of_2_stops_the_alarm(string wind, bool unknownIsCalm, ContrastState state)
    {
        ContrastPolicy calm = Shipped with
        {
            Wind = Shipped.Wind with { Condition = WindCondition.Calm, UnknownIsCalm = unknownIsCalm },
        };
        Exact speed = wind.Length == 0
            ? Exact.None
            : decimal.Parse(wind, System.Globalization.CultureInfo.InvariantCulture);

        ContrastRule.Of(164m, Neighbours(Around), speed, calm.Factors[0], calm).State.ShouldBe(state);
        ContrastRule.Of(164m, Neighbours(Around), speed, Shipped.Factors[0], Shipped).State.ShouldBe(ContrastState.High);
    }

    [Fact]
    public void Without_an_own_value_there_is_no_verdict() =>
        ContrastRule.Of(Exact.None, Neighbours(Around), Exact.None, Shipped.Factors[0], Shipped)
            .State.ShouldBe(ContrastState.Unknown);

    [Fact]
    public void Neighbours_stand_in_order_of_distance_then_of_name()
    {
        Neighbour near = new("b", 500, 1m), alike = new("a", 500, 1m), far = new("a", 501, 1m);

        Neighbour[] ordered = [far, near, alike];
        Array.Sort(ordered);
        ordered.ShouldBe([alike, near, far]);
    }

    // H high, h holding, . low, - unknown; two hours in a row that are neither H nor h end an episode.
    [Theory]
    [InlineData("..H", "2-3 open")]
    [InlineData("..Hhh.", "2-5 open")]
    [InlineData("..Hhh..", "2-5 over")]
    [InlineData("..H.H..", "2-5 over")]
    [InlineData("..H..H..", "2-3 over, 5-6 over")]
    [InlineData("..H--H", "2-3 over, 5-6 open")]
    [InlineData("..H----", "2-3 open")]
    [InlineData("hhh.H", "4-5 open")]
    [InlineData("......................Hh", "22-24 over")]
    [InlineData(".......................H", "23-24 over")]
    [InlineData("......................H.", "22-23 over")]
    [InlineData("", "")]
    [InlineData("hhhh", "")]
    public void An_episode_begins_high_and_ends_after_two_low_hours(string hours, string episodes)
    {
        var states = new ContrastState[24];
        for (int i = 0; i < hours.Length; i++)
            states[i] = (ContrastState)"-.hH".IndexOf(hours[i], StringComparison.Ordinal);

        string.Join(", ", ContrastEpisode.Of(states, Shipped).Select(
                one => $"{one.First}-{one.End} {(one.IsOver ? "over" : "open")}"))
            .ShouldBe(episodes);
    }

    [Fact]
    public void An_episode_counts_its_high_hours()
    {
        var states = new ContrastState[24];
        ContrastState[] day = [ContrastState.High, ContrastState.Holding, ContrastState.High];
        day.CopyTo(states, 0);

        ContrastEpisode.Of(states, Shipped).ShouldHaveSingleItem().HighHours.ShouldBe(2);
    }

    static Contrast Judge(double own, decimal?[] around, ContrastPolicy policy) =>
        ContrastRule.Of((decimal)own, Neighbours(around), Exact.None, policy.Factors[0], policy);

    static Neighbour[] Neighbours(decimal?[] around) =>
        [.. around.Select((value, index) => new Neighbour($"S{index}", 500 * (index + 1), Exact.From(value)))];
}
