using Qianliyan.Domain.Detectors;
using Qianliyan.Domain.Measurements;

namespace Qianliyan.Benchmarks.Detectors;

/// <summary>
/// What an honest plant does, and channels that the real series lack, made from those it has: oxygen and flow follow
/// the turbine's load.
/// </summary>
static class Plant
{
    const double AirPercent = 20.9;
    const double StopFlowShare = 0.1;
    const double FullLoad = 135;

    /// <summary>
    /// Real stops, marked as such: two hours of running down, then a remainder. Every second month registers the most
    /// that a stopped plant may emit; there the flow is known.
    /// </summary>
    public static void StopsNowAndThen(HourSight[] hours, RealMonth month, Chance chance)
    {
        if (chance.Happens(0.5))
        {
            for (int i = 0; i < hours.Length; i++)
            {
                hours[i] = hours[i] with
                {
                    Emission = Flow((double)month.Companion[i].Value * chance.Between(0.97, 1.03)),
                    StopLimit = Flow(FullLoad * StopFlowShare),
                };
            }
        }

        for (int at = chance.Between(100, 300); at < hours.Length - 80; at += chance.Between(200, 400))
        {
            int length = chance.Between(12, 60);
            for (int i = at; i < at + length; i++)
                hours[i] = Stopped(hours[i], i - at, month, chance);
        }
    }

    static HourSight Stopped(HourSight hour, int since, RealMonth month, Chance chance)
    {
        double left = since < 2 ? chance.Between(0.2, 0.7) : chance.Between(0.0, 0.08);
        return Faults.With(hour, Faults.Rounded((double)hour.Value.Value * left, month)) with
        {
            Emission = hour.Emission.HasValue ? Flow((double)hour.Emission.Value * left) : default,
            IsMarkedStopped = true,
            Flag = DataFlag.Off,
        };
    }

    static Exact Flow(double value) => Exact.From(decimal.Round((decimal)value, 1));

    /// <summary>
    /// Oxygen of the exhaust: less of it at more load, with noise; now and then air gets in, which dilutes oxygen's
    /// deficit and concentration alike.
    /// </summary>
    public static void Oxygen(HourSight[] hours, RealMonth month, Chance chance)
    {
        int ingressFrom = chance.Between(0, hours.Length), ingressTo = ingressFrom + chance.Between(12, 48);
        double dilution = chance.Between(0.5, 0.8);
        for (int i = 0; i < hours.Length; i++)
        {
            double deficit = 6.5 * Math.Sqrt((double)month.Companion[i].Value / FullLoad) * chance.Between(0.97, 1.03);
            if (i >= ingressFrom && i < ingressTo)
            {
                deficit *= dilution;
                hours[i] = Faults.With(
                    hours[i], Faults.Rounded((double)hours[i].Value.Value * dilution, month));
            }

            hours[i] = hours[i] with { Oxygen = Exact.From(decimal.Round((decimal)(AirPercent - deficit), 2)) };
        }
    }

    /// <summary>
    /// Weekly maintenance of two to six hours, whenever; and some starts, marked for four hours, of which some are
    /// really over the limit.
    /// </summary>
    public static void Maintenance(HourSight[] hours, RealMonth month, Chance chance)
    {
        for (int at = chance.Between(0, 168); at < hours.Length - 6; at += 168)
        {
            int length = chance.Between(2, 6);
            for (int i = at; i < at + length; i++)
                hours[i] = hours[i] with { IsMarked = true };
        }

        for (int at = 0; at < hours.Length; at++)
        {
            bool begins = hours[at].Figure > hours[at].Limit && (at == 0 || hours[at - 1].Figure <= hours[at].Limit);
            if (!begins || !chance.Happens(0.3))
                continue;
            for (int i = Math.Max(0, at - 1); i < Math.Min(hours.Length, at + 3); i++)
                hours[i] = hours[i] with { IsMarked = true };
        }
    }
}
