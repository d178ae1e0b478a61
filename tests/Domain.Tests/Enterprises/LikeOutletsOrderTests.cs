using CsCheck;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Twins;
using static Qianliyan.Domain.Tests.Points.PointHost;

namespace Qianliyan.Domain.Tests.Enterprises;

/// <summary>
/// Six days of four outlets that are alike, with odd hours in them. What comes late by up to 30 hours, in whatever order
/// that makes, and whatever they tell each other waits, leads to the leads of data in order.
/// </summary>
public sealed class LikeOutletsOrderTests
{
    const int Days = 6;
    const int MostHoursLate = 30;

    static readonly string[] Outlets = ["MN1", "MN2", "MN3", "MN4"];

    static readonly Policy Short = PolicyFile.National with
    {
        Detectors = PolicyFile.National.Detectors with
        {
            PeerGap = PolicyFile.National.Detectors.PeerGap with
            {
                WarmUpHours = 12,
                Lasting = new() { WindowHours = 6, OddHours = 4, ClearHours = 3 },
            },
        },
    };

    /// <param name="Outlet">Which one.</param>
    /// <param name="Hour">From the first day on.</param>
    /// <param name="Late">Hours after the end of its hour.</param>
    /// <param name="Value">The mean of the hour.</param>
    /// <param name="Flag">Its flag.</param>
    readonly record struct Sent(string Outlet, int Hour, int Late, decimal Value, DataFlag Flag);

    [Fact]
    public void Late_data_lead_to_the_leads_of_data_in_order() =>
        Gen.Int.Sample(
            seed =>
            {
                Sent[] sent = Make(new Random(seed));
                OutletsHost late = Run(sent, new Random(seed));
                OutletsHost inOrder = Run([.. sent.Select(one => one with { Late = 0 })], random: null);
                InForce(late).ShouldBe(InForce(inOrder));
            },
            iter: 40);

    [Fact]
    public void The_same_entries_give_the_same_bytes_evicted_and_restored_or_not() =>
        Gen.Int.Sample(
            seed =>
            {
                Sent[] sent = Make(new Random(seed));
                Run(sent, random: null, restoreEvery: 5).StateHash().ShouldBe(Run(sent, random: null).StateHash());
            },
            iter: 15);

    [Fact]
    public void Outlets_far_from_their_like_are_found()
    {
        int withLeads = Enumerable.Range(1, 10).Count(seed => InForce(Run(Make(new Random(seed)), random: null)).Length > 0);
        withLeads.ShouldBeGreaterThan(5);
    }

    static Sent[] Make(Random random)
    {
        var made = new List<Sent>();
        foreach (string outlet in Outlets)
        {
            decimal usual = random.Next(50, 150);
            (int from, int hours) = (random.Next(24 * Days), random.Next(20));
            decimal times = random.Next(2) == 0 ? 0.3m : 3;
            for (int hour = 0; hour < 24 * Days; hour++)
            {
                if (random.Next(20) == 0)
                    continue;
                decimal value = usual + random.Next(-50, 50) / 10m;
                bool isOdd = hour >= from && hour < from + hours;
                DataFlag flag = random.Next(15) == 0 ? DataFlag.Off : DataFlag.Normal;
                int late = random.Next(4) == 0 ? random.Next(MostHoursLate) : 0;
                if (random.Next(15) == 0)
                    made.Add(new Sent(outlet, hour, late / 2, value * 5, DataFlag.Normal));
                made.Add(new Sent(outlet, hour, late, isOdd ? value * times : value, flag));
            }
        }

        return [.. made];
    }

    static OutletsHost Run(Sent[] sent, Random? random) => Run(sent, random, restoreEvery: int.MaxValue);

    /// <param name="sent">In order of outlets and hours.</param>
    /// <param name="random">Says what waits on its way; null for nothing.</param>
    /// <param name="restoreEvery">Hours after which all twins are read back from their bytes.</param>
    static OutletsHost Run(Sent[] sent, Random? random, int restoreEvery)
    {
        var host = new OutletsHost(Short);
        if (random is not null)
            host.Waits = _ => random.Next(2) == 0;
        foreach (string outlet in Outlets)
            host.Register(outlet, ["like:boilers"]);
        ILookup<int, Sent> arrivals = sent.ToLookup(one => one.Hour + 1 + one.Late);
        int end = 24 * (Days + 3);
        for (int hour = 0; hour < end; hour++)
        {
            if (hour == end - 6)
                host.Waits = static _ => false;
            foreach (Sent one in arrivals[hour])
            {
                Observation upload = Upload(
                    ObservationKind.Hour, At(one.Hour), Value(So2, one.Value, one.Flag));
                host.Feed(one.Outlet, new Observed(upload), At(hour, 5));
            }

            host.Tick(At(hour, 15));
            if (hour % restoreEvery == 0)
                host.Restore();
        }

        return host;
    }

    static string InForce(OutletsHost host) => string.Join('\n', host.Findings
        .Where(finding => finding.Rule == "data.peerGap")
        .GroupBy(lead => lead.Id).Select(same => same.Last())
        .Where(lead => lead.State != FindingState.Withdrawn)
        .OrderBy(lead => lead.Id, StringComparer.Ordinal)
        .Select(lead => $"{lead.Id} to {lead.WindowEnd} {lead.Value}/{lead.Limit} {lead.Standing} {lead.Reason} "
            + string.Join(',', lead.Figures)));
}
