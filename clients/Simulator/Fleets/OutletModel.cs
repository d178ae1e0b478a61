using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;

namespace Qianliyan.Simulator.Fleets;

/// <summary>What an outlet measures at a moment: daily rhythm, load of the site, noise, and scripted events.</summary>
sealed class OutletModel
{
    const int Day = BeijingTime.SecondsPerDay;
    const double EveningPeak = 20;

    readonly Outlet _outlet;
    readonly BeijingTime _start;
    readonly FleetEvent[] _values;
    readonly FleetEvent[] _maintenance;
    readonly ulong[] _seeds;
    readonly int _oxygen;

    public OutletModel(Outlet outlet, IEnumerable<FleetEvent> events, BeijingTime start)
    {
        FleetEvent[] own = [.. events.Where(happening => happening.Outlet == outlet.Id)];
        (_outlet, _start) = (outlet, start);
        _values = [.. own.Where(happening => happening.Kind is FleetEventKind.Scaled or FleetEventKind.Shifted)];
        _maintenance = [.. own.Where(happening => happening.Kind == FleetEventKind.Maintenance)];
        _seeds =
        [
            .. outlet.Signals.Select(signal => Noise.Derive(
                signal.IsRegional ? outlet.SiteSeed : outlet.Seed, signal.Factor.Packed)),
        ];
        _oxygen = outlet.Signals.ToList().FindIndex(signal => signal.Factor == Factors.Oxygen);
    }

    public Outlet Outlet => _outlet;

    /// <summary>A value, unrounded.</summary>
    public double ValueAt(int index, BeijingTime at)
    {
        Signal signal = _outlet.Signals[index];
        long t = at.UnixSeconds;
        double hour = at.SecondOfDay / (double)BeijingTime.SecondsPerHour;
        double rhythm = Math.Cos((hour - EveningPeak) / 24 * 2 * Math.PI);
        double noise = 0.6 * Noise.Smooth(_seeds[index], t, 1800)
            + 0.3 * Noise.Smooth(_seeds[index] ^ 1, t, 300)
            + 0.1 * Noise.White(_outlet.Seed ^ _seeds[index], t);
        double value = signal.Base
            * (1 + signal.LoadGain * (LoadAt(t, rhythm) - 1))
            * (1 + signal.Daily * rhythm)
            * (1 + signal.Noise * noise);
        foreach (FleetEvent happening in _values)
        {
            if (happening.Factor != signal.Factor || !happening.IsActive(_start, at))
                continue;
            value = happening.Kind == FleetEventKind.Scaled ? value * happening.Amount : value + happening.Amount;
        }

        return Math.Clamp(value, signal.Least, signal.Most);
    }

    /// <summary>
    /// Converts a value to the reference oxygen of the point (HJ 212-2017 annex D):
    /// <c>C x (21 - reference) / (21 - measured)</c>. Not a number without a reference.
    /// </summary>
    public double ConvertAt(double value, BeijingTime at)
    {
        if (_oxygen < 0 || !_outlet.Point.ReferenceOxygen.HasValue)
            return double.NaN;
        double reference = (double)_outlet.Point.ReferenceOxygen.Value;
        return value * (21 - reference) / (21 - ValueAt(_oxygen, at));
    }

    public DataFlag FlagAt(BeijingTime at) =>
        Array.Exists(_maintenance, happening => happening.IsActive(_start, at))
            ? DataFlag.Maintenance
            : DataFlag.Normal;

    /// <summary>The load of the site, about 0.65 to 1.</summary>
    double LoadAt(long t, double rhythm) =>
        0.83
        + 0.09 * rhythm
        + 0.05 * Noise.Smooth(_outlet.SiteSeed, t, Day / 12)
        + 0.02 * Noise.Smooth(_outlet.SiteSeed ^ 1, t, 600);
}
