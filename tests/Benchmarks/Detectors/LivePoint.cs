using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Points;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>
/// A month as a live point hears it: hour reports with flags, a tick a day. The point knows limit, flags, largest
/// plausible value and oxygen; of a turbine, by the policy, the load as companion; of its like, where the detector asks,
/// the medians of a day as its enterprise tells them, ten minutes into the second day after. It knows no measuring range
/// and no most of a stopped plant.
/// </summary>
static class LivePoint
{
    const int DaysInMemory = 4;

    /// <summary>From the start of a day to when its medians are told.</summary>
    const int HoursUntilTold = 2 * FactorHours.InDay;

    static readonly PointId Id = new("MN1", "31");
    static readonly TwinName Plant = TwinName.Of(EnterpriseId.Parse("E1"));
    static readonly FactorCode Oxygen = FactorCode.Parse("a19001");
    static readonly FactorCode Load = FactorCode.Parse("a00000");

    /// <summary>A point of a station has no factor that moves with another one.</summary>
    public static bool Knows(Scenario scenario, RealMonth month) =>
        scenario.Rule != ParameterChange.Rule || month.IsStack;

    public static List<Lead> Run(string rule, Sample sample)
    {
        RealMonth month = sample.Month;
        FactorCode factor = CodeOf(month);
        Policy policy = PolicyOf(factor, month);
        var fold = new PointFold();
        PointState state = fold.Create(TwinName.Of(Id));
        var effects = new EffectList();
        List<Lead> leads = [];
        long sequence = 0;
        BeijingTime counted = month.Start.AddSeconds(month.WarmUp * (long)BeijingTime.SecondsPerHour);
        Feed(new Registered(RecordOf(factor, month)), month.Start);
        for (int i = 0; i < sample.Hours.Length; i++)
        {
            HourSight hour = sample.Hours[i];
            BeijingTime end = hour.Start.AddSeconds(BeijingTime.SecondsPerHour);
            if (rule == PeerGap.Rule && hour.Start.HourOfDay == 0 && i >= HoursUntilTold)
                Tell(sample.Hours.AsSpan(i - HoursUntilTold, FactorHours.InDay), hour.Start.AddSeconds(600));
            if (hour.Value.HasValue)
                Feed(new Observed(Report(factor, in hour, month.IsStack)), end.AddSeconds(60));
            if (end.HourOfDay == 13)
                Tick(end.AddSeconds(900));
        }

        BeijingTime last = sample.Hours[^1].Start.StartOfDay;
        Tick(last.AddSeconds(BeijingTime.SecondsPerDay + 13 * BeijingTime.SecondsPerHour));
        if (rule == PeerGap.Rule)
        {
            for (int back = HoursUntilTold; back > 0; back -= FactorHours.InDay)
                Tell(sample.Hours.AsSpan(sample.Hours.Length - back, FactorHours.InDay), last.AddSeconds(2 * BeijingTime.SecondsPerDay));
            Tick(last.AddSeconds(2 * BeijingTime.SecondsPerDay + 900));
        }

        return leads;

        void Tell(ReadOnlySpan<HourSight> day, BeijingTime at)
        {
            var medians = new Exact[FactorHours.InDay];
            for (int hour = 0; hour < medians.Length; hour++)
                medians[hour] = day[hour].Peers;
            Feed(
                new Signalled(new Signal
                {
                    Source = Plant,
                    SourceSequence = sequence + 1,
                    Ordinal = 0,
                    CausedAt = at,
                    Body = new PeersTold(day[0].Start, [new FactorHours(factor, [.. medians])]),
                }),
                at);
        }

        void Tick(BeijingTime now)
        {
            Feed(new Ticked(now), now);
            BeijingTime first = now.AddSeconds(-DaysInMemory * BeijingTime.SecondsPerDay);
            foreach (IPage page in state.Pages.All.Where(page => page.Id.Kind != PageKind.Leads).ToArray())
            {
                if (page.Id.Start < first)
                    state.Pages.Remove(page.Id);
            }
        }

        void Feed(EntryBody body, BeijingTime at)
        {
            effects.Clear();
            fold.Apply(state, new TwinEntry(++sequence, at.UnixSeconds * 1000, body), policy, effects);
            foreach (Finding found in effects.Findings)
            {
                if (found.Rule == rule && found.State == FindingState.Raised && found.WindowEnd > counted)
                {
                    leads.Add(new Lead(
                        rule, IsOver: false, found.WindowStart, found.WindowEnd, found.Value, found.Limit, found.Reason,
                        found.Figures));
                }
            }
        }
    }

    static Observation Report(FactorCode factor, in HourSight hour, bool isStack)
    {
        DataFlag flag = hour.IsMarked ? DataFlag.Maintenance : hour.Flag;
        List<Reading> readings = [new Reading { Factor = factor, Value = hour.Value, Flag = flag }];
        if (hour.Oxygen.HasValue)
            readings.Add(new Reading { Factor = Oxygen, Value = hour.Oxygen, Flag = DataFlag.Normal });
        if (isStack && hour.Companion.HasValue)
            readings.Add(new Reading { Factor = Load, Value = hour.Companion, Flag = DataFlag.Normal });
        return new Observation { Kind = ObservationKind.Hour, DataTime = hour.Start, Readings = [.. readings] };
    }

    static Policy PolicyOf(FactorCode factor, RealMonth month)
    {
        Policy national = PolicyFile.National;
        return national with
        {
            Points = national.Points with
            {
                Validity = national.Points.Validity with
                {
                    Maxima = [new PlausibleMaximum { Factor = factor, Maximum = month.RangeTop }],
                },
            },
            Detectors = national.Detectors with
            {
                Factors = [factor],
                Companions = [new FactorPair { Factor = factor, With = Load }],
            },
        };
    }

    static PointRecord RecordOf(FactorCode factor, RealMonth month) => new()
    {
        Id = Id,
        Name = month.Name,
        Kind = month.IsStack ? PointKind.FlueGas : PointKind.AmbientAir,
        Region = RegionCode.Parse("130109"),
        Limits = month.Limit > 0
            ? [new FactorLimit(factor, LimitPeriod.Hour, month.Limit, Exact.None, "of the set", Clause: null)]
            : [],
        MinuteInterval = 10,
    };

    static FactorCode CodeOf(RealMonth month) => FactorCode.Parse(month.Factor switch
    {
        "NOX" => "a21002",
        "CO" or "co" => "a21005",
        "pm25" => "a34004",
        "pm10" => "a34002",
        "so2" => "a21026",
        "no2" => "a21004",
        "o3" => "a05024",
        _ => throw new InvalidOperationException($"Factor {month.Factor} has no code."),
    });
}
