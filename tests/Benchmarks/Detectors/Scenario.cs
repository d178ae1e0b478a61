using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Time;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>
/// A fault and the real months it is put into. Every third month, by chance, gets it once; the others stay clean, but
/// may hold what an honest plant does too (stops, maintenance), so that a detector has something to mistake.
/// </summary>
sealed record Scenario
{
    const double ShareWithFault = 1.0 / 3;

    public required string Rule { get; init; }

    /// <summary>What is put in, in words.</summary>
    public required string Fault { get; init; }

    public required Func<RealMonth, bool> Takes { get; init; }

    /// <summary>Stations have what the detector looks at: values and peers, but neither limits nor stops.</summary>
    public bool IsForStations { get; init; }

    /// <summary>Times that a month is used, each with its own chance: there are few months of the turbine.</summary>
    public int Turns { get; init; } = 1;

    /// <summary>Length of the fault, hours, shortest and longest.</summary>
    public required (int Shortest, int Longest) Length { get; init; }

    /// <summary>What an honest plant does in the month.</summary>
    public Action<HourSight[], RealMonth, Chance> Background { get; init; } = static (_, _, _) => { };

    /// <summary>Whether a month has something that the fault could hide.</summary>
    public Func<HourSight[], int, bool> HasGround { get; init; } = static (_, _) => true;

    /// <summary>Changes the hours of the range.</summary>
    public required Action<HourSight[], Range, RealMonth, Chance> Put { get; init; }

    /// <summary>Runs a fresh detector over the warm-up and the month.</summary>
    public required Func<Sample, DetectorPolicy, List<Lead>> Run { get; init; }

    public static List<Lead> RunOne<TDetector>(Sample sample, DetectorPolicy policy)
        where TDetector : struct, IDetector<TDetector>
    {
        var detector = new TDetector();
        List<Lead> leads = [];
        for (int i = 0; i < sample.Hours.Length; i++)
        {
            if (detector.See(in sample.Hours[i], policy) is { IsOver: false } lead && i >= sample.Month.WarmUp)
                leads.Add(lead with { End = sample.Hours[i].Start.AddSeconds(BeijingTime.SecondsPerHour) });
        }

        return leads;
    }

    public IEnumerable<Sample> Samples(IEnumerable<RealMonth> months)
    {
        foreach (RealMonth month in months)
        {
            for (int turn = 0; Takes(month) && turn < Turns; turn++)
            {
                var chance = new Chance($"{Rule}/{Fault}/{month.Name}/{turn}");
                HourSight[] hours = [.. Enumerable.Range(0, month.Values.Length).Select(hour => Sight(month, hour))];
                Background(hours, month, chance);
                Range? fault = null;
                if (chance.Happens(ShareWithFault) && HasGround(hours, month.WarmUp))
                {
                    int length = Math.Min(chance.Between(Length.Shortest, Length.Longest), hours.Length - month.WarmUp);
                    int from = chance.Between(month.WarmUp, hours.Length - length);
                    fault = from..(from + length);
                    Put(hours, fault.Value, month, chance);
                }

                yield return new Sample(month, hours, fault);
            }
        }
    }

    static HourSight Sight(RealMonth month, int hour)
    {
        Exact value = month.Values[hour];
        return new HourSight
        {
            Start = month.Start.AddSeconds(hour * (long)BeijingTime.SecondsPerHour),
            Value = value,
            Figure = value,
            Flag = value.HasValue ? DataFlag.Normal : DataFlag.None,
            Limit = month.Limit > 0 ? month.Limit : Exact.None,
            Span = month.RangeTop,
            RangeBottom = 0m,
            RangeTop = month.RangeTop,
            Companion = month.Companion.Length > 0 ? month.Companion[hour] : default,
            Peers = month.Peers.Length > 0 ? month.Peers[hour] : default,
        };
    }
}
