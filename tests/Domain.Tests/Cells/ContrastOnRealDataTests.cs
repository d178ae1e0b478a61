using Qianliyan.Domain.Cells;
using Qianliyan.Domain.Policies;

namespace Qianliyan.Domain.Tests.Cells;

/// <summary>
/// The contrast alarm on PM2.5 of the national-control stations of 39 cities: how often it comes, how often in a haze
/// (city median over 150), and whether plumes put onto single stations are found. The numbers of the policy were set
/// on November; December is held out.
/// </summary>
public sealed class ContrastOnRealDataTests(ITestOutputHelper output)
{
    const decimal HazeMedian = 150;
    const int PlumeHours = 3;

    static readonly ContrastPolicy Policy = PolicyFile.National.Contrast;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void A_regional_haze_raises_fewer_alarms_than_other_hours(int month)
    {
        Tally all = Count(CnemcHours.Read(month, Policy));

        output.WriteLine(
            $"2019-{month}: {all.Judged} station-hours judged, {PerThousand(all.High, all.Judged):0.00} high per 1,000 in "
            + $"{all.Episodes} episodes; with the ratio alone {PerThousand(all.RatioAlone, all.Judged):0.00}; "
            + $"haze: {all.HazeJudged} judged, {PerThousand(all.HazeHigh, all.HazeJudged):0.00} high per 1,000");
        all.HazeJudged.ShouldBeGreaterThan(3_000);
        PerThousand(all.High, all.Judged).ShouldBeLessThan(4);
        PerThousand(all.HazeHigh, all.HazeJudged).ShouldBeLessThan(PerThousand(all.High, all.Judged) / 2);
    }

    [Theory]
    [InlineData(11, 1)]
    [InlineData(12, 1)]
    [InlineData(12, 2)]
    public void A_plume_that_adds_the_median_of_the_neighbours_is_found(int month, int medians)
    {
        CnemcHours hours = CnemcHours.Read(month, Policy);
        int before = Count(hours).Episodes;
        (int plumes, int found, int alarms) = Inject(hours, medians);

        // What the real series show by themselves is of unknown truth: counted as false it bounds precision from below.
        output.WriteLine(
            $"2019-{month}, plumes of {PlumeHours} h adding {medians} x the median: {found} of {plumes} found, recall "
            + $"{(double)found / plumes:0.000}; {alarms} alarms, {before} without plumes; precision at least "
            + $"{(double)found / alarms:0.000}, of the alarms that the plumes brought "
            + $"{(double)found / Math.Max(found, alarms - before):0.000}");
        ((double)found / plumes).ShouldBeGreaterThan(0.8);
        (alarms - before).ShouldBeLessThanOrEqualTo(found + 3);
    }

    static double PerThousand(int count, int of) => 1000.0 * count / of;

    static Tally Count(CnemcHours hours)
    {
        var tally = new Tally();
        var medians = new Dictionary<(string, int), decimal?>();
        for (int station = 0; station < hours.Stations.Length; station++)
        {
            var states = new ContrastState[hours.Hours];
            for (int hour = 0; hour < hours.Hours; hour++)
            {
                Contrast contrast = hours.Judge(station, hour, Policy);
                states[hour] = contrast.State;
                if (contrast.State == ContrastState.Unknown)
                    continue;
                int high = contrast.State == ContrastState.High ? 1 : 0;
                tally.Judged++;
                tally.High += high;
                tally.RatioAlone += contrast.Own >= Policy.Factors[0].Floor && contrast.Ratio > Policy.Ratio ? 1 : 0;
                string city = hours.Stations[station].City;
                if (!medians.TryGetValue((city, hour), out decimal? median))
                    medians[(city, hour)] = median = hours.MedianOf(city, hour);
                if (median <= HazeMedian)
                    continue;
                tally.HazeJudged++;
                tally.HazeHigh += high;
            }

            for (int day = 0; day < hours.Hours; day += 24)
                tally.Episodes += ContrastEpisode.Of(states.AsSpan(day, 24), Policy).Count;
        }

        return tally;
    }

    /// <summary>
    /// On one station-day of ten, where the neighbours' median is 50 or more at some hour of the plume.
    /// </summary>
    static (int Plumes, int Found, int Alarms) Inject(CnemcHours hours, int medians)
    {
        var random = new Random(2019);
        int plumes = 0, found = 0, alarms = 0;
        var windows = new List<(int Station, int First)>();
        for (int station = 0; station < hours.Stations.Length; station++)
        {
            for (int day = 0; day < hours.Hours; day += 24)
            {
                int first = day + random.Next(24 - PlumeHours);
                if (random.Next(10) == 0 && AddPlume(hours, station, first, medians))
                    windows.Add((station, first));
            }
        }

        for (int station = 0; station < hours.Stations.Length; station++)
        {
            for (int day = 0; day < hours.Hours; day += 24)
            {
                var states = new ContrastState[24];
                for (int hour = 0; hour < 24; hour++)
                    states[hour] = hours.Judge(station, day + hour, Policy).State;
                List<ContrastEpisode> episodes = ContrastEpisode.Of(states, Policy);
                alarms += episodes.Count;
                foreach ((int _, int first) in windows.Where(one => one.Station == station && one.First / 24 == day / 24))
                {
                    plumes++;
                    found += episodes.Any(one => day + one.First < first + PlumeHours && first < day + one.End) ? 1 : 0;
                }
            }
        }

        return (plumes, found, alarms);
    }

    static bool AddPlume(CnemcHours hours, int station, int first, int medians)
    {
        Contrast[] before = [.. Enumerable.Range(first, PlumeHours).Select(hour => hours.Judge(station, hour, Policy))];
        if (!before.Any(hour => hour.State != ContrastState.Unknown && hour.Median >= 50))
            return false;
        for (int i = 0; i < PlumeHours; i++)
        {
            if (before[i].Own.HasValue)
                hours[station, first + i] = before[i].Own.Value + medians * before[i].Median;
        }

        return true;
    }

    sealed class Tally
    {
        public int Judged, High, RatioAlone, Episodes, HazeJudged, HazeHigh;
    }
}
